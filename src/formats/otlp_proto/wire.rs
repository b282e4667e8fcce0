//! The wire format of protobuf: fields with a number, of four types (protobuf.dev, "Encoding").

/// A field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field<'a> {
    /// A number of any width.
    Varint(u64),
    /// Eight bytes.
    Fixed64(u64),
    /// Bytes, text or a message.
    Bytes(&'a [u8]),
    /// Four bytes.
    Fixed32(u32),
}

impl<'a> Field<'a> {
    /// The bytes, if it is such a field.
    pub const fn bytes(self) -> Option<&'a [u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }
}

/// Why a field could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// The bytes ended; it needs at least so many.
    More(usize),
    /// This is no field.
    Bad,
}

/// What stands before a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The field's number.
    pub number: u32,
    /// The wire type: 0, 1, 2 or 5.
    kind: u8,
    /// Its own length.
    pub bytes: usize,
    /// The length of what follows.
    pub body_bytes: u64,
}

impl Head {
    /// Whether what follows is bytes, text or a message.
    pub const fn is_message(&self) -> bool {
        self.kind == 2
    }
}

/// Reads a number of any width; gives its length too.
fn varint(bytes: &[u8]) -> Result<(u64, usize), Cut> {
    let mut value = 0_u64;
    for (at, &byte) in bytes.iter().enumerate().take(10) {
        value |= u64::from(byte & 0x7f) << (7 * at);
        if byte < 0x80 {
            return if at == 9 && byte > 1 { Err(Cut::Bad) } else { Ok((value, at + 1)) };
        }
    }
    if bytes.len() < 10 { Err(Cut::More(bytes.len() + 1)) } else { Err(Cut::Bad) }
}

/// Reads what stands before a field's value.
pub(super) fn head(bytes: &[u8]) -> Result<Head, Cut> {
    let (tag, tag_bytes) = varint(bytes)?;
    let number = u32::try_from(tag >> 3).map_err(|_| Cut::Bad)?;
    let kind = (tag & 7) as u8;
    let (length_bytes, body_bytes) = match kind {
        0 => match varint(&bytes[tag_bytes..]) {
            Ok((_, length)) => (0, length as u64),
            Err(Cut::More(needed)) => return Err(Cut::More(tag_bytes + needed)),
            Err(Cut::Bad) => return Err(Cut::Bad),
        },
        1 => (0, 8),
        2 => match varint(&bytes[tag_bytes..]) {
            Ok((length, length_bytes)) => (length_bytes, length),
            Err(Cut::More(needed)) => return Err(Cut::More(tag_bytes + needed)),
            Err(Cut::Bad) => return Err(Cut::Bad),
        },
        5 => (0, 4),
        // Groups, which OTLP has none of, and what is no type at all.
        _ => return Err(Cut::Bad),
    };
    if number == 0 || body_bytes > u64::from(u32::MAX) {
        return Err(Cut::Bad);
    }
    Ok(Head { number, kind, bytes: tag_bytes + length_bytes, body_bytes })
}

/// The fields of a message that is all there.
#[derive(Clone, Debug)]
pub(super) struct Fields<'a>(&'a [u8]);

/// Something is no field; nothing after it can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken;

impl<'a> Fields<'a> {
    /// The fields of this message.
    pub const fn of(message: &'a [u8]) -> Self {
        Self(message)
    }

    fn field(&mut self) -> Result<(u32, Field<'a>), Broken> {
        let head = head(self.0).map_err(|_| Broken)?;
        let rest = &self.0[head.bytes..];
        let (body, rest) = rest.split_at_checked(head.body_bytes as usize).ok_or(Broken)?;
        self.0 = rest;
        let value = match head.kind {
            0 => Field::Varint(varint(body).map_err(|_| Broken)?.0),
            1 => Field::Fixed64(u64::from_le_bytes(*body.first_chunk().ok_or(Broken)?)),
            5 => Field::Fixed32(u32::from_le_bytes(*body.first_chunk().ok_or(Broken)?)),
            _ => Field::Bytes(body),
        };
        Ok((head.number, value))
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u32, Field<'a>), Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field();
        if field.is_err() {
            self.0 = &[];
        }
        Some(field)
    }
}
