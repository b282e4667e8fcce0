//! What is open as a file: OTLP/JSON that says what was read, or a table of spans. Piece by piece, so that no file is
//! ever whole in memory.

mod csv;
mod json_text;
mod otlp_json;

use crate::{
    analysis::derived::Derived,
    model::{
        ids::{SpanIx, TraceIx},
        logs::LogRecord,
        store::Store,
    },
};

/// A piece is at least so large, unless it is the last: large enough that handing it on costs nothing.
pub const PIECE_BYTES: usize = 1 << 16;

/// What a file is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One OTLP/JSON document.
    OtlpJson,
    /// A row a span (RFC 4180).
    Csv,
}

/// A file being written.
#[derive(Debug)]
pub struct Document {
    writer: Writer,
    spans: Vec<SpanIx>,
    written: usize,
    /// Log records by their numbers, and how many of them are written.
    logs: Vec<u32>,
    logs_written: usize,
    is_begun: bool,
    is_ended: bool,
}

#[derive(Debug)]
enum Writer {
    OtlpJson(otlp_json::OtlpJson),
    Csv(csv::Csv),
}

impl Document {
    /// A file of all spans of some traces.
    pub fn new(format: Format, store: &Store, traces: impl Iterator<Item = TraceIx>) -> Self {
        let mut traces: Vec<TraceIx> = traces.collect();
        traces.sort_unstable();
        traces.dedup();
        let mut spans: Vec<SpanIx> = traces.iter().flat_map(|&trace| store.spans_of(trace)).collect();
        let writer = match format {
            Format::OtlpJson => {
                // In the order they came: so what is read again becomes what it was.
                spans.sort_unstable_by_key(|&span| store.arrival(span));
                Writer::OtlpJson(otlp_json::OtlpJson::default())
            }
            Format::Csv => Writer::Csv(csv::Csv::new(store, &spans)),
        };
        let logs = match writer {
            Writer::OtlpJson(_) => logs_of(store, &traces),
            Writer::Csv(_) => Vec::new(),
        };
        Self { writer, spans, written: 0, logs, logs_written: 0, is_begun: false, is_ended: false }
    }

    /// Writes the next piece behind what `out` holds. `false`: that was the last one.
    pub fn write(&mut self, store: &Store, derived: &Derived, out: &mut Vec<u8>) -> bool {
        if self.is_ended {
            return false;
        }
        let full = out.len() + PIECE_BYTES;
        if !self.is_begun {
            self.is_begun = true;
            match &self.writer {
                Writer::OtlpJson(writer) => writer.begin(out),
                Writer::Csv(writer) => writer.begin(store, out),
            }
        }
        while let Some(&span) = self.spans.get(self.written) {
            if out.len() >= full {
                return true;
            }
            match &mut self.writer {
                Writer::OtlpJson(writer) => writer.span(store, span, out),
                Writer::Csv(writer) => writer.span(store, derived, span, out),
            }
            self.written += 1;
        }
        if let Writer::OtlpJson(writer) = &mut self.writer {
            while let Some(&record) = self.logs.get(self.logs_written) {
                if out.len() >= full {
                    return true;
                }
                writer.log(store, record, out);
                self.logs_written += 1;
            }
            writer.end(out);
        }
        self.is_ended = true;
        false
    }

    /// Spans written, and how many there are.
    pub const fn progress(&self) -> (usize, usize) {
        (self.written, self.spans.len())
    }
}

/// The log records of some traces; when those are all there are, also the records that found none.
fn logs_of(store: &Store, traces: &[TraceIx]) -> Vec<u32> {
    let is_everything = traces.len() == store.trace_count();
    let is_wanted = |record: &LogRecord| {
        let trace = store.trace_of_log(record);
        is_everything || trace.is_some_and(|trace| traces.binary_search(&trace).is_ok())
    };
    (0..).zip(store.logs()).filter(|(_, record)| is_wanted(record)).map(|(number, _)| number).collect()
}
