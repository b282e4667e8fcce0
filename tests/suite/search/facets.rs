//! Tests of `src/search/facets`.

mod known;
mod tally;
mod telling;

use crate::support::plain::{Attributes, Plain, Span, store};
use spanscope::{
    base::bits::Bits,
    model::store::Store,
    search::facets::{
        known::Known,
        tally::{Tally, as_they_are},
    },
};

/// A store of traces of one span each, with these attributes.
fn traces(attributes: impl IntoIterator<Item = Attributes>) -> Store {
    let spans: Vec<Span> = (1..)
        .zip(attributes)
        .map(|(trace, attributes)| Span { trace, id: 1, attributes, ..Span::default() })
        .collect();
    store(&spans)
}

#[expect(clippy::needless_pass_by_value, reason = "a number or text as it stands")]
fn text(key: &str, value: impl ToString) -> (String, Plain) {
    (key.to_owned(), Plain::Text(value.to_string()))
}

/// The names, those that stay out left out.
fn names(known: &Known) -> Vec<String> {
    known.names.iter().filter(|name| !name.is_out).map(|name| name.field.to_string()).collect()
}

/// The counts of some spans, given by their row.
fn counted(store: &Store, known: &Known, rows: impl IntoIterator<Item = usize>) -> Tally {
    let (mut spans, mut traces) = (Bits::none(store.span_count()), Bits::none(store.trace_count()));
    for row in rows {
        spans.set(row);
        traces.set(store.trace_of(spanscope::model::ids::SpanIx(row as u32)).0 as usize);
    }
    Tally::of_found(store, known, &as_they_are(known), &spans, &traces)
}
