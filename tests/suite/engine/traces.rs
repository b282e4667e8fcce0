use super::{CART, ask, shop};
use spanscope::protocol::{
    request::{Reply, Request},
    traces::{TraceHead, TraceSort, TracesPage, TracesQuery},
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
    let second = page(TracesQuery { offset: 1, limit: 1, ..all() });
    assert_eq!((second.total, second.offset, second.rows[0].name.as_str()), (2, 1, "place order"));
    let fewest = page(TracesQuery { sort: TraceSort::Spans, ..all() });
    assert_eq!(fewest.rows[0].name, "place order");
    for sort in [TraceSort::Latency, TraceSort::Errors, TraceSort::Services, TraceSort::Spans] {
        let most = page(TracesQuery { sort, descending: true, ..all() });
        assert_eq!(most.rows[0].name, "GET /cart", "{sort:?}");
    }
}

#[test]
fn words_filter_and_count() {
    let found = page(TracesQuery { q: "postgresql".to_owned(), ..all() });
    assert_eq!((found.total, found.rows[0].matched), (1, 2));
    let none = page(TracesQuery { q: "nowhere".to_owned(), ..all() });
    assert_eq!((none.total, none.longest_ns), (0, 0));
}

#[test]
fn a_wrong_query_says_where() {
    let query = TracesQuery { q: "{ name = }".to_owned(), ..all() };
    let failure = ask(&mut shop(), Request::Traces(query)).expect_err("no query");
    assert_eq!((failure.code.as_str(), failure.at), ("query", Some(9)));
}

#[test]
fn the_head_of_a_trace() {
    let head = |id: &str| ask(&mut shop(), Request::Trace { trace_id: id.to_owned() });
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
