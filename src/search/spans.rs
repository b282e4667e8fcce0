//! Which spans match a query. Words are looked for once in each distinct text, then symbols are compared.

use crate::{
    base::{
        bits::Bits,
        intern::{Strings, Symbol},
    },
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
    query::Query,
};
use core::ops::Range;
use memchr::memmem::Finder;

/// The spans that match.
pub fn matching(store: &Store, query: &Query) -> Bits {
    search(store, query, 0..store.trace_count() as u32)
}

/// The spans of one trace that match.
pub fn matching_in(store: &Store, query: &Query, trace: TraceIx) -> Bits {
    search(store, query, trace.0..trace.0 + 1)
}

fn search(store: &Store, query: &Query, traces: Range<u32>) -> Bits {
    let words = match query {
        Query::All => &[][..],
        Query::Words(words) => words,
    };
    let mut found = Bits::none(store.span_count());
    for span in traces.clone().flat_map(|trace| store.spans_of(TraceIx(trace))) {
        found.set(span.0 as usize);
    }
    for word in words {
        found.and(&with_word(store, word, traces.clone()));
    }
    found
}

/// Spans with the word in their service, name, status message, a text value, or their span or trace id.
fn with_word(store: &Store, word: &str, traces: Range<u32>) -> Bits {
    let mut texts = Texts::new(store.strings(), word);
    let resources: Vec<bool> = store
        .resources()
        .iter()
        .map(|resource| resource.attributes.iter().filter_map(|(_, value)| value.as_text()))
        .map(|mut values| values.any(|symbol| texts.have(symbol)))
        .collect();
    // Span ids are written out only where the word can be in one.
    let may_be_id = store.has_ids_of_text() || (word.len() <= 16 && is_hex(word));
    let mut bits = Bits::none(store.span_count());
    for trace in traces.map(TraceIx) {
        let in_trace_id = store.trace_id_text(store.trace_key(trace)).to_lowercase().contains(word);
        for span in store.spans_of(trace) {
            let found = in_trace_id
                || texts.have(store.name(span))
                || resources[store.resource(span).0 as usize]
                || texts.have(store.status_message(span))
                || store
                    .attributes(span)
                    .filter_map(|(_, value)| value.as_text())
                    .any(|text| texts.have(text))
                || may_be_id && in_span_id(store, span, word);
            if found {
                bits.set(span.0 as usize);
            }
        }
    }
    bits
}

fn is_hex(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn in_span_id(store: &Store, span: SpanIx, word: &str) -> bool {
    store.span_id_text(store.span_id(span)).to_lowercase().contains(word)
}

/// Which texts contain a word in lower case, whatever their own case. Each text is looked at once, when it is met.
struct Texts<'a> {
    strings: &'a Strings,
    finder: Finder<'a>,
    known: Bits,
    found: Bits,
    lower: String,
}

impl<'a> Texts<'a> {
    fn new(strings: &'a Strings, word: &'a str) -> Self {
        let none = Bits::none(strings.len());
        Self { strings, finder: Finder::new(word), known: none.clone(), found: none, lower: String::new() }
    }

    #[inline]
    fn have(&mut self, symbol: Symbol) -> bool {
        if !self.known.get(symbol.0 as usize) {
            self.look_at(symbol);
        }
        self.found.get(symbol.0 as usize)
    }

    fn look_at(&mut self, symbol: Symbol) {
        let text = self.strings.get(symbol);
        self.lower.clear();
        if text.is_ascii() {
            self.lower.push_str(text);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower.push_str(&text.to_lowercase());
        }
        self.known.set(symbol.0 as usize);
        if self.finder.find(self.lower.as_bytes()).is_some() {
            self.found.set(symbol.0 as usize);
        }
    }
}
