//! Which spans match a query. Words are looked for once in the dictionary of texts, then ids are compared.

use crate::{
    base::{
        bits::Bits,
        intern::{Strings, Symbol},
    },
    model::{ids::SpanIx, store::Store},
    query::Query,
};

/// The spans that match.
pub fn matching(store: &Store, query: &Query) -> Bits {
    match query {
        Query::All => Bits::all(store.span_count()),
        Query::Words(words) => {
            let mut bits = Bits::all(store.span_count());
            for word in words {
                bits.and(&with_word(store, word));
            }
            bits
        }
    }
}

/// Spans with the word in their service, name, status message, a text value, or their span or trace id.
fn with_word(store: &Store, word: &str) -> Bits {
    let texts = containing(store.strings(), word);
    let has = |symbol: Symbol| texts.get(symbol.0 as usize);
    let resources: Vec<bool> = store
        .resources()
        .iter()
        .map(|resource| resource.attributes.iter().any(|(_, value)| value.as_text().is_some_and(has)))
        .collect();
    let is_id = word.len() <= 32 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let mut bits = Bits::none(store.span_count());
    for trace in store.traces() {
        let in_trace_id = store.trace_id_text(store.trace_key(trace)).contains(word);
        for span in store.spans_of(trace) {
            let found = in_trace_id
                || has(store.name(span))
                || resources[store.resource(span).0 as usize]
                || has(store.status_message(span))
                || store.attributes(span).any(|(_, value)| value.as_text().is_some_and(has))
                || is_id && in_span_id(store, span, word);
            if found {
                bits.set(span.0 as usize);
            }
        }
    }
    bits
}

fn in_span_id(store: &Store, span: SpanIx, word: &str) -> bool {
    store.span_id_text(store.span_id(span)).to_lowercase().contains(word)
}

/// The texts that contain a word in lower case, whatever their own case. The empty text never does.
fn containing(strings: &Strings, word: &str) -> Bits {
    let mut bits = Bits::none(strings.len());
    let finder = memchr::memmem::Finder::new(word.as_bytes());
    let mut lower = String::new();
    for (symbol, text) in strings.iter() {
        lower.clear();
        if text.is_ascii() {
            lower.push_str(text);
            lower.make_ascii_lowercase();
        } else {
            lower.push_str(&text.to_lowercase());
        }
        if finder.find(lower.as_bytes()).is_some() {
            bits.set(symbol.0 as usize);
        }
    }
    bits
}
