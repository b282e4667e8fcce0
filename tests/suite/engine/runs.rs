//! Runs of equal calls, and what a folding leaves out, on drawn traces: an engine answers with the lines it would show.

use super::ask;
use crate::support::draw;
use spanscope::{
    engine::Engine,
    protocol::{
        request::{Reply, Request, SpanRef},
        waterfall::{FindQuery, Fold, InRun, Revealed, RowsPage, RowsQuery, Step},
    },
};

const STOCK: &str = "
    shop        checkout #server                          |==================================================|
      shop      SELECT list #client #db.query.text=list   |=                                                 |
      shop      SELECT #client #db.query.text=stock #n=1  | ==========                                       |
      shop      SELECT #client #db.query.text=stock #n=2  |           ==========                             |
        shop    work #error                               |            =====                                 |
      shop      SELECT #client #db.query.text=stock #n=3  |                     ==========                   |
      shop      SELECT #client #db.query.text=stock #n=4  |                               ==========         |
      shop      SELECT #client #db.query.text=stock #n=5  |                                         ======== |
      shop      pack                                      |                                                 =|
";

fn rows(fold: Fold, find: &str) -> RowsPage {
    let mut engine = Engine::of_store(draw::store(STOCK));
    let query = RowsQuery {
        trace_id: "1".to_owned(),
        fold,
        find: find.to_owned(),
        limit: 100,
        ..RowsQuery::default()
    };
    match ask(&mut engine, Request::Rows(query)) {
        Ok(Reply::Rows(page)) => page,
        other => panic!("{other:?}"),
    }
}

/// The rows by number, runs with how often.
fn shown(fold: Fold) -> Vec<String> {
    let rows = rows(fold, "").rows.into_iter();
    rows.map(|row| match row.run {
        Some(run) => format!("{}×{}", row.row, run.calls),
        None => row.row.to_string(),
    })
    .collect()
}

#[test]
fn an_n_plus_one_is_one_row_until_it_is_unfolded() {
    assert_eq!(shown(Fold::default()), ["0", "1", "2×5", "8"]);
    let unfolded = Fold { toggled_runs: vec![2], ..Fold::default() };
    let all = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];
    assert_eq!(shown(unfolded), all);
    assert_eq!(shown(Fold { unfolds_runs: true, ..Fold::default() }), all);
    let folded_again = Fold { unfolds_runs: true, toggled_runs: vec![2], ..Fold::default() };
    assert_eq!(shown(folded_again), ["0", "1", "2×5", "8"]);
}

#[test]
fn a_run_tells_of_all_its_calls() {
    let ms = 1_000_000;
    let page = rows(Fold::default(), "work");
    let row = &page.rows[2];
    let run = row.run.as_ref().expect("a run");
    assert_eq!((run.calls, run.total_ns, run.p50_ns), (5, 48 * ms, 10 * ms));
    assert_eq!(run.varies.as_deref(), Some("n = 1, 2, 3, 4, 5"));
    assert_eq!((row.depth, row.nth, row.siblings), (1, 2, 7));
    assert_eq!((row.start_ns, row.duration_ns, row.critical_ns), (ms, 48 * ms, 48 * ms));
    assert_eq!(
        row.own,
        [(ms, 11 * ms), (11 * ms, 21 * ms), (21 * ms, 31 * ms), (31 * ms, 41 * ms), (41 * ms, 49 * ms)]
    );
    assert_eq!((row.descendants, row.errors_below, row.folded, row.hit), (6, 1, true, true));
    let page = rows(Fold { unfolds_runs: true, ..Fold::default() }, "");
    assert_eq!(page.rows[3].in_run, Some(InRun { first: 2, nth: 2, calls: 5 }));
    assert_eq!(
        (page.rows[4].in_run, page.rows[8].in_run),
        (None, None),
        "neither below a call nor beside the run"
    );
}

fn reveal(fold: Fold, span: SpanRef) -> Revealed {
    let mut engine = Engine::of_store(draw::store(STOCK));
    let request = Request::Reveal { trace_id: "1".to_owned(), fold, focus: None, span, skew: false };
    match ask(&mut engine, request) {
        Ok(Reply::Revealed(revealed)) => revealed,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_revealed_comes_out_of_its_run() {
    let inside = reveal(Fold::default(), SpanRef::Row(4));
    assert_eq!((inside.index, inside.fold.toggled_runs), (4, vec![2]));
    let run = reveal(Fold::default(), SpanRef::Run(2));
    assert_eq!((run.index, run.fold), (2, Fold::default()));
    let behind = reveal(Fold::default(), SpanRef::Row(8));
    assert_eq!((behind.index, behind.fold), (3, Fold::default()));
}

#[test]
fn a_folding_picks_and_folds_by_service() {
    let unfolded = Fold { unfolds_runs: true, ..Fold::default() };
    assert_eq!(
        shown(Fold { by_service: true, ..unfolded.clone() }),
        ["0", "1", "2", "3", "5", "6", "7", "8"]
    );
    let critical = Fold { only_critical: true, ..unfolded.clone() };
    assert_eq!(shown(critical).len(), 9);
    let long = Fold { only_long: true, ..unfolded };
    assert_eq!(shown(long).len(), 9, "a fiftieth is more than a hundredth");
    assert_eq!(shown(Fold { only_critical: true, ..Fold::default() }), ["0", "1", "2×5", "8"]);
}

const DEEP: &str = "
    web       page #server          |====================================================================================================|
      web     render                | ==========                                                                                         |
        web   template              |  ====                                                                                              |
      web     call #client          |            =====================================================================================   |
        api   answer #server        |             ==================================================================================     |
          api check                 |              =                                                                                     |
      web     beside                |              ==                                                                                    |
";

#[test]
fn what_stays_inside_a_service_folds_and_short_spans_are_left_out() {
    let mut engine = Engine::of_store(draw::store(DEEP));
    let mut shown = |fold: Fold| {
        let query = RowsQuery { trace_id: "1".to_owned(), fold, limit: 100, ..RowsQuery::default() };
        let Ok(Reply::Rows(page)) = ask(&mut engine, Request::Rows(query)) else { panic!("rows") };
        page.rows.iter().map(|row| row.row).collect::<Vec<_>>()
    };
    let by_service = Fold { by_service: true, ..Fold::default() };
    assert_eq!(shown(by_service.clone()), [0, 1, 3, 4, 6]);
    assert_eq!(shown(Fold { toggled: vec![4], ..by_service }), [0, 1, 3, 4, 5, 6]);
    assert_eq!(shown(Fold { only_critical: true, ..Fold::default() }), [0, 1, 2, 3, 4, 5]);
    assert_eq!(shown(Fold { only_long: true, ..Fold::default() }), [0, 1, 2, 3, 4, 5, 6]);
}

#[test]
fn errors_are_walked_from_where_they_began() {
    let mut engine = Engine::of_store(draw::store(
        "
        web      page #server #error       |==========|
          web    first #client #error      | ==       |
          web    call #client #error       |   =====  |
            api  answer #server #error     |   ====   |
          web    tidy                      |         =|
        ",
    ));
    let mut next = |from: Option<u32>, step| {
        let query = FindQuery {
            trace_id: "1".to_owned(),
            from,
            step: Some(step),
            errors_only: true,
            ..FindQuery::default()
        };
        let Ok(Reply::Found(found)) = ask(&mut engine, Request::Find(query)) else { panic!("found") };
        (found.row, found.nth)
    };
    assert_eq!(next(Some(0), Step::Next), (Some(3), Some(1)), "the cause comes first");
    assert_eq!(next(Some(3), Step::Next), (Some(1), Some(2)), "then what also failed");
    assert_eq!(next(Some(1), Step::Next), (Some(3), Some(1)), "what only carries an error is passed over");
    assert_eq!(next(Some(3), Step::Previous), (Some(1), Some(2)));
}
