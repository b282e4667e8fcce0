//! Tags and log fields: `{"key", "type", "value"}`, in any order.

use crate::{
    base::json::{Scanner, Shape, Stop, Text},
    formats::{
        fields::{Scratch, begins, compact, elements, members},
        plain_value::number,
    },
    model::{builder::Builder, ids::Key, notes::NoteKind, value::Value},
};

/// A tag as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    /// Its key.
    pub key: Text<'a>,
    /// `string`, `bool`, `int64`, `float64` or `binary`.
    kind: &'a [u8],
    value: Written<'a>,
}

/// A value as it is written.
#[derive(Clone, Copy, Debug)]
enum Written<'a> {
    Null,
    Bool(bool),
    Text(Text<'a>),
    Number(&'a [u8]),
    /// An object or array, which no Jaeger writes.
    Json(&'a [u8]),
}

/// Reads the list of tags that begins here; `take` gets each.
pub(super) fn each<'a>(
    scanner: &mut Scanner<'a>,
    builder: &mut Builder,
    mut take: impl FnMut(&Tag<'a>, &mut Builder),
) -> Result<(), Stop> {
    elements(scanner, builder, |scanner, builder| {
        if let Some(tag) = read(scanner, builder)? {
            take(&tag, builder);
        }
        Ok(())
    })
}

/// Reads the list of tags that begins here as attributes; `push` gets each.
pub(super) fn attributes(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
    push: impl Fn(&mut Builder, Key, Value),
) -> Result<(), Stop> {
    each(scanner, builder, |tag, builder| {
        let (key, value) = tag.attribute(builder, &mut scratch.text);
        push(builder, key, value);
    })
}

fn read<'a>(scanner: &mut Scanner<'a>, builder: &mut Builder) -> Result<Option<Tag<'a>>, Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(None);
    }
    let (mut key, mut kind, mut value) = (None, &b""[..], Written::Null);
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match (name, scanner.shape()?) {
            (b"key", Shape::Text) => key = Some(scanner.text()?),
            (b"type", Shape::Text) => kind = scanner.text()?.raw,
            (b"value", shape) => value = written(scanner, shape)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    if key.is_none() {
        builder.note_here(NoteKind::WrongType);
    }
    Ok(key.map(|key| Tag { key, kind, value }))
}

fn written<'a>(scanner: &mut Scanner<'a>, shape: Shape) -> Result<Written<'a>, Stop> {
    let from = scanner.at();
    Ok(match shape {
        Shape::Text => Written::Text(scanner.text()?),
        Shape::Number => Written::Number(scanner.number()?),
        Shape::Bool => Written::Bool(scanner.word()? == b"true"),
        Shape::Null => scanner.skip().map(|()| Written::Null)?,
        Shape::Object | Shape::Array => scanner.skip().map(|()| Written::Json(scanner.since(from)))?,
    })
}

impl<'a> Tag<'a> {
    /// The tag as an attribute. 64-bit numbers may come as text; a value of another type than said is kept as it is.
    pub fn attribute(&self, builder: &mut Builder, scratch: &mut Vec<u8>) -> (Key, Value) {
        let key = builder.key(self.key.plain(scratch));
        let value = match self.value {
            Written::Null => Value::NULL,
            Written::Bool(value) => Value::bool(value),
            Written::Number(digits) => number(digits, self.kind == b"float64", builder),
            Written::Json(json) => {
                compact(json, scratch);
                Value::text(builder.text(scratch))
            }
            Written::Text(text) => {
                let bytes = text.plain(scratch);
                let digits = core::str::from_utf8(bytes).unwrap_or_default();
                match (self.kind, digits.parse(), digits.parse()) {
                    (b"int64", Ok(whole), _) => builder.numbers.int(whole),
                    (b"float64", _, Ok(double)) => builder.numbers.double(double),
                    (b"bool", ..) if matches!(bytes, b"true" | b"false") => Value::bool(bytes == b"true"),
                    (b"binary", ..) => Value::bytes(builder.text(bytes)),
                    _ => Value::text(builder.text(bytes)),
                }
            }
        };
        (key, value)
    }

    /// The value, if it is text.
    pub fn text(&self) -> Option<Text<'a>> {
        match self.value {
            Written::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the value is true, as a word or as text.
    pub fn is_true(&self) -> bool {
        match self.value {
            Written::Bool(value) => value,
            Written::Text(text) => text.raw == b"true",
            _ => false,
        }
    }
}
