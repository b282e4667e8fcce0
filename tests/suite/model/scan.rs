//! What all spans said, looked at in one go.

use crate::support::plain;
use proptest::prelude::*;
use spanscope::{
    base::{bits::Bits, intern::Symbol},
    model::{
        ids::{Key, SpanIx},
        store::Store,
        value::{Value, ValueRef},
    },
};

/// The spans for which something holds, asked one by one.
fn asked(store: &Store, holds: impl Fn(SpanIx) -> bool) -> Bits {
    let mut bits = Bits::none(store.span_count());
    store.spans().filter(|&span| holds(span)).for_each(|span| bits.set(span.0 as usize));
    bits
}

fn some(len: usize, every: usize) -> Bits {
    let mut bits = Bits::none(len);
    (0..len).step_by(every).for_each(|at| bits.set(at));
    bits
}

proptest! {
    #[test]
    fn a_look_at_all_keys_finds_what_a_look_at_each_does(spans in plain::random::spans(40), every in 1_usize..9) {
        let store = plain::store(&spans);
        let keys = some(store.keys().len(), every);
        let has = |(key, _): (Key, Value)| keys.get(key.0 as usize);
        let expected = asked(&store, |span| {
            store.attributes(span).any(has)
                || store.events(span).any(|event| store.event_attributes(event).any(has))
                || store.links(span).any(|link| store.link_attributes(link).any(has))
        });
        prop_assert_eq!(store.spans_with_key(&keys), expected);
    }

    #[test]
    fn a_look_at_all_values_finds_what_a_look_at_each_does(spans in plain::random::spans(40), every in 1_usize..9) {
        let store = plain::store(&spans);
        let texts = some(store.strings().len(), every);
        let is_wanted = |value: Value| value == Value::bool(true);
        let is_text = |symbol: Symbol| texts.get(symbol.0 as usize);
        let has = |(_, value): (Key, Value)| value.as_symbol().map_or_else(|| is_wanted(value), is_text);
        let expected = asked(&store, |span| {
            let message = store.status_message(span);
            message != Symbol::EMPTY && is_text(message)
                || store.attributes(span).any(has)
                || store.events(span).any(|event| is_text(event.name) || store.event_attributes(event).any(has))
                || store.links(span).any(|link| store.link_attributes(link).any(has))
        });
        prop_assert_eq!(store.spans_with_value(&texts, is_wanted), expected);
    }

    #[test]
    fn a_look_for_a_few_texts_finds_what_a_look_at_each_does(
        spans in plain::random::spans(120),
        texts in prop::collection::btree_set(0_usize..60, 0..3),
    ) {
        let store = plain::store(&spans);
        let mut bits = Bits::none(store.strings().len());
        texts.into_iter().for_each(|text| bits.set(text));
        prop_assert_eq!(store.spans_with_text(&bits), store.spans_with_value(&bits, |_| false));
    }

    #[test]
    fn messages_are_found_by_their_text(spans in plain::random::spans(40), every in 1_usize..9) {
        let store = plain::store(&spans);
        let texts = some(store.strings().len(), every);
        let is_text = |symbol: Symbol| texts.get(symbol.0 as usize);
        let expected =
            asked(&store, |span| store.status_message(span) != Symbol::EMPTY && is_text(store.status_message(span)));
        prop_assert_eq!(store.spans_with_message(is_text), expected);
    }
}

/// Keys that do not fit 16 bits are kept apart.
#[test]
fn keys_are_told_apart_however_many_there_are() {
    let key = |number: usize| format!("key {number}");
    let spans: Vec<plain::Span> = (0..70_000)
        .map(|number| plain::Span {
            trace: 1,
            id: number as u64 + 1,
            attributes: vec![
                (key(number), plain::Plain::Int(1)),
                (key(number / 7), plain::Plain::Null),
                (key(number / 7), plain::Plain::Int(2)),
            ],
            ..plain::Span::default()
        })
        .collect();
    let store = plain::store(&spans);
    for number in [0, 3, 9_999, 65_534, 65_535, 65_536, 69_999] {
        let values = store.values_of(store.find_key(&key(number)).expect("a key"));
        for (span, value) in store.spans().zip(values) {
            let nth = store.span_id(span).0 as usize - 1;
            let expected = if nth == number {
                ValueRef::Int(1)
            } else if nth / 7 == number {
                ValueRef::Int(2)
            } else {
                ValueRef::Null
            };
            assert_eq!(store.value(value), expected, "key {number} of span {nth}");
        }
    }
}
