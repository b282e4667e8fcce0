//! What is a health check, and how the search leaves it out.

use crate::support::plain::{self, Plain, Span};
use proptest::prelude::*;
use spanscope::{
    model::ids::SpanIx,
    query::reading::read,
    search::{columns::Columns, spans::matching},
    state::health::{are_hidden, toggled},
};

fn span(trace: u128, id: u64, parent: u64, name: &str) -> Span {
    Span { trace, id, parent, name: name.to_owned(), ..Span::default() }
}

/// The names of the spans that a search finds.
fn found(spans: &[Span], search: &str) -> Vec<String> {
    let store = plain::store(spans);
    let reading = read(search);
    assert_eq!(reading.refusal(), None);
    let bits = matching(&store, &mut Columns::default(), &reading.query, None).expect("an answer");
    bits.ones().map(|row| store.text(store.name(SpanIx(row as u32))).to_owned()).collect()
}

#[test]
fn health_checks_are_told_by_name_route_and_path() {
    let checks = [
        "GET /health",
        "/healthz",
        "HTTP GET /livez",
        "GET /readyz",
        "/ping",
        "GET /metrics",
        "GET /actuator/health",
        "GET /health/live",
        "/health/readiness/",
        "GET /healthcheck",
        "grpc.health.v1.Health/Check",
        "/grpc.health.v1.Health/Watch",
    ];
    let others =
        ["GET /cart", "PING", "GET /healthcare", "GET /metrics/daily", "GET /pingpong", "health", ""];
    let spans: Vec<Span> =
        checks.iter().chain(&others).zip(1..).map(|(name, trace)| span(trace, 1, 0, name)).collect();
    assert_eq!(found(&spans, &toggled("").expect("a search")), others);
    for key in ["http.route", "url.path"] {
        let mut check = span(1, 1, 0, "GET");
        check.attributes = vec![(key.to_owned(), Plain::Text("/readyz".to_owned()))];
        assert!(found(&[check], &toggled("").expect("a search")).is_empty(), "{key}");
    }
}

#[test]
fn the_whole_trace_of_one_is_left_out_and_orphans_stay() {
    let spans = [
        span(1, 1, 0, "GET /healthz"),
        span(1, 2, 1, "SELECT 1"),
        span(2, 1, 0, "GET /cart"),
        span(2, 2, 1, "GET /healthz"),
        span(3, 1, 77, "orphan"),
    ];
    assert_eq!(found(&spans, &toggled("").expect("a search")), ["GET /cart", "orphan"]);
}

#[test]
fn it_goes_with_any_search_and_comes_out_again() {
    for search in ["", "cart", "cart -redis status=error", "{ status = error }", "{ .a = 1 } >> { .b = 2 }"] {
        let hidden = toggled(search).expect("a search");
        assert!(are_hidden(&hidden) && !are_hidden(search), "{hidden}");
        assert_eq!(toggled(&hidden).as_deref(), Some(search));
    }
    assert_eq!(toggled("{ status = }"), None);
}

proptest! {
    #[test]
    fn nothing_else_changes(search in any::<String>()) {
        if let Some(hidden) = toggled(&search) {
            prop_assert!(are_hidden(&hidden) != are_hidden(&search), "{}", hidden);
        }
    }
}
