use super::{CART, ask, shop};
use spanscope::protocol::{
    request::{Reply, Request},
    traces::{Cell, Selection, TraceColumn, TraceHead, TracesPage, TracesQuery, Within},
};

fn page(query: TracesQuery) -> TracesPage {
    match ask(&mut shop(), Request::Traces(query)) {
        Ok(Reply::Traces(page)) => page,
        other => panic!("{other:?}"),
    }
}

fn all() -> TracesQuery {
    TracesQuery { limit: 50, ..TracesQuery::default() }
}

fn searched(q: &str) -> TracesQuery {
    TracesQuery { selection: Selection { q: q.to_owned(), ..Selection::default() }, ..all() }
}

#[test]
fn a_row_says_what_the_trace_is() {
    let page = page(all());
    assert_eq!((page.total, page.matched_spans, page.rows.len()), (2, 7, 2));
    assert_eq!(page.longest_ns, 100_000_000);
    let row = &page.rows[0];
    assert_eq!((row.trace_id.as_str(), row.name.as_str(), row.service), (CART, "GET /cart", 2));
    assert_eq!((row.latency_ns, row.extent_ns, row.partial), (100_000_000, 100_000_000, false));
    assert_eq!((row.spans, row.service_count, row.errors, row.matched), (5, 2, 2, 5));
    assert_eq!(row.services, [(0, 3), (2, 2)]);
}

#[test]
fn pages_and_orders() {
    use TraceColumn::{Errors, Extent, Latency, Matches, Services, Spans};
    let second = page(TracesQuery { offset: 1, limit: 1, ..all() });
    assert_eq!((second.total, second.offset, second.rows[0].name.as_str()), (2, 1, "place order"));
    let fewest = page(TracesQuery { sort: Spans, ..all() });
    assert_eq!(fewest.rows[0].name, "place order");
    for sort in [Latency, Extent, Errors, Services, Spans, Matches] {
        let most = page(TracesQuery { sort: sort.clone(), descending: true, ..all() });
        assert_eq!(most.rows[0].name, "GET /cart", "{sort:?}");
    }
}

#[test]
fn words_filter_and_count() {
    let found = page(searched("postgresql"));
    assert_eq!((found.total, found.rows[0].matched), (1, 2));
    let none = page(searched("nowhere"));
    assert_eq!((none.total, none.longest_ns), (0, 0));
}

#[test]
fn a_wrong_query_says_where() {
    let query = searched("{ name = }");
    let failure = ask(&mut shop(), Request::Traces(query)).expect_err("no query");
    assert_eq!((failure.code.as_str(), failure.at), ("query", Some(9)));
}

#[test]
fn the_head_of_a_trace() {
    let head = |id: &str| ask(&mut shop(), Request::Trace { trace_id: id.to_owned(), skew: false });
    let Ok(Reply::Trace(TraceHead { row, origin_ns, services, max_depth, orphans, root, skew, .. })) =
        head(CART)
    else {
        panic!("a head")
    };
    assert_eq!((row.spans, origin_ns, max_depth, orphans, root), (5, 1_760_000_000_000_000_000, 2, 1, 0));
    assert_eq!(services, [(0, 3), (2, 2)]);
    assert_eq!(skew, None);
    assert_eq!(head("abc").expect_err("there is none").code, "not_found");
}

#[test]
fn a_range_of_time_and_chosen_traces_narrow_the_list_and_its_counts() {
    let (cart, order) = (1_760_000_000_000_000_000, page(all()).rows[1].start_ns);
    assert!(order > cart);
    let listed = |selection: Selection| {
        let page = page(TracesQuery { selection, ..all() });
        let names: Vec<String> = page.rows.iter().map(|row| row.name.clone()).collect();
        (names.join(", "), page.total, page.matched_spans)
    };
    let range = |from_ns, to_ns| Selection { from_ns, to_ns, ..Selection::default() };
    assert_eq!(listed(range(None, None)), ("GET /cart, place order".to_owned(), 2, 7));
    assert_eq!(listed(range(Some(cart), Some(order))), ("GET /cart".to_owned(), 1, 5));
    assert_eq!(listed(range(Some(cart + 1), None)), ("place order".to_owned(), 1, 2));
    assert_eq!(listed(range(Some(order + 1), None)), (String::new(), 0, 0));
    let only = |ids: &[&str]| Selection {
        only: Some(ids.iter().map(|id| (*id).to_owned()).collect()),
        ..Selection::default()
    };
    assert_eq!(listed(only(&["ca47", "unknown"])), ("GET /cart".to_owned(), 1, 5));
    assert_eq!(listed(only(&[])), (String::new(), 0, 0));
    let both = Selection { q: "postgresql".to_owned(), ..only(&["ca47"]) };
    assert_eq!(listed(both), ("GET /cart".to_owned(), 1, 2));
}

#[test]
fn a_cohort_narrows_the_list_and_a_wrong_one_is_refused() {
    let asked = |q: &str, cohort: &str, with_partial| {
        let within = Some(Within { cohort: cohort.to_owned(), with_partial });
        let selection = Selection { q: q.to_owned(), within, ..Selection::default() };
        ask(&mut shop(), Request::Traces(TracesQuery { selection, ..all() }))
    };
    let listed = |q: &str, cohort: &str, with_partial| match asked(q, cohort, with_partial) {
        Ok(Reply::Traces(page)) => {
            let names: Vec<String> = page.rows.iter().map(|row| row.name.clone()).collect();
            (names.join(", "), page.total, page.matched_spans)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(listed("", "op:GET /cart", false), ("GET /cart".to_owned(), 1, 5));
    assert_eq!(listed("postgresql", "op:GET /cart;duration:1ms..", false), ("GET /cart".to_owned(), 1, 2));
    assert_eq!(listed("", "duration:..1ns", false), (String::new(), 0, 0));
    assert_eq!(asked("", "p99..p1", false).map_err(|failure| failure.code), Err("query".to_owned()));
    // A percentile is that of the cohort, not of what the search left of it.
    assert_eq!(
        listed("{ name = `place order` }", "p100..", true).1
            + listed("{ name = `GET /cart` }", "p100..", true).1,
        1
    );
}

#[test]
fn fields_are_columns_and_the_list_can_be_sorted_by_them() {
    let fields = vec![".rows".to_owned(), "duration".to_owned(), ".tags".to_owned(), "no \"name".to_owned()];
    let cells = |query: TracesQuery| page(query).rows.into_iter().map(|row| row.cells).collect::<Vec<_>>();
    let cell = |text: &str, more| Cell { text: Some(text.to_owned()), more };
    let by_duration = TraceColumn::Field("duration".to_owned());
    let query = TracesQuery { fields, sort: by_duration, descending: true, ..all() };
    let found = cells(TracesQuery { limit: 1, ..query.clone() });
    assert_eq!(found, [vec![cell("3", 0), cell("100 ms", 4), cell("a, 7", 0), Cell::default()]]);
    let found = cells(TracesQuery { selection: searched("{ kind = client }").selection, ..query });
    assert_eq!(found[0][1], cell("30 ms", 1));
}

#[test]
fn marked_traces_come_in_their_order() {
    let marked = |ids: &[&str]| {
        let trace_ids = ids.iter().map(|id| (*id).to_owned()).collect();
        match ask(&mut shop(), Request::Marked { trace_ids }) {
            Ok(Reply::Marked { rows }) => rows.into_iter().map(|row| row.name).collect::<Vec<_>>().join(", "),
            other => panic!("{other:?}"),
        }
    };
    let order = page(all()).rows[1].trace_id.clone();
    assert_eq!(marked(&[&order, "unknown", CART]), "place order, GET /cart");
}
