//! Attributes and their values.

use super::wire::{Broken, Field, Fields};
use crate::{
    base::base64,
    model::{builder::Builder, ids::Key, value::Value, value_text},
};

/// Reads a `KeyValue`; `push` gets it.
pub(super) fn attribute(
    message: &[u8],
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
    push: impl Fn(&mut Builder, Key, Value),
) -> Result<(), Broken> {
    let (key, any) = pair(message)?;
    let value = value(any, builder, scratch)?;
    let key = builder.key(key);
    push(builder, key, value);
    Ok(())
}

/// Key and value of a `KeyValue`.
fn pair(message: &[u8]) -> Result<(&[u8], &[u8]), Broken> {
    let (mut key, mut any) = (&[][..], &[][..]);
    for field in Fields::of(message) {
        match field? {
            (1, Field::Bytes(name)) => key = name,
            (2, Field::Bytes(value)) => any = value,
            _ => {}
        }
    }
    Ok((key, any))
}

/// The member of an `AnyValue` that counts: the last.
fn member(any: &[u8]) -> Result<Option<(u32, Field<'_>)>, Broken> {
    Fields::of(any).try_fold(None, |last, field| {
        let (number, value) = field?;
        let fits = match number {
            1 | 5 | 6 | 7 => value.bytes().is_some(),
            2 | 3 => matches!(value, Field::Varint(_)),
            4 => matches!(value, Field::Fixed64(_)),
            _ => false,
        };
        Ok(if fits { Some((number, value)) } else { last })
    })
}

/// Reads an `AnyValue`.
fn value(any: &[u8], builder: &mut Builder, scratch: &mut Vec<u8>) -> Result<Value, Broken> {
    Ok(match member(any)? {
        Some((1, Field::Bytes(text))) => Value::text(builder.text(text)),
        Some((2, Field::Varint(word))) => Value::bool(word != 0),
        Some((3, Field::Varint(bits))) => builder.numbers.int(bits as i64),
        Some((4, Field::Fixed64(bits))) => builder.numbers.double(f64::from_bits(bits)),
        Some((7, Field::Bytes(bytes))) => {
            scratch.clear();
            base64::encode(bytes, scratch);
            Value::bytes(builder.text(scratch))
        }
        Some((5 | 6, _)) => {
            scratch.clear();
            nested(any, scratch)?;
            Value::nested(builder.text(scratch))
        }
        _ => Value::NULL,
    })
}

/// An array or a list of pairs that is being written.
struct Open<'a> {
    items: Fields<'a>,
    is_pairs: bool,
    is_first: bool,
}

/// Writes an `AnyValue` as JSON, however deep it nests.
fn nested(any: &[u8], out: &mut Vec<u8>) -> Result<(), Broken> {
    let mut open = Vec::new();
    begin(any, out, &mut open)?;
    while let Some(level) = open.last_mut() {
        let Some(item) = level.items.next() else {
            out.extend_from_slice(b"]}}");
            open.pop();
            if open.last().is_some_and(|level: &Open<'_>| level.is_pairs) {
                out.push(b'}');
            }
            continue;
        };
        let (1, Field::Bytes(item)) = item? else { continue };
        if !std::mem::take(&mut level.is_first) {
            out.push(b',');
        }
        if !level.is_pairs {
            begin(item, out, &mut open)?;
            continue;
        }
        let (key, any) = pair(item)?;
        out.extend_from_slice(b"{\"key\":");
        text(key, out);
        out.extend_from_slice(b",\"value\":");
        if !begin(any, out, &mut open)? {
            out.push(b'}');
        }
    }
    Ok(())
}

/// Writes a value, or only the beginning of one that has others inside; tells which.
fn begin<'a>(any: &'a [u8], out: &mut Vec<u8>, open: &mut Vec<Open<'a>>) -> Result<bool, Broken> {
    let member = member(any)?;
    match member {
        Some((number @ (5 | 6), Field::Bytes(items))) => {
            let is_pairs = number == 6;
            let kind = if is_pairs { "kvlist" } else { "array" };
            out.extend_from_slice(format!("{{\"{kind}Value\":{{\"values\":[").as_bytes());
            open.push(Open { items: Fields::of(items), is_pairs, is_first: true });
            return Ok(true);
        }
        Some((1, Field::Bytes(bytes))) => {
            out.extend_from_slice(b"{\"stringValue\":");
            text(bytes, out);
        }
        Some((2, Field::Varint(word))) => {
            out.extend_from_slice(format!("{{\"boolValue\":{}", word != 0).as_bytes());
        }
        Some((3, Field::Varint(bits))) => {
            out.extend_from_slice(format!("{{\"intValue\":\"{}\"", bits as i64).as_bytes());
        }
        Some((4, Field::Fixed64(bits))) => {
            out.extend_from_slice(b"{\"doubleValue\":");
            out.extend_from_slice(double(f64::from_bits(bits)).as_bytes());
        }
        Some((7, Field::Bytes(bytes))) => {
            out.extend_from_slice(b"{\"bytesValue\":\"");
            base64::encode(bytes, out);
            out.push(b'"');
        }
        _ => out.push(b'{'),
    }
    out.push(b'}');
    Ok(false)
}

/// Writes a text in quotes; bytes that are no UTF-8 are replaced.
fn text(bytes: &[u8], out: &mut Vec<u8>) {
    // A text can always be written.
    out.extend_from_slice(
        serde_json::to_string(&String::from_utf8_lossy(bytes)).unwrap_or_default().as_bytes(),
    );
}

/// A floating-point number as OTLP/JSON writes it.
fn double(number: f64) -> String {
    if number.is_finite() { format!("{number:?}") } else { format!("\"{}\"", value_text::double(number)) }
}
