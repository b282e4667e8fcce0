//! Attributes and their values.

use crate::{
    base::json::{Scanner, Shape, Stop},
    formats::fields::{Scratch, begins, compact, elements, members, whole},
    model::{builder::Builder, ids::Key, notes::NoteKind, value::Value},
};

/// Reads a list of attributes; `push` gets each.
#[inline]
pub(super) fn attributes(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
    push: impl Fn(&mut Builder, Key, Value),
) -> Result<(), Stop> {
    elements(scanner, builder, |scanner, builder| {
        if let Some((key, value)) = usual_attribute(scanner, builder, &mut scratch.text)? {
            push(builder, key, value);
            return Ok(());
        }
        if !begins(scanner, builder, Shape::Object)? {
            return Ok(());
        }
        match attribute(scanner, builder, scratch)? {
            (Some(key), value) => push(builder, key, value),
            (None, _) => builder.note_here(NoteKind::WrongType),
        }
        Ok(())
    })
}

/// Reads the attribute that begins here if it is written as nearly all are: key before value, text or a whole number,
/// no white space. That takes a few looks instead of a dozen tokens. Of any other nothing is taken.
#[inline]
fn usual_attribute(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
) -> Result<Option<(Key, Value)>, Stop> {
    let begun = scanner.clone();
    if scanner.literal(b"{\"key\":") && scanner.is_at(b'"') {
        let key = scanner.text()?;
        if scanner.literal(b",\"value\":{\"stringValue\":") && scanner.is_at(b'"') {
            let text = scanner.text()?;
            if scanner.literal(b"}}") {
                let key = builder.key(key.plain(scratch));
                return Ok(Some((key, Value::text(builder.text(text.plain(scratch))))));
            }
        } else if scanner.literal(b",\"value\":{\"intValue\":") && scanner.is_at(b'"') {
            let digits = scanner.text()?.raw;
            if scanner.literal(b"}}")
                && let Some(number) = small_whole(digits)
            {
                let key = builder.key(key.plain(scratch));
                return Ok(Some((key, builder.numbers.int(number))));
            }
        }
    }
    *scanner = begun;
    Ok(None)
}

/// Reads the attribute that begins here, however it is written.
fn attribute(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
) -> Result<(Option<Key>, Value), Stop> {
    let Scratch { name, text } = scratch;
    let (mut key, mut value) = (None, Value::NULL);
    members(scanner, name, |scanner, name| match name {
        b"key" if scanner.shape()? == Shape::Text => {
            key = Some(builder.key(scanner.text()?.plain(text)));
            Ok(())
        }
        b"value" => any_value(scanner, builder, text).map(|read| value = read),
        _ => scanner.skip(),
    })?;
    Ok((key, value))
}

/// Reads an `AnyValue`. Of several members the last known one counts, as in other readers.
#[inline]
pub(super) fn any_value(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
) -> Result<Value, Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(Value::NULL);
    }
    let start = scanner.at();
    let mut value = Value::NULL;
    let mut nested = false;
    let mut goes_on = scanner.enter(b'}')?;
    while goes_on {
        let kind = scanner.name()?.raw;
        let shape = scanner.shape()?;
        match (kind, shape) {
            (b"stringValue" | b"string_value", Shape::Text) => {
                let text = scanner.text()?;
                value = Value::text(builder.text(text.plain(scratch)));
            }
            (b"intValue" | b"int_value", Shape::Text | Shape::Number) => {
                value = int(scanner, builder, shape)?;
            }
            (b"boolValue" | b"bool_value", Shape::Bool) => value = Value::bool(scanner.word()? == b"true"),
            (b"doubleValue" | b"double_value", Shape::Text | Shape::Number) => {
                value = double(scanner, builder, shape)?;
            }
            (b"bytesValue" | b"bytes_value", Shape::Text) => {
                let text = scanner.text()?;
                value = Value::bytes(builder.text(text.plain(scratch)));
            }
            (b"arrayValue" | b"kvlistValue" | b"array_value" | b"kvlist_value", Shape::Object) => {
                nested = true;
                scanner.skip()?;
            }
            (_, shape) => {
                scanner.skip()?;
                if shape != Shape::Null {
                    builder.note_here(NoteKind::WrongType);
                }
            }
        }
        goes_on = scanner.another(b'}')?;
    }
    if nested {
        compact(scanner.since(start), scratch);
        value = Value::nested(builder.text(scratch));
    }
    Ok(value)
}

fn written<'a>(scanner: &mut Scanner<'a>, shape: Shape) -> Result<&'a [u8], Stop> {
    if shape == Shape::Text { scanner.text().map(|text| text.raw) } else { scanner.number() }
}

/// The number that some digits are, if they are nothing else and it is not negative.
fn small_whole(digits: &[u8]) -> Option<i64> {
    whole(digits).and_then(|number| i64::try_from(number).ok())
}

fn int(scanner: &mut Scanner<'_>, builder: &mut Builder, shape: Shape) -> Result<Value, Stop> {
    let digits = written(scanner, shape)?;
    if let Some(number) = small_whole(digits) {
        return Ok(builder.numbers.int(number));
    }
    let digits = core::str::from_utf8(digits).unwrap_or_default().trim();
    if let Ok(number) = digits.parse() {
        return Ok(builder.numbers.int(number));
    }
    // Beyond 64 bits, or with a point: kept as near as a double comes.
    if let Ok(number) = digits.parse::<f64>() {
        return Ok(builder.numbers.double(number));
    }
    builder.note_here(NoteKind::BadNumber);
    Ok(Value::text(builder.text(digits.as_bytes())))
}

fn double(scanner: &mut Scanner<'_>, builder: &mut Builder, shape: Shape) -> Result<Value, Stop> {
    let digits = core::str::from_utf8(written(scanner, shape)?).unwrap_or_default().trim();
    // Rust reads `NaN`, `Infinity` and `-Infinity` as OTLP writes them.
    if let Ok(number) = digits.parse() {
        return Ok(builder.numbers.double(number));
    }
    builder.note_here(NoteKind::BadNumber);
    Ok(Value::text(builder.text(digits.as_bytes())))
}
