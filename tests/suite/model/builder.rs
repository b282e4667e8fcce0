use crate::support::{draw, random};
use spanscope::{
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::{SpanId, SpanIx, TraceIx},
        notes::NoteKind,
        span::{Dropped, Kind, Mark, SpanHead, Status},
        value::{Value, ValueRef},
    },
};

fn head(builder: &mut Builder, trace: &[u8], span: &[u8]) -> SpanHead {
    let resource = builder.begin_resource();
    builder.end_resource(resource, Vec::new(), Symbol::EMPTY);
    let scope = builder.begin_scope();
    SpanHead {
        trace: builder.trace_id(trace),
        span_id: builder.span_id(span),
        parent_id: SpanId::NONE,
        start_ns: 100,
        end_ns: 200,
        name: Symbol::EMPTY,
        kind: Kind::Internal,
        status: Status::Unset,
        status_message: Symbol::EMPTY,
        flags: 0,
        trace_state: Symbol::EMPTY,
        dropped: Dropped::default(),
        follows_from: false,
        resource,
        scope,
    }
}

#[test]
fn an_abandoned_span_leaves_nothing() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    let (key, value) = (builder.key(b"key"), builder.numbers.int(7));
    builder.span_attribute(key, value);
    builder.event_attribute(key, value);
    builder.end_event(1, Symbol::EMPTY);
    builder.link_attribute(key, value);
    builder.note_at_span(NoteKind::BadNumber);
    builder.abandon();
    let head = head(&mut builder, b"01", b"01");
    builder.span_attribute(key, Value::bool(true));
    builder.end_span(&head);
    let store = builder.finish();
    let values: Vec<_> = store.attributes(SpanIx(0)).map(|(_, value)| store.value(value)).collect();
    assert_eq!(values, [ValueRef::Bool(true)]);
    assert_eq!((store.events(SpanIx(0)).count(), store.links(SpanIx(0)).count()), (0, 0));
    assert_eq!(store.files()[0].notes.count(NoteKind::BadNumber), 0);
}

#[test]
fn a_resource_may_be_described_after_its_spans() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    let mut head = head(&mut builder, b"01", b"01");
    head.resource = builder.begin_resource();
    builder.end_span(&head);
    let (key, name) = (builder.key(b"service.name"), builder.strings.intern("cart"));
    builder.end_resource(head.resource, vec![(key, Value::text(name))], Symbol::EMPTY);
    let store = builder.finish();
    assert_eq!(store.text(store.service(SpanIx(0))), "cart");
}

#[test]
fn equal_resources_are_kept_once() {
    let store = draw::store("cart a |----|\n cart b | -- |\n cart c |  --|");
    assert_eq!(store.resources().len(), 1);
}

#[test]
fn times_that_make_no_sense_are_mended_and_kept_beside() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    let now = 1_760_000_000_000_000_000;
    for (start_ns, end_ns) in [(500, 400), (500, 0), (0, 900), (0, now), (100, u64::MAX)] {
        let head = SpanHead {
            start_ns,
            end_ns,
            ..head(&mut builder, b"01", format!("{start_ns}{end_ns}").as_bytes())
        };
        builder.end_span(&head);
    }
    let store = builder.finish();
    let told: Vec<_> = store
        .spans()
        .map(|span| {
            (store.raw_times_ns(span).expect("mended"), store.start_ns(span), store.duration_ns(span))
        })
        .collect();
    assert_eq!(
        told,
        [
            // An end that can only be a length, and one that is a point in time.
            ((0, 900), 100, 900),
            ((0, now), 100, 0),
            ((100, u64::MAX), 100, i64::MAX - 100),
            ((500, 400), 500, 0),
            ((500, 0), 500, 0),
        ]
    );
    assert!(store.has(SpanIx(0), Mark::NO_START) && store.has(SpanIx(4), Mark::UNFINISHED));
    assert!(store.has(SpanIx(3), Mark::END_MENDED));
    let notes = &store.files()[0].notes;
    let counts = [NoteKind::NoStart, NoteKind::Unfinished, NoteKind::EndBeforeStart, NoteKind::BadNumber]
        .map(|kind| notes.count(kind));
    assert_eq!(counts, [2, 1, 1, 1]);
}

#[test]
fn spans_without_an_id_are_traces_of_their_own() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    for (trace, span) in
        [("", ""), ("", ""), ("00000000000000000000000000000000", "01"), ("01", "0000000000000000")]
    {
        let head = head(&mut builder, trace.as_bytes(), span.as_bytes());
        builder.end_span(&head);
    }
    let store = builder.finish();
    let ids: Vec<_> = store.traces().map(|trace| store.trace_id_text(store.trace_key(trace))).collect();
    assert_eq!(ids, ["~1", "~2", "~3", "~4"]);
    assert_eq!(store.files()[0].notes.count(NoteKind::NoId), 4);
    assert_eq!(store.find_trace("~3"), Some(TraceIx(2)));
}

#[test]
fn opaque_ids_are_kept_joined_and_shown() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    let parent = head(&mut builder, b"trace000", b"span-a");
    builder.end_span(&parent);
    let child =
        SpanHead { parent_id: builder.span_id(b"span-a"), ..head(&mut builder, b"trace000", b"span-b") };
    builder.end_span(&child);
    let store = builder.finish();
    assert_eq!(store.trace_id_text(store.trace_key(TraceIx(0))), "trace000");
    assert_eq!(store.span_id_text(store.span_id(SpanIx(1))), "span-b");
    assert_eq!(store.parent(SpanIx(1)), Some(SpanIx(0)));
    assert_eq!(store.find_span(TraceIx(0), "span-b"), Some(SpanIx(1)));
    assert_eq!(store.find_trace("trace000"), Some(TraceIx(0)));
    assert_eq!(store.find_trace("trace001"), None);
}

#[test]
fn a_discarded_file_takes_its_spans_with_it() {
    let mut builder = Builder::new();
    builder.begin_file("kept");
    draw::add(&mut builder, "web a |---|", 1);
    builder.begin_file("discarded");
    draw::add(&mut builder, "web b |---|\n  web c | - |", 2);
    builder.note(NoteKind::AlreadyOpen, String::new);
    builder.discard_file();
    builder.begin_file("last");
    random::add(&mut builder, &[random::RandomSpan { id: 9, parent: 0, start: 0, length: 1, kind: 1 }]);
    let store = builder.finish();
    let told: Vec<_> =
        store.files().iter().map(|file| (file.name.as_str(), file.spans, file.traces)).collect();
    assert_eq!(told, [("kept", 1, 1), ("discarded", 0, 0), ("last", 1, 1)]);
    assert_eq!(store.files()[1].notes.count(NoteKind::AlreadyOpen), 1);
}
