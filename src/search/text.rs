//! Free words: which spans have a text somewhere. The dictionary of texts is looked through, then the spans for the
//! texts that were found; a few spans are asked one by one.

use crate::{
    base::{
        bits::Bits,
        caseless::Word,
        intern::{Strings, Symbol},
    },
    model::{
        ids::{Key, SpanId, SpanIx},
        store::Store,
        value::{Value, ValueRef},
    },
};
use core::ops::Range;

/// The shortest part of a hex id that is looked for: shorter ones stand in half of all ids by chance.
const SHORTEST_ID: usize = 6;
/// Hex digits of a span id.
const SPAN_DIGITS: usize = 16;
/// Hex digits of a trace id.
const TRACE_DIGITS: usize = 32;
/// Fewer than one in so many spans are asked one by one; for more the whole dictionary is looked through.
const FEW: usize = 16;

/// Spans of some rows that have a text, given in lower case, in their name, service, status message, an attribute's
/// key or value (of the span, its resource, scope, events and links), an event's name, or their span or trace id.
pub fn containing(store: &Store, text: &str, rows: &Range<u32>) -> Bits {
    let Some(sought) = Sought::new(text) else { return Bits::all(store.span_count()) };
    let keys = sought.among(store.keys());
    let search = Search { store, sought, keys, number: Number::new(text) };
    let mut found = search.in_origins(rows);
    let are_all_found = |found: &Bits| found.count_in(rows.start as usize, rows.end as usize) == rows.len();
    // A letter or two stand in some text of every resource, or in some key of every span; then no other text needs to
    // be looked at.
    if are_all_found(&found) {
        return found;
    }
    if rows.len() * FEW < store.span_count() {
        rows.clone().filter(|row| search.within(SpanIx(*row))).for_each(|row| found.set(row as usize));
    } else {
        if !search.keys.is_empty() {
            found.or(&store.spans_with_key(&search.keys));
        }
        if are_all_found(&found) {
            return found;
        }
        search.look_through_texts(rows, &mut found);
    }
    add_by_id(store, &Id::new(store, text), rows, &mut found);
    found
}

/// Adds the spans whose own id or whose trace's has the text.
fn add_by_id(store: &Store, id: &Id<'_>, rows: &Range<u32>, found: &mut Bits) {
    if !id.is_hex && !store.has_ids_of_text() {
        return;
    }
    let mut next = rows.start;
    while next < rows.end {
        let trace = store.trace(store.trace_of(SpanIx(next)));
        let of_trace = next..trace.end.min(rows.end);
        next = of_trace.end;
        let in_trace_id = id.is_in_trace(&store.trace_id_text(trace.key));
        if in_trace_id || id.may_be_of_span() {
            let has = |&row: &u32| in_trace_id || id.is_in_span(store, store.span_id(SpanIx(row)));
            of_trace.filter(has).for_each(|row| found.set(row as usize));
        }
    }
}

struct Search<'a> {
    store: &'a Store,
    sought: Sought<'a>,
    /// The keys that have the text.
    keys: Bits,
    number: Number<'a>,
}

impl Search<'_> {
    /// The spans whose resource or scope has the text.
    fn in_origins(&self, rows: &Range<u32>) -> Bits {
        let store = self.store;
        let in_attributes = |attributes: &[(Key, Value)]| self.in_attributes(attributes.iter().copied());
        let in_resource: Vec<bool> =
            store.resources().iter().map(|resource| in_attributes(&resource.attributes)).collect();
        let in_scope: Vec<bool> = store
            .scopes()
            .iter()
            .map(|scope| self.is_in(scope.name) || in_attributes(&scope.attributes))
            .collect();
        if !in_resource.contains(&true) && !in_scope.contains(&true) {
            return Bits::none(store.span_count());
        }
        let rows = rows.start as usize..rows.end as usize;
        Bits::of(store.span_count(), rows, |row| {
            let span = SpanIx(row as u32);
            in_resource[store.resource(span).0 as usize] || in_scope[store.scope_ix(span).0 as usize]
        })
    }

    /// Adds the spans that have the text in what is their own, all at once.
    fn look_through_texts(&self, rows: &Range<u32>, found: &mut Bits) {
        let (store, number) = (self.store, self.number.with_small());
        let texts = self.sought.among(store.strings());
        if !texts.is_empty() || number.may_be() {
            found.or(&if number.may_be() {
                store.spans_with_value(&texts, |value| number.is_in(store, value))
            } else {
                store.spans_with_text(&texts)
            });
            let rows = rows.start as usize..rows.end as usize;
            let is_named = |row: usize| texts.get(store.name(SpanIx(row as u32)).0 as usize);
            found.or(&Bits::of(store.span_count(), rows, is_named));
        }
    }

    /// Whether a span has the text in what is its own, its ids left out.
    fn within(&self, span: SpanIx) -> bool {
        let store = self.store;
        self.is_in(store.name(span))
            || self.is_in(store.status_message(span))
            || self.in_attributes(store.attributes(span))
            || store
                .events(span)
                .any(|event| self.is_in(event.name) || self.in_attributes(store.event_attributes(event)))
            || store.links(span).any(|link| self.in_attributes(store.link_attributes(link)))
    }

    fn in_attributes(&self, mut attributes: impl Iterator<Item = (Key, Value)>) -> bool {
        attributes.any(|(key, value)| {
            self.keys.get(key.0 as usize)
                || match value.as_symbol() {
                    Some(symbol) => self.is_in(symbol),
                    None => self.number.is_in(self.store, value),
                }
        })
    }

    fn is_in(&self, symbol: Symbol) -> bool {
        self.sought.is_in(self.store.text(symbol))
    }
}

/// A text in lower case that is looked for in texts of any case.
struct Sought<'a> {
    text: &'a str,
    word: Word<'a>,
}

impl<'a> Sought<'a> {
    fn new(text: &'a str) -> Option<Self> {
        Some(Self { text, word: Word::new(text)? })
    }

    fn is_in(&self, text: &str) -> bool {
        if self.text.is_ascii() {
            return self.word.find(text.as_bytes(), 0).is_some();
        }
        !text.is_ascii() && text.to_lowercase().contains(self.text)
    }

    /// The texts it is in.
    fn among(&self, strings: &Strings) -> Bits {
        if self.text.is_ascii() {
            return strings.with(self.word);
        }
        let mut found = Bits::none(strings.len());
        strings
            .iter()
            .filter(|(_, text)| self.is_in(text))
            .for_each(|(symbol, _)| found.set(symbol.0 as usize));
        found
    }
}

/// Whole numbers below this are looked up where many are looked at: most are so small, and to take one apart takes
/// longer.
const SMALL: usize = 1 << 16;

/// A text that may stand in a number or truth value.
#[derive(Clone)]
struct Number<'a> {
    text: &'a str,
    /// Digits, a point, a sign.
    is_number: bool,
    /// Part of a word that stands for a value.
    is_word: bool,
    /// Digits alone, as a number, and ten to the power of how many they are.
    digits: Option<(u64, u64)>,
    /// The small numbers that have them, once they are known.
    small: Bits,
}

impl<'a> Number<'a> {
    fn new(text: &'a str) -> Self {
        let are_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let digits = text.parse().ok().filter(|_| are_digits).zip(10_u64.checked_pow(text.len() as u32));
        Self {
            text,
            is_number: text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-')),
            is_word: ["true", "false", "nan", "inf"].iter().any(|word| word.contains(text)),
            digits,
            small: Bits::default(),
        }
    }

    /// The same with the small numbers known.
    fn with_small(&self) -> Self {
        let small = match self.digits {
            Some(digits) => Bits::of(SMALL, 0..SMALL, |number| are_in(digits, number as u64)),
            None => Bits::default(),
        };
        Self { small, ..self.clone() }
    }

    const fn may_be(&self) -> bool {
        self.is_number || self.is_word
    }

    #[inline]
    fn is_in(&self, store: &Store, value: Value) -> bool {
        self.may_be() && self.stands_in(store.value(value))
    }

    fn stands_in(&self, value: ValueRef<'_>) -> bool {
        match value {
            ValueRef::Int(number) => match self.digits {
                Some(_) if number.unsigned_abs() < self.small.len() as u64 => {
                    self.small.get(number.unsigned_abs() as usize)
                }
                Some(digits) => are_in(digits, number.unsigned_abs()),
                None => self.is_number && number.to_string().contains(self.text),
            },
            ValueRef::Double(number) => number.to_string().to_ascii_lowercase().contains(self.text),
            ValueRef::Bool(value) => self.is_word && value.to_string().contains(self.text),
            _ => false,
        }
    }
}

/// Whether some digits stand among those of a number.
const fn are_in((digits, power): (u64, u64), mut number: u64) -> bool {
    let has_as_many = power / 10;
    loop {
        if number % power == digits && (number >= has_as_many || power == 10) {
            return true;
        }
        number /= 10;
        if number < has_as_many {
            return false;
        }
    }
}

/// A text that may be part of an id.
struct Id<'a> {
    text: &'a str,
    /// There are span ids that are no hex numbers.
    among_texts: bool,
    /// Hex digits that are enough to tell an id.
    is_hex: bool,
    /// As a number, when it is not too long for a span id.
    number: Option<u64>,
}

impl<'a> Id<'a> {
    fn new(store: &Store, text: &'a str) -> Self {
        let is_hex = text.len() >= SHORTEST_ID && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number =
            if is_hex && text.len() <= SPAN_DIGITS { u64::from_str_radix(text, 16).ok() } else { None };
        Self { text, among_texts: store.has_span_ids_of_text(), is_hex, number }
    }

    /// Whether any span's own id may have it.
    const fn may_be_of_span(&self) -> bool {
        self.among_texts || self.number.is_some()
    }

    fn is_in_trace(&self, id: &str) -> bool {
        let is_hex = id.len() == TRACE_DIGITS && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        (self.is_hex || !is_hex) && id.to_lowercase().contains(self.text)
    }

    fn is_in_span(&self, store: &Store, id: SpanId) -> bool {
        if self.among_texts {
            return store.span_id_text(id).to_lowercase().contains(self.text);
        }
        self.number.is_some_and(|number| {
            let unused = 4 * (SPAN_DIGITS - self.text.len());
            let mask = u64::MAX >> unused;
            (0..=unused).step_by(4).any(|shift| id.0 >> shift & mask == number)
        })
    }
}
