use super::{CART, ask, shop};
use spanscope::protocol::{
    request::{Reply, Request, SpanRef},
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
    assert_eq!((page.rows[0].children, page.rows[0].descendants, page.rows[0].errors_below), (1, 3, 1));
}

#[test]
fn folded_rows_hide_and_windows_are_cut() {
    let fold = Fold { from_depth: None, toggled: vec![1] };
    let page = rows(RowsQuery { fold, ..query() });
    assert_eq!(names(&page), ["GET /cart", "load cart", "lost child"]);
    assert!(page.rows[1].folded && !page.rows[0].folded);
    let page = rows(RowsQuery { offset: 1, limit: 2, ..query() });
    assert_eq!((page.total, page.offset, names(&page)), (5, 1, ALL[1..3].to_vec()));
    let page = rows(RowsQuery { focus: Some(SpanRef::Id("2".to_owned())), ..query() });
    assert_eq!(names(&page), ALL[1..4]);
}

#[test]
fn hits_are_marked() {
    let page = rows(RowsQuery { find: "select".to_owned(), ..query() });
    let hits: Vec<bool> = page.rows.iter().map(|row| row.hit).collect();
    assert_eq!(hits, [false, false, true, true, false]);
}

#[test]
fn the_overview_has_a_line_for_every_span() {
    let overview = OverviewQuery { trace_id: CART.to_owned(), width_px: 100, lines: 20 };
    let Ok(Reply::Overview(overview)) = ask(&mut shop(), Request::Overview(overview)) else {
        panic!("an overview")
    };
    assert_eq!((overview.extent_ns, overview.lines), (100_000_000, 5));
    let run = overview.runs.iter().find(|run| run.line == 3).expect("the failed query");
    assert_eq!((run.from_px, run.to_px, run.error, run.critical), (45, 91, true, true));
}

fn reveal(fold: Fold, focus: Option<&str>, span: &str) -> Revealed {
    let request = Request::Reveal {
        trace_id: CART.to_owned(),
        fold,
        focus: focus.map(|id| SpanRef::Id(id.to_owned())),
        span: SpanRef::Id(span.to_owned()),
    };
    match ask(&mut shop(), request) {
        Ok(Reply::Revealed(revealed)) => revealed,
        other => panic!("{other:?}"),
    }
}

#[test]
fn revealing_unfolds_what_is_above() {
    let revealed = reveal(Fold { from_depth: Some(0), toggled: Vec::new() }, None, "4");
    assert_eq!((revealed.row, revealed.index, revealed.start_ns), (3, 3, 45_000_000));
    assert_eq!(revealed.fold, Fold { from_depth: Some(0), toggled: vec![0, 1] });
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
        let request = Request::Reveal { trace_id: CART.to_owned(), fold: Fold::default(), focus: None, span };
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
        };
        let Ok(Reply::Revealed(revealed)) = ask(&mut shop(), request) else { panic!("revealed") };
        (revealed.row, revealed.index, revealed.outside)
    };
    assert_eq!(reveal("2", "4"), (3, 2, false));
    assert_eq!(reveal("4", "2"), (1, 1, true));
}
