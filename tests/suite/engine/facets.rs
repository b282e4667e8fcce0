//! The facets of the small shop.

use super::{ask, shop};
use spanscope::{
    engine::Engine,
    protocol::{
        facets::{Facet, FacetValuesQuery, Facets},
        request::{Reply, Request},
        traces::{Selection, TraceColumn, TracesQuery},
    },
};

fn of(q: &str) -> Selection {
    Selection { q: q.to_owned(), ..Selection::default() }
}

fn facets(engine: &mut Engine, q: &str) -> Facets {
    match ask(engine, Request::Facets(of(q))) {
        Ok(Reply::Facets(facets)) => facets,
        other => panic!("{other:?}"),
    }
}

fn values(facet: &Facet) -> Vec<(&str, &str, usize)> {
    facet.values.iter().map(|value| (value.value.as_str(), value.label.as_str(), value.traces)).collect()
}

fn facet<'a>(facets: &'a Facets, name: &str) -> &'a Facet {
    facets.facets.iter().find(|facet| facet.name == name).unwrap_or_else(|| panic!("{name}: {facets:?}"))
}

#[test]
fn services_operations_statuses_and_kinds_come_first() {
    let facets = facets(&mut shop(), "");
    assert_eq!(facets.traces, 2);
    let names: Vec<&str> = facets.facets.iter().take(4).map(|facet| facet.name.as_str()).collect();
    assert_eq!(names, ["resource.service.name", "name", "status", "kind"]);
    assert_eq!(values(facet(&facets, "status")), [("unset", "unset", 2), ("error", "error", 1)]);
    // Of seven operations six.
    assert_eq!((facet(&facets, "name").distinct, facet(&facets, "name").values.len()), (7, 6));
}

#[test]
fn counts_are_of_the_traces_that_match() {
    let mut engine = shop();
    let all = facets(&mut engine, "");
    let errors = facets(&mut engine, "{ status = error }");
    assert!(errors.traces < all.traces);
    assert_eq!(values(facet(&errors, "status")), [("error", "error", 1)]);
    for facet in &all.facets {
        for value in &facet.values {
            let q = format!("{{ {} = {} }}", facet.name, value.value);
            assert_eq!(facets_total(&mut engine, &q), value.traces, "{q}");
        }
    }
}

fn facets_total(engine: &mut Engine, q: &str) -> usize {
    match ask(engine, Request::Traces(TracesQuery { selection: of(q), ..TracesQuery::default() })) {
        Ok(Reply::Traces(page)) => page.total,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_facet_gives_more_values_and_those_with_some_letters() {
    let mut engine = shop();
    let mut more = |name: &str, having: &str, limit| {
        let query = FacetValuesQuery { of: of(""), name: name.to_owned(), having: having.to_owned(), limit };
        match ask(&mut engine, Request::FacetValues(query)) {
            Ok(Reply::FacetValues(facet)) => facet,
            other => panic!("{other:?}"),
        }
    };
    let all = more("name", "", 100);
    assert_eq!(all.distinct, all.values.len());
    let few = more("name", "", 1);
    assert_eq!((few.distinct, few.values.len()), (all.distinct, 1));
    let cart = more("name", "CART", 100);
    assert!(cart.values.iter().all(|value| value.label.to_lowercase().contains("cart")), "{cart:?}");
    assert_eq!(cart.distinct, cart.values.len());
    assert_eq!(more("span.nowhere", "", 9).distinct, 0);
}

#[test]
fn getting_ready_changes_nothing() {
    let mut engine = shop();
    assert_eq!(ask(&mut engine, Request::PrepareFacets), Ok(Reply::Prepared { is_all: true }));
    assert_eq!(facets(&mut engine, "{ status = error }"), facets(&mut shop(), "{ status = error }"));
}

#[test]
fn the_list_keeps_its_order_and_a_wrong_query_fails() {
    let mut engine = shop();
    let query = TracesQuery { selection: of("cart"), sort: TraceColumn::Spans, ..TracesQuery::default() };
    let page = |engine: &mut Engine| ask(engine, Request::Traces(query.clone()));
    let before = page(&mut engine);
    assert!(matches!(ask(&mut engine, Request::Facets(of("cart"))), Ok(Reply::Facets(_))));
    assert_eq!(page(&mut engine), before);
    let failure = ask(&mut engine, Request::Facets(of("{ name = }"))).expect_err("no query");
    assert_eq!(failure.code, "query");
}
