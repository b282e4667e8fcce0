use super::{CART, ask, shop};
use spanscope::protocol::{
    findings::Verdict,
    request::{Reply, Request, SpanRef},
    traces::TracesQuery,
    waterfall::{Fold, OverviewQuery, Revealed, RowsPage, RowsQuery},
};

fn query() -> RowsQuery {
    RowsQuery { trace_id: CART.to_owned(), limit: 100, ..RowsQuery::default() }
}

fn rows(query: RowsQuery) -> RowsPage {
    match ask(&mut shop(), Request::Rows(query)) {
        Ok(Reply::Rows(page)) => page,
        other => panic!("{other:?}"),
    }
}

fn names(page: &RowsPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_str()).collect()
}

const ALL: [&str; 5] = ["GET /cart", "load cart", "SELECT items", "SELECT prices", "lost child"];

#[test]
fn rows_carry_what_is_drawn() {
    let page = rows(query());
    assert_eq!(names(&page), ALL);
    let row = &page.rows[2];
    assert_eq!((row.row, row.depth, row.nth, row.siblings, row.kind.as_str()), (2, 2, 1, 2, "client"));
    assert_eq!((row.start_ns, row.duration_ns, row.self_ns), (10_000_000, 30_000_000, 30_000_000));
    assert_eq!(row.critical, [(10_000_000, 40_000_000)]);
    assert_eq!(row.events, [38_000_000, 12_000_000]);
    assert!(!row.error && page.rows[3].error && page.rows[4].orphan);
    let origins: Vec<_> = page.rows.iter().map(|row| row.origin).collect();
    assert_eq!(origins, [Some(Verdict::Caused), None, None, Some(Verdict::Handled), None]);
    assert_eq!((page.rows[0].children, page.rows[0].descendants, page.rows[0].errors_below), (1, 3, 1));
}

#[test]
fn folded_rows_hide_and_windows_are_cut() {
    let fold = Fold { from_depth: None, toggled: vec![1], ..Fold::default() };
    let page = rows(RowsQuery { fold, ..query() });
    assert_eq!(names(&page), ["GET /cart", "load cart", "lost child"]);
    assert!(page.rows[1].folded && !page.rows[0].folded);
    let page = rows(RowsQuery { offset: 1, limit: 2, ..query() });
    assert_eq!((page.total, page.offset, names(&page)), (5, 1, ALL[1..3].to_vec()));
    let page = rows(RowsQuery { focus: Some(SpanRef::Id("2".to_owned())), ..query() });
    assert_eq!(names(&page), ALL[1..4]);
}

#[test]
fn no_reply_is_longer_than_any_screen() {
    let spans: Vec<String> = (1..=1_500)
        .map(|id| {
            format!(r#"{{"traceId":"{id:x}","spanId":"{id:x}"}},{{"traceId":"ffff","spanId":"{id:x}"}}"#)
        })
        .collect();
    let text = format!(r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{}]}}]}}]}}"#, spans.join(","));
    let mut engine = super::engine(&[("many.json", &text)]);
    let query = RowsQuery { trace_id: "ffff".to_owned(), limit: usize::MAX, ..RowsQuery::default() };
    let Ok(Reply::Rows(page)) = ask(&mut engine, Request::Rows(query)) else { panic!("rows") };
    assert_eq!((page.total, page.rows.len()), (1_500, 1_000));
    let query = TracesQuery { limit: usize::MAX, ..TracesQuery::default() };
    let Ok(Reply::Traces(page)) = ask(&mut engine, Request::Traces(query)) else { panic!("a list") };
    assert_eq!((page.total, page.rows.len()), (1_501, 1_000));
    let query = OverviewQuery {
        trace_id: "ffff".to_owned(),
        width_px: u32::MAX,
        lines: u32::MAX,
        ..OverviewQuery::default()
    };
    let Ok(Reply::Overview(overview)) = ask(&mut engine, Request::Overview(query)) else {
        panic!("an overview")
    };
    assert_eq!((overview.lines, overview.runs.len()), (512, 512));
}

#[test]
fn hits_are_marked() {
    let page = rows(RowsQuery { find: "select".to_owned(), ..query() });
    let hits: Vec<bool> = page.rows.iter().map(|row| row.hit).collect();
    assert_eq!(hits, [false, false, true, true, false]);
}

#[test]
fn the_overview_has_a_line_for_every_span() {
    let overview =
        OverviewQuery { trace_id: CART.to_owned(), width_px: 100, lines: 20, ..OverviewQuery::default() };
    let Ok(Reply::Overview(overview)) = ask(&mut shop(), Request::Overview(overview)) else {
        panic!("an overview")
    };
    assert_eq!((overview.extent_ns, overview.lines), (100_000_000, 5));
    let run = overview.runs.iter().find(|run| run.line == 3).expect("the failed query");
    assert_eq!((run.from_px, run.to_px, run.error, run.critical), (45, 90, true, true));
}

fn reveal(fold: Fold, focus: Option<&str>, span: &str) -> Revealed {
    let request = Request::Reveal {
        trace_id: CART.to_owned(),
        fold,
        focus: focus.map(|id| SpanRef::Id(id.to_owned())),
        span: SpanRef::Id(span.to_owned()),
        skew: false,
    };
    match ask(&mut shop(), request) {
        Ok(Reply::Revealed(revealed)) => revealed,
        other => panic!("{other:?}"),
    }
}

#[test]
fn revealing_unfolds_what_is_above() {
    let revealed = reveal(Fold { from_depth: Some(0), toggled: Vec::new(), ..Fold::default() }, None, "4");
    assert_eq!((revealed.row, revealed.index, revealed.start_ns), (3, 3, 45_000_000));
    assert_eq!(revealed.fold, Fold { from_depth: Some(0), toggled: vec![0, 1], ..Fold::default() });
}

#[test]
fn revealing_counts_from_the_span_that_alone_is_shown() {
    let inside = reveal(Fold::default(), Some("2"), "4");
    assert_eq!((inside.index, inside.outside), (2, false));
    let outside = reveal(Fold::default(), Some("3"), "4");
    assert_eq!((outside.index, outside.outside), (3, true));
}

#[test]
fn a_span_that_is_not_there_is_said() {
    for span in [SpanRef::Row(5), SpanRef::Id("beef".to_owned())] {
        let request = Request::Reveal {
            trace_id: CART.to_owned(),
            fold: Fold::default(),
            focus: None,
            span,
            skew: false,
        };
        assert_eq!(ask(&mut shop(), request).expect_err("no span").code, "not_found");
    }
}

#[test]
fn revealing_counts_within_the_part_that_is_shown() {
    let reveal = |focus: &str, id: &str| {
        let request = Request::Reveal {
            trace_id: CART.to_owned(),
            fold: Fold::default(),
            focus: Some(SpanRef::Id(focus.to_owned())),
            span: SpanRef::Id(id.to_owned()),
            skew: false,
        };
        let Ok(Reply::Revealed(revealed)) = ask(&mut shop(), request) else { panic!("revealed") };
        (revealed.row, revealed.index, revealed.outside)
    };
    assert_eq!(reveal("2", "4"), (3, 2, false));
    assert_eq!(reveal("4", "2"), (1, 1, true));
}

#[test]
fn only_the_hits_and_what_is_above_them_are_shown() {
    let mut engine = shop();
    let mut shown = |fold: Fold, find: &str| {
        let query = RowsQuery {
            trace_id: CART.to_owned(),
            fold,
            focus: None,
            find: find.to_owned(),
            skew: false,
            offset: 0,
            limit: 50,
        };
        let Ok(Reply::Rows(page)) = ask(&mut engine, Request::Rows(query)) else { panic!("rows") };
        page.rows.into_iter().map(|row| (row.row, row.hit)).collect::<Vec<_>>()
    };
    let hits = Fold { only_hits: true, ..Fold::default() };
    assert_eq!(
        shown(hits.clone(), "{ span:id = \"0000000000000004\" }"),
        [(0, false), (1, false), (3, true)]
    );
    assert_eq!(shown(Fold::default(), "{ span:id = \"0000000000000004\" }").len(), 5);
    assert_eq!(shown(hits, "").len(), 5, "without words there are no hits to keep");
}

/// A call between hosts whose clocks are 4 ms apart, as OTLP/JSON.
const SKEWED: &str = r#"{"resourceSpans":[
    {"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"a"}}]},"scopeSpans":[{"spans":[
        {"traceId":"5e","spanId":"1","name":"call","startTimeUnixNano":"1760000000002000000","endTimeUnixNano":"1760000000012000000"}]}]},
    {"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"b"}}]},"scopeSpans":[{"spans":[
        {"traceId":"5e","spanId":"2","parentSpanId":"1","name":"answer",
        "startTimeUnixNano":"1760000000000000000","endTimeUnixNano":"1760000000006000000",
        "events":[{"timeUnixNano":"1760000000001000000","name":"e"}]}]}]}]}"#;

#[test]
fn rows_overview_detail_and_head_know_the_clocks_set_right() {
    let mut engine = super::engine(&[("skewed.json", SKEWED)]);
    let ms = 1_000_000;
    let mut row = |skew| {
        let query = RowsQuery { trace_id: "5e".to_owned(), limit: 9, skew, ..RowsQuery::default() };
        let Ok(Reply::Rows(page)) = ask(&mut engine, Request::Rows(query)) else { panic!("rows") };
        let [call, answer] = &page.rows[..] else { panic!("{page:?}") };
        let told =
            (answer.start_ns / ms, answer.shift_ns / ms, answer.events[0] / ms, answer.critical[0].0 / ms);
        ((call.start_ns / ms, call.shift_ns, call.self_ns / ms), told)
    };
    assert_eq!(row(false), ((2, 0, 6), (0, 0, 1, 2)));
    assert_eq!(row(true), ((0, 0, 4), (2, 4, 3, 2)));
    let mut overview = |skew| {
        let query = OverviewQuery {
            trace_id: "5e".to_owned(),
            width_px: 60,
            lines: 2,
            skew,
            ..OverviewQuery::default()
        };
        let Ok(Reply::Overview(overview)) = ask(&mut engine, Request::Overview(query)) else { panic!("one") };
        let answer = overview.runs.iter().find(|run| run.line == 1).expect("a run").from_px;
        (overview.extent_ns / ms, answer)
    };
    assert_eq!((overview(false), overview(true)), ((12, 0), (10, 12)));
    let mut detail = |skew| {
        let span = SpanRef::Id("2".to_owned());
        let request = Request::Span { trace_id: "5e".to_owned(), span, whole: false, skew };
        let Ok(Reply::Span(detail)) = ask(&mut engine, request) else { panic!("a span") };
        (detail.offset_ns / ms, detail.shift_ns / ms, detail.remarks.first().cloned())
    };
    assert_eq!(detail(false), (0, 0, None));
    let remark = "It is shown 4 ms later than recorded: the clocks of two hosts differ".to_owned();
    assert_eq!(detail(true), (2, 4, Some(remark)));
    let mut reveal = |skew| {
        let (trace_id, span) = ("5e".to_owned(), SpanRef::Row(1));
        let request = Request::Reveal { trace_id, fold: Fold::default(), focus: None, span, skew };
        let Ok(Reply::Revealed(revealed)) = ask(&mut engine, request) else { panic!("revealed") };
        revealed.start_ns / ms
    };
    assert_eq!((reveal(false), reveal(true)), (0, 2));
    let Ok(Reply::Trace(head)) = ask(&mut engine, Request::Trace { trace_id: "5e".to_owned(), skew: false })
    else {
        panic!("a head")
    };
    let skew = head.skew.clone().expect("the clocks differ");
    assert_eq!((skew.shifted, skew.pairs.len()), (1, 1));
    assert_eq!(skew.pairs[0].sentence, "The clock of host a is about 4 ms ahead of b");
    let adjusted = head.clone().adjusted();
    assert_eq!((head.row.extent_ns / ms, adjusted.row.extent_ns / ms), (12, 10));
    assert_eq!(adjusted.origin_ns - head.origin_ns, 2 * ms);
}

#[test]
fn a_consumer_says_how_long_it_waited() {
    let mut engine = shop();
    let query = RowsQuery { trace_id: "bde".to_owned(), limit: 9, ..RowsQuery::default() };
    let Ok(Reply::Rows(page)) = ask(&mut engine, Request::Rows(query)) else { panic!("rows") };
    let waits: Vec<_> = page.rows.iter().map(|row| row.queue_wait_ns).collect();
    let [producer, consumer] = &page.rows[..] else { panic!("{page:?}") };
    assert_eq!(waits, [None, Some(consumer.start_ns - producer.start_ns - producer.duration_ns)]);
}
