//! Whether a record is a span. The field numbers of traces, logs and metrics collide down to the record, so that files
//! of the others look alike until then.

use super::wire::{Broken, Field, Fields};

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// A `Span`.
    Span,
    /// A `LogRecord`.
    Log,
    /// A `Metric`.
    Metric,
}

/// Tells by the types of its fields, and by the length of ids.
pub(super) fn record_of(message: &[u8]) -> Result<Record, Broken> {
    let (mut is_span, mut has_log_field) = (true, false);
    let (mut has_time, mut odd_id) = (false, false);
    for field in Fields::of(message) {
        let (number, value) = field?;
        // What each number is in a `Span`.
        let fits = match number {
            1 | 2 | 4 => {
                let length = if number == 1 { 16 } else { 8 };
                odd_id |= value.bytes().is_some_and(|id| !id.is_empty() && id.len() != length);
                value.bytes().is_some()
            }
            3 | 5 | 9 | 11 | 13 | 15 => value.bytes().is_some(),
            6 | 10 | 12 | 14 => matches!(value, Field::Varint(_)),
            7 | 8 => {
                has_time = true;
                matches!(value, Field::Fixed64(_))
            }
            16 => matches!(value, Field::Fixed32(_)),
            _ => true,
        };
        is_span &= fits;
        // A `LogRecord` has its times, its severity and its flags where a span has other things.
        has_log_field |= match number {
            1 | 11 => matches!(value, Field::Fixed64(_)),
            2 => matches!(value, Field::Varint(_)),
            8 => matches!(value, Field::Fixed32(_)),
            _ => false,
        };
    }
    Ok(match () {
        () if has_log_field => Record::Log,
        // A `Metric` with a gauge has the fields of a span, but texts for ids, and no time.
        () if is_span && (has_time || !odd_id) => Record::Span,
        () => Record::Metric,
    })
}
