//! Files written from what is open, piece by piece.

use super::Engine;
use crate::{
    export::{Document, Format},
    model::ids::TraceIx,
    protocol::{
        export::{ExportFormat, ExportProgress, ExportQuery, ExportWhat},
        request::Failure,
    },
};

/// A file being written. Nothing may be opened or closed until it is done.
#[derive(Debug)]
pub struct Export {
    document: Document,
    bytes: u64,
}

impl Export {
    /// How far it is.
    pub const fn progress(&self) -> ExportProgress {
        let (spans, spans_total) = self.document.progress();
        ExportProgress { spans, spans_total, bytes: self.bytes }
    }
}

impl Engine {
    /// Begins a file.
    ///
    /// # Errors
    /// When the search is wrong or the trace is not there.
    pub fn begin_export(&mut self, query: &ExportQuery) -> Result<Export, Failure> {
        let traces: Vec<TraceIx> = match &query.what {
            ExportWhat::All => self.store.traces().collect(),
            ExportWhat::Found(selection) => {
                self.selected(selection)?.traces.iter().map(|found| found.trace).collect()
            }
            ExportWhat::Trace(id) => vec![self.trace(id)?],
        };
        let format = match query.format {
            ExportFormat::OtlpJson => Format::OtlpJson,
            ExportFormat::Csv => Format::Csv,
        };
        Ok(Export { document: Document::new(format, &self.store, traces.into_iter()), bytes: 0 })
    }

    /// Writes the next piece of a file into `out`, which is emptied first. `false`: that was the last one.
    pub fn write_export(&self, export: &mut Export, out: &mut Vec<u8>) -> bool {
        out.clear();
        let goes_on = export.document.write(&self.store, &self.derived, out);
        export.bytes += out.len() as u64;
        goes_on
    }
}
