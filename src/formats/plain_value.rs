//! Plain JSON values as attributes: text, numbers and words as they are, arrays and objects as the JSON of an OTLP
//! `AnyValue`, which is how the store keeps them.

use crate::{
    base::json::{Scanner, Shape, Stop},
    model::{builder::Builder, value::Value},
};

/// Reads the value that begins here.
pub(super) fn read(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
) -> Result<Value, Stop> {
    let shape = scanner.shape()?;
    if shape == Shape::Text {
        let text = scanner.text()?;
        return Ok(Value::text(builder.text(text.plain(scratch))));
    }
    let from = scanner.at();
    scanner.skip()?;
    of_json(scanner.since(from), shape, false, builder, scratch)
}

/// The value of a text that was scanned before. `is_double`: its numbers are floating-point ones, however written.
pub(super) fn of_json(
    json: &[u8],
    shape: Shape,
    is_double: bool,
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
) -> Result<Value, Stop> {
    Ok(match shape {
        Shape::Null => Value::NULL,
        Shape::Bool => Value::bool(json == b"true"),
        Shape::Number => number(json, is_double, builder),
        Shape::Text => Value::text(builder.text(Scanner::new(json, 0, true).text()?.plain(scratch))),
        Shape::Array | Shape::Object => {
            scratch.clear();
            any_value(json, is_double, scratch)?;
            Value::nested(builder.text(scratch))
        }
    })
}

/// A number as it is written.
pub(super) fn number(digits: &[u8], is_double: bool, builder: &mut Builder) -> Value {
    let digits = core::str::from_utf8(digits).unwrap_or_default();
    match digits.parse() {
        Ok(whole) if !is_double => builder.numbers.int(whole),
        // A number that was scanned always has a double near it.
        _ => builder.numbers.double(digits.parse().unwrap_or(f64::NAN)),
    }
}

/// Writes JSON that was scanned before as an `AnyValue`, however deep it nests.
fn any_value(json: &[u8], is_double: bool, out: &mut Vec<u8>) -> Result<(), Stop> {
    let mut scanner = Scanner::new(json, 0, true);
    // What closes the arrays and objects that are open.
    let mut open: Vec<u8> = Vec::new();
    loop {
        let shape = scanner.shape()?;
        if let Shape::Array | Shape::Object = shape {
            let close = if shape == Shape::Array { b']' } else { b'}' };
            let kind = if shape == Shape::Array { "array" } else { "kvlist" };
            out.extend_from_slice(format!("{{\"{kind}Value\":{{\"values\":[").as_bytes());
            if scanner.enter(close)? {
                open.push(close);
                begin_pair(close, &mut scanner, out)?;
                continue;
            }
            out.extend_from_slice(b"]}}");
        } else {
            scalar(&mut scanner, shape, is_double, out)?;
        }
        loop {
            let Some(&close) = open.last() else { return Ok(()) };
            if close == b'}' {
                out.push(b'}');
            }
            if scanner.another(close)? {
                out.push(b',');
                begin_pair(close, &mut scanner, out)?;
                break;
            }
            out.extend_from_slice(b"]}}");
            open.pop();
        }
    }
}

/// In an object: the key before a value.
fn begin_pair(close: u8, scanner: &mut Scanner<'_>, out: &mut Vec<u8>) -> Result<(), Stop> {
    if close == b'}' {
        let name = scanner.name()?.raw;
        out.extend_from_slice(b"{\"key\":\"");
        out.extend_from_slice(name);
        out.extend_from_slice(b"\",\"value\":");
    }
    Ok(())
}

fn scalar(scanner: &mut Scanner<'_>, shape: Shape, is_double: bool, out: &mut Vec<u8>) -> Result<(), Stop> {
    let from = scanner.at();
    scanner.skip()?;
    let written = scanner.since(from);
    let is_whole = |digits| core::str::from_utf8(digits).is_ok_and(|digits| digits.parse::<i64>().is_ok());
    let (kind, quote) = match shape {
        Shape::Text => ("string", ""),
        Shape::Bool => ("bool", ""),
        Shape::Number if !is_double && is_whole(written) => ("int", "\""),
        Shape::Number => ("double", ""),
        _ => {
            out.extend_from_slice(b"{}");
            return Ok(());
        }
    };
    out.extend_from_slice(format!("{{\"{kind}Value\":{quote}").as_bytes());
    out.extend_from_slice(written);
    out.extend_from_slice(quote.as_bytes());
    out.push(b'}');
    Ok(())
}
