use spanscope::{
    protocol::{
        answers::{AnswerPart, TraceAnswer},
        traces::{TraceHead, TraceRow},
    },
    state::{
        command::Command,
        session::{Session, View},
        share::{Share, entries, link_sentence, markdown, picture_name},
    },
};

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn a_copied_link_says_what_it_does_not_bring_back() {
    assert_eq!(link_sentence(&[], false), "The link was copied; it brings this view back");
    assert_eq!(
        link_sentence(&[], true),
        "The link was copied. Traces that were fetched from the store are not in it: whoever follows the link loads them again"
    );
    assert_eq!(
        link_sentence(&names(&["a.json"]), false),
        "The link was copied. The data of a.json is not in it: whoever follows the link has to open it as well"
    );
    assert_eq!(
        link_sentence(&names(&["a", "b", "c", "d"]), false),
        "The link was copied. The data of a, b and 2 other files is not in it: whoever follows the link has to open them as well"
    );
}

#[test]
fn what_is_of_a_trace_is_offered_in_one() {
    let of = |in_trace, has_span| Share::all(in_trace, has_span);
    assert_eq!(of(false, false), [Share::Link, Share::Picture(None), Share::Print]);
    assert!(of(true, false).contains(&Share::Markdown) && !of(true, false).contains(&Share::SpanId));
    assert!(of(true, true).contains(&Share::SpanId));
    let first = entries(true).remove(0);
    assert_eq!(
        (first.words.as_str(), first.command),
        ("Copy a link to this view", Command::Share(Share::Link))
    );
}

#[test]
fn pictures_are_named_by_what_they_show() {
    let traces = Session { view: View::Traces, ..Session::default() };
    assert_eq!(picture_name(&traces, None), "traces");
    let trace = Session { view: View::Trace("5b8e/../fff798038103".to_owned()), ..Session::default() };
    assert_eq!(picture_name(&trace, Some("flame graph")), "trace-5b8efff7-flame-graph");
}

#[test]
fn a_trace_is_told_in_a_few_lines() {
    let row = TraceRow {
        trace_id: "5b8e".to_owned(),
        name: "POST /check_out".to_owned(),
        start_ns: 1_767_268_800_000_000_000,
        latency_ns: 420_000_000,
        spans: 3,
        service_count: 2,
        errors: 1,
        ..TraceRow::default()
    };
    let head = TraceHead { row, ..TraceHead::default() };
    let part = |text: &str, ns| AnswerPart { text: text.to_owned(), ns, ..AnswerPart::default() };
    let answer = TraceAnswer {
        sentence: "67 % in payment | failed".to_owned(),
        parts: vec![part("payment", 280_000_000), part("card declined", 0)],
        ..TraceAnswer::default()
    };
    assert_eq!(
        markdown(&head, "shop", &answer, "https://a.example/#/trace/5b8e"),
        "**shop POST /check\\_out: 420 ms**\n\n67 % in payment \\| failed\n\n| What | Time |\n| --- | ---: |\n\
         | payment | 280 ms |\n| card declined |  |\n\n3 spans, 2 services, 1 error; started 2026-01-01T12:00:00Z. \
         Trace `5b8e`\n\nhttps://a.example/#/trace/5b8e\n"
    );
}
