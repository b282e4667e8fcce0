use crate::support::{draw, random};
use spanscope::{
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::{SpanId, SpanIx, TraceIx},
        notes::NoteKind,
        span::{Dropped, Kind, Mark, SpanHead, Status},
        store::Store,
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
    builder.note_here(NoteKind::BadNumber);
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

/// The store of some spans with these times, all of one trace and without parents.
fn store_of_times(times: &[(u64, u64)]) -> Store {
    let mut builder = Builder::new();
    builder.begin_file("file");
    for (nth, &(start_ns, end_ns)) in times.iter().enumerate() {
        let head = SpanHead { start_ns, end_ns, ..head(&mut builder, b"01", format!("a{nth}").as_bytes()) };
        builder.end_span(&head);
    }
    builder.finish()
}

/// Start and duration, with the times of the file where they are others.
type Times = (i64, i64, Option<(u64, u64)>);

/// The times of every span.
fn times(store: &Store) -> Vec<Times> {
    let times = |span| (store.start_ns(span), store.duration_ns(span), store.raw_times_ns(span));
    store.spans().map(times).collect()
}

#[test]
fn times_that_make_no_sense_are_mended_and_kept_beside() {
    let now = 1_760_000_000_000_000_000;
    let written =
        [(now, now - 100), (now, 0), (0, 900), (0, now), (now, u64::MAX), (now, now), (u64::MAX, u64::MAX)];
    let store = store_of_times(&written);
    let start_ns = now as i64;
    assert_eq!(
        times(&store),
        [
            (start_ns, 0, Some((now, now - 100))),
            (start_ns, 0, Some((now, 0))),
            // An end that can only be a length, and one that is a point in time.
            (start_ns, 900, Some((0, 900))),
            (start_ns, 0, Some((0, now))),
            (start_ns, i64::MAX - start_ns, Some((now, u64::MAX))),
            (start_ns, 0, None),
            (i64::MAX, 0, Some((u64::MAX, u64::MAX))),
        ]
    );
    let marks = [Mark::END_MENDED, Mark::UNFINISHED, Mark::PLACED, Mark::PLACED];
    for (row, mark) in marks.into_iter().enumerate() {
        assert!(store.has(SpanIx(row as u32), mark), "{row}");
    }
    let notes = &store.files()[0].notes;
    let counts = [
        NoteKind::EndBeforeStart,
        NoteKind::Unfinished,
        NoteKind::NoStart,
        NoteKind::BadNumber,
        NoteKind::NoLength,
    ];
    assert_eq!(counts.map(|kind| notes.count(kind)), [1, 1, 2, 2, 2]);
}

#[test]
fn zero_is_a_time_where_times_do_not_count_from_1970() {
    let store = store_of_times(&[(0, 900), (100, 800)]);
    assert_eq!(times(&store), [(0, 900, Some((0, 900))), (100, 700, None)]);
    assert!(!store.has(SpanIx(0), Mark::PLACED));
    assert_eq!(store.files()[0].notes.count(NoteKind::NoStart), 0);
    let nowhere = store_of_times(&[(0, 0), (0, 0)]);
    assert_eq!(nowhere.files()[0].notes.count(NoteKind::NoStart), 2);
}

#[test]
fn events_without_a_time_stand_at_the_start() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    builder.end_event(0, Symbol::EMPTY);
    builder.end_event(7, Symbol::EMPTY);
    let head = SpanHead { start_ns: 5, end_ns: 9, ..head(&mut builder, b"01", b"01") };
    builder.end_span(&head);
    let store = builder.finish();
    assert_eq!(store.events(SpanIx(0)).map(|event| event.time_ns).collect::<Vec<_>>(), [5, 7]);
    assert_eq!(store.files()[0].notes.count(NoteKind::NoEventTime), 1);
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
    let spans: Vec<_> = store.spans().map(|span| store.span_id_text(store.span_id(span))).collect();
    assert_eq!(spans, ["~1", "~2", "0000000000000001", "~4"]);
    for (trace, id) in store.traces().zip(&spans) {
        assert_eq!(store.find_span(trace, id), Some(store.first_of(trace)), "{id}");
    }
    assert_eq!(store.files()[0].notes.count(NoteKind::NoId), 4);
    assert_eq!(store.find_trace("~3"), Some(TraceIx(2)));
}

#[test]
fn a_span_without_a_trace_id_keeps_the_parent_it_names() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    let head = SpanHead { parent_id: builder.span_id(b"0a"), ..head(&mut builder, b"", b"0b") };
    builder.end_span(&head);
    let store = builder.finish();
    assert_eq!((store.parent(SpanIx(0)), store.parent_id(SpanIx(0))), (None, SpanId(10)));
    assert!(!store.trace(TraceIx(0)).partial, "it is the root of its own trace");
}

#[test]
fn any_number_of_keys_is_kept() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    for number in 0..70_000 {
        let key = builder.key(format!("key {number}").as_bytes());
        let value = builder.numbers.int(number);
        builder.span_attribute(key, value);
        if number % 1_000 == 999 {
            builder.span_attribute(key, value);
            builder.abandon();
            builder.span_attribute(key, value);
            let head = head(&mut builder, b"01", format!("{number:x}").as_bytes());
            builder.end_span(&head);
        }
    }
    let store = builder.finish();
    let told: Vec<String> = store
        .spans()
        .flat_map(|span| store.attributes(span).map(|(key, value)| (key, store.value(value))))
        .map(|(key, value)| format!("{} {value:?}", store.key_name(key)))
        .collect();
    let expected: Vec<String> =
        (0..70).map(|n| n * 1_000 + 999).map(|n| format!("key {n} Int({n})")).collect();
    assert_eq!(told, expected);
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
