//! What is open as a file: OTLP/JSON that says what was read, or a table of spans. Piece by piece, so that no file is
//! ever whole in memory.

mod csv;
mod json_text;
mod otlp_json;

use crate::{
    analysis::derived::Derived,
    model::{
        ids::{SpanIx, TraceIx},
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
        Self { writer, spans, written: 0, is_begun: false, is_ended: false }
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
        if let Writer::OtlpJson(writer) = &self.writer {
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
