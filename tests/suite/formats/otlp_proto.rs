//! Protobuf; the shape of awkward-inputs.md that is protobuf (34) among it.

use super::{awkward::want, notes, outline, read};
use crate::support::proto::{fixed32, fixed64, message, varint};
use spanscope::model::{
    ids::SpanIx,
    span::{Dropped, Kind, Status},
    store::Store,
    value::ValueRef,
};

/// A request with one scope of these spans.
fn request(spans: &[Vec<u8>]) -> Vec<u8> {
    let service = message(1, &[message(1, b"service.name"), message(2, &message(1, b"web"))].concat());
    let spans: Vec<u8> = spans.iter().flat_map(|span| message(2, span)).collect();
    let scope = message(1, &[message(1, b"lib"), message(2, b"1.2")].concat());
    let scopes = message(2, &[spans, scope, message(3, b"scope-url")].concat());
    // The resource behind its spans: the order of fields is free.
    message(1, &[scopes, message(1, &service), message(3, b"url")].concat())
}

fn span(id: u8, more: &[u8]) -> Vec<u8> {
    let ids = [message(1, &[7; 16]), message(2, &[0, 0, 0, 0, 0, 0, 0, id])].concat();
    [ids, more.to_vec()].concat()
}

fn prefixed(requests: &[Vec<u8>]) -> Vec<u8> {
    requests.iter().flat_map(|one| [&(one.len() as u32).to_be_bytes()[..], one].concat()).collect()
}

fn whole(bytes: &[u8]) -> Store {
    let (store, failure) = read(bytes, usize::MAX);
    assert_eq!(failure, None);
    store
}

#[test]
fn every_field_of_a_span_is_kept() {
    let attribute = |number, value: &[u8]| message(number, &[message(1, b"k"), message(2, value)].concat());
    let event = [fixed64(1, 5), message(2, b"e"), attribute(3, &varint(2, 1)), varint(4, 1)].concat();
    let link = [
        message(1, &[9; 16]),
        message(2, &[8; 8]),
        message(3, b"ls"),
        attribute(4, &varint(3, 4)),
        fixed32(6, 1),
    ];
    let more = [
        message(3, b"state"),
        message(4, &[0, 0, 0, 0, 0, 0, 0, 2]),
        message(5, b"name"),
        varint(6, 3),
        fixed64(7, 1_760_000_000_123_456_789),
        fixed64(8, 1_760_000_000_123_456_790),
        attribute(9, &message(1, "é".as_bytes())),
        varint(10, 1),
        message(11, &event),
        varint(12, 2),
        message(13, &link.concat()),
        varint(14, 3),
        message(15, &[message(2, b"broke"), varint(3, 2)].concat()),
        fixed32(16, 0x301),
        message(99, b"unknown"),
    ];
    let store = whole(&request(&[span(1, &more.concat())]));
    let span = SpanIx(0);
    assert_eq!((store.text(store.name(span)), store.kind(span)), ("name", Kind::Client));
    assert_eq!((store.start_ns(span), store.duration_ns(span)), (1_760_000_000_123_456_789, 1));
    assert_eq!((store.status(span), store.text(store.status_message(span))), (Status::Error, "broke"));
    assert_eq!((store.text(store.trace_state(span)), store.bits(span).flags()), ("state", 0x301));
    assert_eq!(store.dropped(span), Dropped { attributes: 1, events: 2, links: 3 });
    assert_eq!(store.parent_id(span).0, 2);
    let event = store.events(span).next().expect("an event");
    assert_eq!((event.time_ns, store.text(event.name)), (5, "e"));
    let link = store.links(span).next().expect("a link");
    assert_eq!((link.span_id.0, store.text(link.state), link.flags), (0x0808_0808_0808_0808, "ls", 1));
    assert_eq!((store.text(store.service(span)), store.text(store.scope(span).version)), ("web", "1.2"));
    assert_eq!(store.text(store.scope(span).schema_url), "scope-url");
}

#[test]
fn values_nest_as_in_json() {
    let pair = |key: &[u8], value: &[u8]| message(1, &[message(1, key), message(2, value)].concat());
    let list = |items: &[Vec<u8>]| items.iter().flat_map(|item| message(1, item)).collect::<Vec<u8>>();
    for (any, told) in [
        (varint(3, u64::MAX), ValueRef::Int(-1)),
        (varint(2, 1), ValueRef::Bool(true)),
        (fixed64(4, 0.5_f64.to_bits()), ValueRef::Double(0.5)),
        (message(7, &[1, 2]), ValueRef::Bytes("AQI=")),
        (Vec::new(), ValueRef::Null),
        (
            message(5, &list(&[message(1, b"a\"b"), varint(3, 7), Vec::new()])),
            ValueRef::Nested(r#"{"arrayValue":{"values":[{"stringValue":"a\"b"},{"intValue":"7"},{}]}}"#),
        ),
        (
            message(6, &[pair(b"x", &message(5, &[])), pair(b"y", &fixed64(4, f64::NAN.to_bits()))].concat()),
            ValueRef::Nested(
                r#"{"kvlistValue":{"values":[{"key":"x","value":{"arrayValue":{"values":[]}}},{"key":"y","value":{"doubleValue":"NaN"}}]}}"#,
            ),
        ),
    ] {
        let attribute = message(9, &[message(1, b"k"), message(2, &any)].concat());
        let store = whole(&request(&[span(1, &attribute)]));
        let (_, value) = store.attributes(SpanIx(0)).next().expect("an attribute");
        assert_eq!(store.value(value), told);
    }
}

#[test]
fn values_nest_100_000_deep() {
    let mut any = varint(3, 1);
    // Each level is two messages; building them from the inside would be quadratic, so only the heads are kept.
    let mut heads: Vec<Vec<u8>> = Vec::new();
    let mut length = any.len();
    for _ in 0..100_000 {
        for number in [1, 5] {
            let head = [vec![number << 3 | 2], crate::support::proto::number(length as u64)].concat();
            length += head.len();
            heads.push(head);
        }
    }
    let deep: Vec<u8> = heads.into_iter().rev().flatten().chain(any.drain(..)).collect();
    let attribute = message(9, &[message(1, b"k"), message(2, &deep)].concat());
    let store = whole(&request(&[span(1, &attribute)]));
    let (_, value) = store.attributes(SpanIx(0)).next().expect("an attribute");
    let ValueRef::Nested(json) = store.value(value) else { panic!("nested") };
    assert_eq!(json.matches("arrayValue").count(), 100_000);
}

#[test]
fn messages_behind_their_lengths_are_read_one_by_one() {
    let two = prefixed(&[request(&[span(1, b"")]), request(&[span(2, b""), span(3, b"")])]);
    for chunk in [1, 3, usize::MAX] {
        let (store, failure) = read(&two, chunk);
        assert_eq!((failure, store.span_count(), store.trace_count()), (None, 3, 1));
        assert_eq!(store.files()[0].format, "OTLP protobuf");
    }
}

#[test]
fn what_is_broken_costs_only_the_innermost_part_whose_end_is_known() {
    let whole_one = request(&[span(1, &message(5, b"kept"))]);
    // A span whose inner length reaches beyond it.
    let broken = request(&[span(2, &[0x2a, 0x7f]), span(3, &message(5, b"also"))]);
    let (store, failure) = read(&prefixed(&[whole_one.clone(), broken, whole_one.clone()]), 5);
    assert_eq!((failure, outline(&store).as_str()), (None, "kept also"));
    assert!(notes(&store).contains(&("bad-span", 1)));
    // A message that is no OTLP at all between two that are.
    let (store, failure) = read(&prefixed(&[whole_one.clone(), vec![0xff; 9], request(&[span(4, b"")])]), 5);
    assert_eq!((failure, store.span_count()), (None, 2));
    assert!(notes(&store).contains(&("bad-part", 1)));
    // Without lengths nothing can be told after it.
    let (store, failure) = read(&[&whole_one[..], &[0xff; 12], &request(&[span(4, b"")])].concat(), 5);
    assert_eq!((failure, store.span_count()), (None, 1));
    assert!(notes(&store).contains(&("bad-part", 1)));
    let (store, failure) = read(&whole_one[..whole_one.len() - 3], 5);
    assert_eq!((failure, store.span_count()), (None, 1));
    assert!(notes(&store).contains(&("truncated", 1)));
}

#[test]
fn n34_logs_and_metrics_in_protobuf_are_told_from_spans() {
    let within = |record: &[u8]| message(1, &[message(1, b""), message(2, &message(2, record))].concat());
    // Time, severity, a body; name and gauge; ids of three bytes.
    let log = [&[9, 1, 2, 3, 4, 5, 6, 7, 8, 16, 9][..], &message(5, &message(1, b"said"))].concat();
    let gauge = [message(1, b"cpu"), message(3, b"1"), message(5, b"")].concat();
    for (record, words) in [(&log, "OTLP logs"), (&gauge, "OTLP metrics")] {
        let (store, failure) = read(&within(record), usize::MAX);
        assert!(
            store.span_count() == 0 && failure.as_deref().is_some_and(|said| said.contains(words)),
            "{failure:?}"
        );
    }
    let span = [message(1, &[7; 16]), message(2, &[8; 8]), message(5, b"a")].concat();
    let (store, failure) = read(&[within(&span), within(&log)].concat(), usize::MAX);
    assert_eq!((failure, outline(&store).as_str()), (None, "a"));
    want(
        &store,
        1,
        1,
        &[
            ("logs-skipped", 1, "byte 66"),
            ("unfinished", 1, "span 1"),
            ("no-start", 1, "span 1"),
            ("no-service", 2, "span 1"),
        ],
    );
    // Short ids beside times are ids all the same.
    let short = [message(1, b"abc"), message(2, b"de"), vec![0x39, 1, 0, 0, 0, 0, 0, 0, 0]].concat();
    let (store, failure) = read(&within(&short), usize::MAX);
    assert_eq!((failure, store.span_id_text(store.span_id(SpanIx(0))).as_str()), (None, "0000000000006465"));
}
