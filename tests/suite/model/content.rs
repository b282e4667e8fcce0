//! Spans that share an id: copies are merged only when they say exactly the same.

use crate::support::random;
use spanscope::{
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::SpanId,
        notes::NoteKind,
        origin::Scope,
        span::{Dropped, Kind, SpanHead, Status},
        value::Value,
    },
};

/// What distinguishes a copy.
#[derive(Clone, Copy, PartialEq)]
enum Change {
    Nothing,
    Attribute,
    EventTime,
    EventName,
    EventAttribute,
    Link,
    LinkAttribute,
    Scope,
    Service,
    Message,
    State,
    Dropped,
    Status,
    End,
    Parent,
}

fn add(builder: &mut Builder, change: Change) {
    let is = |other: Change| change == other;
    let pick = |other: Change, usual: u64, changed: u64| if is(other) { changed } else { usual };
    let key = builder.key(b"key");
    let text = |builder: &mut Builder, other: Change| {
        builder.strings.intern(if is(other) { "other" } else { "usual" })
    };
    let resource = builder.begin_resource();
    let service = text(builder, Change::Service);
    let service_key = builder.key(b"service.name");
    builder.end_resource(resource, vec![(service_key, Value::text(service))], Symbol::EMPTY);
    let scope = builder.begin_scope();
    let name = text(builder, Change::Scope);
    builder.end_scope(scope, Scope { name, ..Scope::default() });
    // Large numbers stand apart, so that equal ones have different places.
    let number = |builder: &mut Builder, other| builder.numbers.int(pick(other, 1 << 40, 1 << 41) as i64);
    let value = number(builder, Change::Attribute);
    builder.span_attribute(key, value);
    let value = number(builder, Change::EventAttribute);
    builder.event_attribute(key, value);
    let name = text(builder, Change::EventName);
    builder.end_event(pick(Change::EventTime, 5, 6), name);
    let value = number(builder, Change::LinkAttribute);
    builder.link_attribute(key, value);
    builder.end_link(None, SpanId(pick(Change::Link, 7, 8)), Symbol::EMPTY, 0);
    let head = SpanHead {
        trace: Some(builder.trace_number(1)),
        span_id: SpanId(2),
        parent_id: SpanId(pick(Change::Parent, 0, 3)),
        start_ns: 10,
        end_ns: pick(Change::End, 20, 21),
        name: Symbol::EMPTY,
        kind: Kind::Internal,
        status: if is(Change::Status) { Status::Error } else { Status::Ok },
        status_message: text(builder, Change::Message),
        flags: 0,
        trace_state: text(builder, Change::State),
        dropped: Dropped { links: pick(Change::Dropped, 0, 1) as u32, ..Dropped::default() },
        follows_from: false,
        resource,
        scope,
    };
    builder.end_span(&head);
}

/// Spans that are kept, and copies that are merged.
fn kept_and_merged(changes: &[Change]) -> (usize, usize) {
    let mut builder = Builder::new();
    builder.begin_file("file");
    for &change in changes {
        add(&mut builder, change);
    }
    let store = builder.finish();
    (store.span_count(), store.files()[0].notes.count(NoteKind::Duplicate))
}

#[test]
fn only_what_is_alike_in_everything_is_merged() {
    assert_eq!(kept_and_merged(&[Change::Nothing, Change::Nothing]), (1, 1));
    for change in [
        Change::Attribute,
        Change::EventTime,
        Change::EventName,
        Change::EventAttribute,
        Change::Link,
        Change::LinkAttribute,
        Change::Scope,
        Change::Service,
        Change::Message,
        Change::State,
        Change::Dropped,
        Change::Status,
        Change::End,
        Change::Parent,
    ] {
        assert_eq!(kept_and_merged(&[Change::Nothing, change]), (2, 0));
        // Every copy finds its like, whatever lies between.
        assert_eq!(kept_and_merged(&[Change::Nothing, change, Change::Nothing, change]), (2, 2));
    }
}

#[test]
fn a_copy_without_a_start_is_known_again_after_reopening() {
    let span = |parent, start| random::RandomSpan { id: parent + 1, parent, start, length: 3, kind: 1 };
    let spans = [span(0, 5), span(1, random::NO_START)];
    let mut builder = Builder::new();
    builder.begin_file("a");
    random::add(&mut builder, &spans);
    let mut builder = Builder::from(builder.finish());
    builder.begin_file("b");
    random::add(&mut builder, &spans);
    let store = builder.finish();
    assert_eq!((store.span_count(), store.files()[1].notes.count(NoteKind::Duplicate)), (2, 2));
}
