//! Writes JSON: escapes text and knows where commas belong.

use std::io::{self, Write};

/// How much is gathered before it is written.
const BUFFER_BYTES: usize = 1 << 16;

/// JSON on its way into `out`. An error of `out` is kept and told at the end.
pub struct Json<W> {
    out: W,
    buffer: Vec<u8>,
    flushed: u64,
    error: Option<io::Error>,
    /// Something stands before, in the same object or list.
    comma: bool,
}

impl<W: Write> Json<W> {
    /// Nothing yet.
    pub fn new(out: W) -> Self {
        Self { out, buffer: Vec::with_capacity(BUFFER_BYTES * 2), flushed: 0, error: None, comma: false }
    }

    /// Bytes so far.
    pub const fn written(&self) -> u64 {
        self.flushed + self.buffer.len() as u64
    }

    /// Writes the rest and gives the number of bytes.
    ///
    /// # Errors
    /// The first that writing gave.
    pub fn finish(mut self) -> io::Result<u64> {
        self.flush();
        match self.error {
            Some(error) => Err(error),
            None => self.out.flush().map(|()| self.flushed),
        }
    }

    /// Opens an object or list.
    pub fn open(&mut self, bracket: char) {
        self.separate();
        self.buffer.push(bracket as u8);
        self.comma = false;
    }

    /// Closes an object or list.
    pub fn close(&mut self, bracket: char) {
        self.buffer.push(bracket as u8);
        self.comma = true;
        if self.buffer.len() >= BUFFER_BYTES {
            self.flush();
        }
    }

    /// A member's name; its value comes next.
    pub fn name(&mut self, name: &str) {
        self.text(name);
        self.buffer.push(b':');
        self.comma = false;
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.separate();
        self.buffer.push(b'"');
        escape(text, &mut self.buffer);
        self.buffer.push(b'"');
    }

    /// A number or word that stands without quotes, or with them when that is how it is to be.
    pub fn plain(&mut self, value: std::fmt::Arguments<'_>) {
        self.separate();
        // A Vec takes all that is written.
        let _ = self.buffer.write_fmt(value);
    }

    /// A member whose value is a text.
    pub fn text_member(&mut self, name: &str, text: &str) {
        self.name(name);
        self.text(text);
    }

    /// A member whose value stands without quotes.
    pub fn plain_member(&mut self, name: &str, value: std::fmt::Arguments<'_>) {
        self.name(name);
        self.plain(value);
    }

    /// A member that is a list, an element for each item.
    pub fn list<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        mut element: impl FnMut(&mut Self, T),
    ) {
        self.name(name);
        self.open('[');
        for item in items {
            element(self, item);
        }
        self.close(']');
    }

    fn separate(&mut self) {
        if self.comma {
            self.buffer.push(b',');
        }
        self.comma = true;
    }

    fn flush(&mut self) {
        if self.error.is_none()
            && let Err(error) = self.out.write_all(&self.buffer)
        {
            self.error = Some(error);
        }
        self.flushed += self.buffer.len() as u64;
        self.buffer.clear();
    }
}

fn escape(text: &str, into: &mut Vec<u8>) {
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        return into.extend_from_slice(text.as_bytes());
    }
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => into.extend_from_slice(&[b'\\', byte]),
            b'\n' => into.extend_from_slice(b"\\n"),
            b'\t' => into.extend_from_slice(b"\\t"),
            b'\r' => into.extend_from_slice(b"\\r"),
            // A Vec takes all that is written.
            0..b' ' => drop(write!(into, "\\u{byte:04x}")),
            _ => into.push(byte),
        }
    }
}
