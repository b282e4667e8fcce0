//! Which spans match a search.

use super::{columns::Columns, filter, pipeline, refusal::Refusal, text};
use crate::{
    base::bits::Bits,
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
    query::{
        ids::Jump,
        reading::Query,
        words::{Test, Words},
    },
};
use core::ops::Range;

/// The spans that match; with a trace only those of it.
///
/// # Errors
/// When the search cannot be run on loaded spans.
pub fn matching(
    store: &Store,
    columns: &mut Columns,
    query: &Query,
    trace: Option<TraceIx>,
) -> Result<Bits, Refusal> {
    let rows = trace.map_or(0..store.span_count() as u32, |trace| {
        let trace = store.trace(trace);
        trace.first..trace.end
    });
    let mut found = match query {
        Query::All => Bits::all(store.span_count()),
        Query::Words(words) => in_words(store, columns, words, &rows)?,
        Query::TraceQl(pipeline) => pipeline::matching(store, columns, pipeline, &rows)?,
    };
    found.keep(rows.start as usize, rows.end as usize);
    Ok(found)
}

/// The span or trace that a pasted id leads to, when it is among the loaded ones.
pub fn target(store: &Store, words: &Words) -> Option<(TraceIx, Option<SpanIx>)> {
    words.jumps.iter().find_map(|jump| led_to(store, jump))
}

fn led_to(store: &Store, jump: &Jump) -> Option<(TraceIx, Option<SpanIx>)> {
    let trace = jump.trace_id.as_ref().and_then(|id| store.find_trace(id));
    match (trace, &jump.span_id) {
        (Some(trace), Some(span_id)) => Some((trace, store.find_span(trace, span_id))),
        (Some(trace), None) => Some((trace, None)),
        (None, Some(span_id)) => {
            store.traces().find_map(|trace| Some((trace, Some(store.find_span(trace, span_id)?))))
        }
        (None, None) => None,
    }
}

/// Spans for which every term holds. Where none does, what a pasted id leads to.
fn in_words(store: &Store, columns: &mut Columns, words: &Words, rows: &Range<u32>) -> Result<Bits, Refusal> {
    let mut found = Bits::none(store.span_count());
    if !words.terms.is_empty() {
        found = Bits::all(store.span_count());
        found.keep(rows.start as usize, rows.end as usize);
    }
    for term in &words.terms {
        let mut holding = match &term.test {
            Test::Text(word) => text::containing(store, word, rows),
            Test::Field(field) => filter::matching(store, columns, field, rows)?,
        };
        if term.exclude {
            holding.not();
        }
        found.and(&holding);
    }
    if found.is_empty() {
        match target(store, words) {
            Some((_, Some(span))) => found.set(span.0 as usize),
            Some((trace, None)) => store.spans_of(trace).for_each(|span| found.set(span.0 as usize)),
            None => {}
        }
    }
    Ok(found)
}
