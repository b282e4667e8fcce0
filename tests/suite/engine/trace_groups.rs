use super::{ask, shop};
use spanscope::{
    engine::Engine,
    protocol::{
        request::{Failure, Reply, Request},
        trace_groups::{TraceGroup, TraceGroupColumn, TraceGroupsPage, TraceGroupsQuery},
        traces::{Selection, TracesQuery},
    },
    state::grouping::search_of,
};

fn query(by: &str) -> TraceGroupsQuery {
    TraceGroupsQuery { by: by.to_owned(), descending: true, limit: 50, ..TraceGroupsQuery::default() }
}

fn groups(engine: &mut Engine, query: TraceGroupsQuery) -> Result<TraceGroupsPage, Failure> {
    match ask(engine, Request::TraceGroups(query))? {
        Reply::TraceGroups(page) => Ok(page),
        other => panic!("{other:?}"),
    }
}

fn page(query: TraceGroupsQuery) -> TraceGroupsPage {
    groups(&mut shop(), query).expect("groups")
}

fn names(page: &TraceGroupsPage) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    page.rows.iter().map(|row| row.values.iter().map(text).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_row_says_what_the_group_is() {
    let page = page(TraceGroupsQuery { sort: TraceGroupColumn::Errors, ..query("root") });
    assert_eq!(
        (page.total, page.distinct, page.traces, page.matched_spans, page.in_several),
        (2, 2, 2, 7, 0)
    );
    let TraceGroup { values, service, conditions, traces, errors, partial, p50_ns, p95_ns, p99_ns } =
        &page.rows[0];
    assert_eq!(*values, [Some("web".to_owned()), Some("GET /cart".to_owned())]);
    assert_eq!((*service, *traces, *errors, *partial), (Some(2), 1, 1, 0));
    let conditions = conditions.clone().unwrap_or_default();
    assert_eq!(conditions, ["rootServiceName = \"web\"", "rootName = \"GET /cart\""]);
    assert_eq!([*p50_ns, *p95_ns, *p99_ns], [Some(100_000_000); 3]);
}

#[test]
fn every_column_sorts_and_those_without_a_value_come_last() {
    let sorted = |sort, descending| names(&page(TraceGroupsQuery { sort, descending, ..query("name") }));
    let by_value = sorted(TraceGroupColumn::Value, false);
    let mut expected = by_value.clone();
    expected.sort();
    assert_eq!(by_value, expected);
    assert_eq!(sorted(TraceGroupColumn::Value, true), expected.into_iter().rev().collect::<Vec<_>>());
    for descending in [false, true] {
        let by_system = page(TraceGroupsQuery { descending, ..query(".db.system.name") });
        assert_eq!(names(&by_system), ["postgresql", "-"]);
    }
}

#[test]
fn pages_and_what_is_no_grouping() {
    let mut engine = shop();
    let second =
        groups(&mut engine, TraceGroupsQuery { offset: 1, limit: 1, ..query("name") }).expect("groups");
    assert_eq!((second.offset, second.rows.len()), (1, 1));
    let failure = groups(&mut engine, query("span.\"a")).expect_err("no name");
    assert_eq!(failure.code, "query");
    let wrong = Selection { q: "{ name = }".to_owned(), ..Selection::default() };
    assert_eq!(
        groups(&mut engine, TraceGroupsQuery { selection: wrong, ..query("name") }).expect_err("wrong").at,
        Some(9)
    );
}

/// Opening a group lists as many traces as it says, whatever was searched for before.
#[test]
fn a_group_is_opened_by_a_search() {
    let mut engine = shop();
    for q in ["", "{ kind != server }", "cart", "{ } | count() > 1", "{ true } >> { true }"] {
        for by in
            ["root", "service", "operation", "name", "kind", ".rows", ".http.response.status_code", ".tags"]
        {
            let selection = Selection { q: q.to_owned(), ..Selection::default() };
            let page = groups(&mut engine, TraceGroupsQuery { selection, ..query(by) }).expect("groups");
            for row in &page.rows {
                let Some(conditions) = &row.conditions else { continue };
                let q = search_of(q, conditions).expect("a search");
                let selection = Selection { q: q.clone(), ..Selection::default() };
                let list = TracesQuery { selection, limit: 1, ..TracesQuery::default() };
                let Ok(Reply::Traces(list)) = ask(&mut engine, Request::Traces(list)) else { panic!("{q}") };
                assert_eq!(list.total, row.traces, "{q}");
            }
        }
    }
}
