//! One log record, in one go.

use super::value::{any_value, attributes};
use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    formats::fields::{self, Scratch, begins, count, members, text, unsigned},
    model::{
        builder::Builder,
        ids::{ResourceIx, ScopeIx, SpanId},
        logs::{LogRecord, SEVERITIES},
        value::Value,
    },
};

/// Reads the log record that begins here into the builder. When it stops, `Builder::abandon` undoes what was pushed.
pub(super) fn read(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
    resource: ResourceIx,
    scope: ScopeIx,
) -> Result<(), Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(());
    }
    let mut record = LogRecord {
        trace: None,
        span_id: SpanId::NONE,
        time_ns: 0,
        observed_ns: 0,
        severity_number: 0,
        severity_text: Symbol::EMPTY,
        event_name: Symbol::EMPTY,
        body: Value::NULL,
        flags: 0,
        dropped: 0,
        resource,
        scope,
    };
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"attributes" => attributes(scanner, builder, scratch, Builder::log_attribute)?,
            b"traceId" | b"trace_id" => {
                record.trace = fields::trace_id(scanner, builder, &mut scratch.text)?;
            }
            b"spanId" | b"span_id" => record.span_id = fields::span_id(scanner, builder, &mut scratch.text)?,
            b"timeUnixNano" | b"time_unix_nano" => record.time_ns = unsigned(scanner, builder)?,
            b"observedTimeUnixNano" | b"observed_time_unix_nano" => {
                record.observed_ns = unsigned(scanner, builder)?;
            }
            b"severityNumber" | b"severity_number" => record.severity_number = severity(scanner, builder)?,
            b"severityText" | b"severity_text" => {
                record.severity_text = text(scanner, builder, &mut scratch.text)?;
            }
            b"eventName" | b"event_name" => record.event_name = text(scanner, builder, &mut scratch.text)?,
            b"body" => record.body = any_value(scanner, builder, &mut scratch.text)?,
            b"flags" => record.flags = count(scanner, builder)?,
            b"droppedAttributesCount" | b"dropped_attributes_count" => {
                record.dropped = count(scanner, builder)?;
            }
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    builder.end_log(record);
    Ok(())
}

/// A severity by number or by name.
fn severity(scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<u32, Stop> {
    let from_number = |number: u64| u32::try_from(number).ok().filter(|number| *number <= 24);
    let from_word = |word: &str| {
        let bare = word.strip_prefix("SEVERITY_NUMBER_").unwrap_or(word);
        let (level, nth) = match bare.as_bytes() {
            [level @ .., nth @ b'2'..=b'4'] => (level, u32::from(nth - b'1')),
            level => (level, 0),
        };
        let known = (0_u32..).zip(SEVERITIES).find(|(_, name)| name.as_bytes() == level);
        known.map(|(at, _)| at * 4 + 1 + nth).or_else(|| (bare == "UNSPECIFIED").then_some(0))
    };
    fields::choice(scanner, builder, from_number, from_word)
}
