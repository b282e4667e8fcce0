//! What stands around a text: a byte order mark, UTF-16.

use super::reader::Failure;
use crate::model::{builder::Builder, notes::NoteKind};

/// Turns bytes into the bytes of UTF-8 text; those that are no text pass as they are.
#[derive(Debug, Default)]
pub(super) struct Decode {
    form: Form,
    /// Bytes that wait for their other half.
    held: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Form {
    /// Too few bytes to tell.
    #[default]
    Unknown,
    Plain,
    /// UTF-16, little-endian or not.
    Utf16(bool),
}

impl Decode {
    /// Hands the text of the next bytes on.
    ///
    /// # Errors
    /// Those of `take`.
    pub fn feed(
        &mut self,
        chunk: &[u8],
        last: bool,
        builder: &mut Builder,
        take: impl FnOnce(&[u8], &mut Builder) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if !matches!(self.form, Form::Unknown) {
            return self.decode(chunk, last, builder, take);
        }
        self.held.extend_from_slice(chunk);
        if self.held.len() < 3 && !last {
            return Ok(());
        }
        let held = std::mem::take(&mut self.held);
        let (form, mark) = form_of(&held);
        if let Form::Utf16(_) = form {
            builder.note(NoteKind::Utf16, || "byte 0".to_owned());
        }
        self.form = form;
        self.decode(&held[mark..], last, builder, take)
    }

    fn decode(
        &mut self,
        chunk: &[u8],
        last: bool,
        builder: &mut Builder,
        take: impl FnOnce(&[u8], &mut Builder) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Form::Utf16(little_endian) = self.form else { return take(chunk, builder) };
        self.held.extend_from_slice(chunk);
        let text = utf8(&mut self.held, little_endian, last);
        take(text.as_bytes(), builder)
    }
}

/// What the first bytes say, and how many of them are only a mark.
fn form_of(start: &[u8]) -> (Form, usize) {
    match start {
        [0xff, 0xfe, ..] => (Form::Utf16(true), 2),
        [0xfe, 0xff, ..] => (Form::Utf16(false), 2),
        [0xef, 0xbb, 0xbf, ..] => (Form::Plain, 3),
        _ => (Form::Plain, 0),
    }
}

/// The whole letters of UTF-16 as UTF-8; what waits for its other half stays.
fn utf8(held: &mut Vec<u8>, little_endian: bool, last: bool) -> String {
    let unit = |pair: &[u8; 2]| {
        if little_endian { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) }
    };
    let mut units: Vec<u16> = held.as_chunks::<2>().0.iter().map(unit).collect();
    if !last && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
        units.pop();
    }
    held.drain(..units.len() * 2);
    String::from_utf16_lossy(&units)
}
