use super::{CART, ask, engine, shop};
use crate::support::generate;
use spanscope::{
    engine::Engine,
    protocol::{
        groups::{GroupColumn, GroupRow, GroupsPage, GroupsQuery},
        request::{Failure, Reply, Request, SpanRef},
        traces::TracesQuery,
        waterfall::FindQuery,
    },
};

fn query() -> GroupsQuery {
    GroupsQuery { trace_id: CART.to_owned(), limit: 100, ..GroupsQuery::default() }
}

fn try_groups(engine: &mut Engine, query: GroupsQuery) -> Result<GroupsPage, Failure> {
    match ask(engine, Request::Groups(query))? {
        Reply::Groups(page) => Ok(page),
        other => panic!("{other:?}"),
    }
}

fn groups(query: GroupsQuery) -> GroupsPage {
    try_groups(&mut shop(), query).expect("groups")
}

/// The values of a group, `–` where there is none.
fn label(row: &GroupRow) -> String {
    let texts: Vec<&str> = row.values.iter().map(|value| value.as_deref().unwrap_or("–")).collect();
    texts.join(" ")
}

fn labels(page: &GroupsPage) -> Vec<String> {
    page.rows.iter().map(label).collect()
}

#[test]
fn by_default_operations_are_told_apart_and_the_largest_part_of_the_path_stands_first() {
    let page = groups(GroupsQuery { descending: true, ..query() });
    let all =
        ["cart SELECT prices", "cart SELECT items", "web load cart", "cart lost child", "web GET /cart"];
    assert_eq!(labels(&page), all);
    assert_eq!((page.total, page.spans), (5, 5));
    let prices = &page.rows[0];
    assert_eq!((prices.spans, prices.errors, prices.total_ns, prices.p50_ns), (1, 1, 45_000_000, 45_000_000));
    assert_eq!(
        (prices.service.is_some(), prices.find.as_str()),
        (true, r#"{ resource.service.name = "cart" && name = "SELECT prices" }"#)
    );
    assert_eq!(page.critical_ns, page.rows.iter().map(|row| row.critical_ns).sum::<i64>());
}

#[test]
fn any_fields_make_groups() {
    let by = |by: &str| groups(GroupsQuery { by: by.to_owned(), sort: GroupColumn::Group, ..query() });
    assert_eq!(labels(&by("resource.service.name")), ["cart", "web"]);
    assert_eq!(labels(&by("kind")), ["internal", "server", "client"]);
    assert_eq!(labels(&by("span.db.system.name")), ["–", "postgresql"]);
    assert_eq!(
        labels(&by("kind, status")),
        ["internal unset", "server error", "client error", "client unset"]
    );
    let tags = by("span.tags");
    assert_eq!(labels(&tags), ["–", r#"["a", 7]"#]);
    assert_eq!(tags.rows[1].find, r#"{ span.tags = "a" && span.tags = 7 }"#);
    assert_eq!(tags.rows[0].service, None, "of several services");
}

#[test]
fn what_is_nothing_to_group_by_is_told() {
    for by in ["", ")", "{", "name) | by(kind", "nonsense"] {
        let reply = try_groups(&mut shop(), GroupsQuery { by: by.to_owned(), ..query() });
        match reply {
            Ok(page) => assert_eq!((by, page.total), ("", 5)),
            Err(failure) => assert!(failure.code == "query" && failure.message.contains(by), "{failure:?}"),
        }
    }
}

#[test]
fn every_column_sorts_both_ways_and_pages_go_on() {
    use GroupColumn::{Critical, Errors, Group, OwnTime, P50, P95, Share, Spans, Total};
    let mut engine = shop();
    for sort in [Group, Spans, Total, OwnTime, Critical, Share, P50, P95, Errors] {
        let mut ask = |descending, offset, limit| {
            let query = GroupsQuery { sort, descending, offset, limit, ..query() };
            try_groups(&mut engine, query).expect("groups").rows
        };
        let key = |row: &GroupRow| match sort {
            Group => i64::from(row.values[0].as_deref() == Some("web")),
            Spans => i64::from(row.spans),
            Total => row.total_ns,
            OwnTime => row.self_ns,
            Critical | Share => row.critical_ns,
            P50 => row.p50_ns,
            P95 => row.p95_ns,
            Errors => i64::from(row.errors),
        };
        let (up, down) = (ask(false, 0, 100), ask(true, 0, 100));
        assert!(up.is_sorted_by_key(key), "{sort:?}");
        assert!(down.iter().rev().is_sorted_by_key(key), "{sort:?}");
        assert_eq!([ask(true, 0, 2), ask(true, 2, 100)].concat(), down, "{sort:?}");
    }
}

#[test]
fn a_part_of_the_trace_has_its_own_groups() {
    let page =
        groups(GroupsQuery { focus: Some(SpanRef::Id("2".to_owned())), sort: GroupColumn::Group, ..query() });
    assert_eq!(labels(&page), ["cart SELECT items", "cart SELECT prices", "web load cart"]);
}

/// The search of a group finds its spans, all of them and no others, whatever the values are.
#[test]
fn the_search_of_a_group_finds_its_spans() {
    let (traces, seed) = generate::SAMPLE;
    let mut json = Vec::new();
    generate::shop(traces / 8, seed).write_otlp(&mut json).expect("a Vec takes all");
    let mut engine = engine(&[("sample.json", &String::from_utf8(json).expect("JSON is text"))]);
    let list = TracesQuery { limit: 3, descending: true, ..TracesQuery::default() };
    let Ok(Reply::Traces(list)) = ask(&mut engine, Request::Traces(list)) else { panic!("a list") };
    let mut groups = 0;
    for trace in list.rows {
        for by in [
            "",
            "resource.host.name",
            "kind",
            "status",
            ".http.response.status_code",
            "span.db.query.text",
            "event.exception.type",
            "duration",
        ] {
            let query = GroupsQuery {
                trace_id: trace.trace_id.clone(),
                by: by.to_owned(),
                limit: 1_000,
                ..GroupsQuery::default()
            };
            let page = try_groups(&mut engine, query).expect("groups");
            assert_eq!(page.spans, trace.spans);
            for row in page.rows {
                let find = FindQuery {
                    trace_id: trace.trace_id.clone(),
                    find: row.find.clone(),
                    ..FindQuery::default()
                };
                let Ok(Reply::Found(found)) = ask(&mut engine, Request::Find(find)) else {
                    panic!("{}", row.find)
                };
                assert_eq!(found.total, row.spans as usize, "{}", row.find);
                groups += 1;
            }
        }
    }
    assert!(groups > 100, "{groups}");
}
