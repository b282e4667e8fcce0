//! Opens a file and asks for everything in it.

use spanscope::{
    engine::Engine,
    protocol::{
        request::{Reply, Request, SpanRef},
        traces::TracesQuery,
    },
};

/// Whatever a file holds, reading it ends with spans or with a sentence, and every answer can be given. The first byte
/// of `input` says how large the chunks are, the rest is the file.
pub fn check(input: &[u8]) {
    let Some((&size, file)) = input.split_first() else { return };
    let mut engine = Engine::new();
    let mut opening = engine.begin_opening();
    opening.begin_file("fuzz");
    for chunk in file.chunks(usize::from(size).max(1)) {
        if !opening.feed(chunk) {
            break;
        }
    }
    engine.finish_opening(opening);
    let Reply::Summary(summary) = engine.answer(Request::Summary) else { unreachable!("a summary") };
    assert_eq!(summary.spans == 0, summary.files.iter().all(|file| file.error.is_some()));
    let query = TracesQuery { limit: 5, ..TracesQuery::default() };
    let Reply::Traces(page) = engine.answer(Request::Traces(query)) else { unreachable!("a list") };
    for row in page.rows {
        let span = SpanRef::Row(0);
        let request = Request::Span { trace_id: row.trace_id.clone(), span, whole: false, skew: false };
        assert!(matches!(engine.answer(request), Reply::Span(_)), "{} is found", row.trace_id);
    }
}
