//! Which spans match a search.

use super::{columns::Columns, filter, pipeline, text};
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
/// A sentence when the search cannot be run on loaded spans.
pub fn matching(
    store: &Store,
    columns: &mut Columns,
    query: &Query,
    trace: Option<TraceIx>,
) -> Result<Bits, String> {
    let traces = trace.map_or(0..store.trace_count() as u32, |trace| trace.0..trace.0 + 1);
    let mut found = match query {
        Query::All => Bits::all(store.span_count()),
        Query::Words(words) => in_words(store, columns, words, traces)?,
        Query::TraceQl(pipeline) => pipeline::matching(store, columns, pipeline)?,
    };
    if let Some(trace) = trace {
        let rows = store.trace(trace);
        found.keep(rows.first as usize, rows.end as usize);
    }
    Ok(found)
}

/// The span or trace that a pasted id leads to, when it is among the loaded ones.
pub fn target(store: &Store, words: &Words) -> Option<(TraceIx, Option<SpanIx>)> {
    words.jumps.iter().find_map(|jump| led_to(store, jump))
}

fn led_to(store: &Store, jump: &Jump) -> Option<(TraceIx, Option<SpanIx>)> {
    let trace = jump.trace_id.as_ref().and_then(|id| store.find_trace(id));
    match (&jump.span_id, trace) {
        (Some(span_id), Some(trace)) => Some((trace, store.find_span(trace, span_id))),
        (None, Some(trace)) => Some((trace, None)),
        (Some(span_id), None) => {
            let found = store.traces().find_map(|trace| Some((trace, store.find_span(trace, span_id)?)));
            found.map(|(trace, span)| (trace, Some(span)))
        }
        (None, None) => None,
    }
}

/// Spans for which every term holds. Where none does, what a pasted id leads to.
fn in_words(store: &Store, columns: &mut Columns, words: &Words, traces: Range<u32>) -> Result<Bits, String> {
    let mut found = Bits::all(store.span_count());
    for term in &words.terms {
        let mut holding = match &term.test {
            Test::Text(word) => text::containing(store, word, traces.clone()),
            Test::Field(field) => filter::matching(store, columns, field)?,
        };
        if term.exclude {
            holding.not();
        }
        found.and(&holding);
    }
    if !words.terms.is_empty() && !found.is_empty() {
        return Ok(found);
    }
    let mut led = Bits::none(store.span_count());
    match target(store, words) {
        Some((_, Some(span))) => led.set(span.0 as usize),
        Some((trace, None)) => store.spans_of(trace).for_each(|span| led.set(span.0 as usize)),
        None => {}
    }
    Ok(led)
}
