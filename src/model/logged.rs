//! The log records of a store, and which of its events were ones.

use super::{
    attributes::Event,
    ids::{Key, TraceIx},
    logs::LogRecord,
    store::Store,
    value::Value,
};

impl Store {
    /// Every log record that names a trace, in the order they came.
    pub fn logs(&self) -> impl Iterator<Item = LogRecord> + '_ {
        self.logs.records.iter()
    }

    /// A log record by its number.
    pub fn log(&self, number: u32) -> LogRecord {
        self.logs.records.get(number as usize)
    }

    /// The attributes of a log record by its number.
    pub fn log_attributes(&self, number: u32) -> impl ExactSizeIterator<Item = (Key, Value)> + '_ {
        self.logs.attributes.of(number)
    }

    /// The loaded trace that a log record names.
    pub fn trace_of_log(&self, record: &LogRecord) -> Option<TraceIx> {
        record.trace.and_then(|key| self.trace_by_key(key))
    }

    /// The log record that an event was.
    pub fn log_of(&self, event: Event) -> Option<LogRecord> {
        self.logs.joined.get(event.number).map(|number| self.log(number))
    }

    /// Whether an event was a log record of the trace as a whole: it only stands at the root.
    pub fn is_of_trace(&self, event: Event) -> bool {
        self.logs.of_trace.get(event.number).is_some()
    }
}
