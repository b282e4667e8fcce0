//! Free words: which spans have a text somewhere. Each distinct text is looked at once, when it is met; then ids are
//! compared.

use crate::{
    base::{
        bits::Bits,
        intern::{Strings, Symbol},
    },
    model::{
        ids::{Key, SpanIx, TraceIx},
        store::Store,
        value::{Value, ValueRef},
    },
};
use core::ops::Range;
use memchr::memmem::Finder;

/// The shortest part of a span id that is looked for: shorter ones stand in half of all ids by chance.
const SHORTEST_ID: usize = 6;
/// Digits of a span id.
const LONGEST_ID: usize = 16;

/// Spans of some traces that have a text, given in lower case, in their name, service, status message, an attribute's
/// key or value (of the span, its resource, scope, events and links), an event's name, or their span or trace id.
pub fn containing(store: &Store, word: &str, traces: Range<u32>) -> Bits {
    let mut search = Search {
        texts: Texts::new(store.strings(), word),
        keys: Texts::new(store.keys(), word),
        number: looks_like_number(word).then_some(word),
        store,
    };
    let in_resource: Vec<bool> =
        store.resources().iter().map(|resource| search.any(resource.attributes.iter().copied())).collect();
    let may_be_id = store.has_ids_of_text() || is_part_of_id(word);
    let mut bits = Bits::none(store.span_count());
    for trace in traces.map(TraceIx) {
        let in_trace_id = store.trace_id_text(store.trace_key(trace)).to_lowercase().contains(word);
        for span in store.spans_of(trace) {
            let found = in_trace_id
                || in_resource[store.resource(span).0 as usize]
                || search.in_span(span)
                || may_be_id && store.span_id_text(store.span_id(span)).to_lowercase().contains(word);
            if found {
                bits.set(span.0 as usize);
            }
        }
    }
    bits
}

struct Search<'a> {
    store: &'a Store,
    texts: Texts<'a>,
    keys: Texts<'a>,
    /// The word, when it may stand in a number.
    number: Option<&'a str>,
}

impl Search<'_> {
    fn in_span(&mut self, span: SpanIx) -> bool {
        let store = self.store;
        let scope = store.scope(span);
        self.texts.have(store.name(span))
            || self.texts.have(store.status_message(span))
            || self.any(store.attributes(span))
            || self.texts.have(scope.name)
            || self.any(scope.attributes.iter().copied())
            || store
                .events(span)
                .any(|event| self.texts.have(event.name) || self.any(store.event_attributes(event)))
            || store.links(span).any(|link| self.any(store.link_attributes(link)))
    }

    #[inline]
    fn any(&mut self, mut attributes: impl Iterator<Item = (Key, Value)>) -> bool {
        attributes.any(|(key, value)| self.keys.have(Symbol(key.0)) || self.in_value(value))
    }

    #[inline]
    fn in_value(&mut self, value: Value) -> bool {
        if let Some(symbol) = value.as_symbol() {
            return self.texts.have(symbol);
        }
        self.number.is_some_and(|word| match self.store.value(value) {
            ValueRef::Int(number) => number.to_string().contains(word),
            ValueRef::Double(number) => number.to_string().contains(word),
            ValueRef::Bool(value) => value.to_string() == word,
            _ => false,
        })
    }
}

/// Whether a word may stand in a number, or is a truth value.
fn looks_like_number(word: &str) -> bool {
    let is_number = |byte: u8| byte.is_ascii_digit() || b".-+e".contains(&byte);
    word == "true" || word == "false" || word.bytes().all(is_number)
}

fn is_part_of_id(word: &str) -> bool {
    (SHORTEST_ID..=LONGEST_ID).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Which texts contain a word in lower case, whatever their own case. The empty text never does.
struct Texts<'a> {
    strings: &'a Strings,
    finder: Finder<'a>,
    known: Bits,
    found: Bits,
    lower: Vec<u8>,
}

impl<'a> Texts<'a> {
    fn new(strings: &'a Strings, word: &'a str) -> Self {
        let none = Bits::none(strings.len());
        Self { strings, finder: Finder::new(word), known: none.clone(), found: none, lower: Vec::new() }
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
            self.lower.extend_from_slice(text.as_bytes());
            self.lower.make_ascii_lowercase();
        } else {
            self.lower.extend_from_slice(text.to_lowercase().as_bytes());
        }
        self.known.set(symbol.0 as usize);
        if self.finder.find(&self.lower).is_some() {
            self.found.set(symbol.0 as usize);
        }
    }
}
