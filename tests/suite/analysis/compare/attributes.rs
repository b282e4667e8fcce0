use super::compared;
use crate::support::plain::{self, Event, Plain, Span};
use spanscope::analysis::compare::{cohorts::Cohorts, sentence};

fn text(key: &str, value: &str) -> (String, Plain) {
    (key.to_owned(), Plain::Text(value.to_owned()))
}

fn span(trace: usize) -> Span {
    Span {
        trace: trace as u128 + 1,
        id: 1,
        start_ns: trace as i64 * 1_000,
        length_ns: 100,
        name: "GET /".to_owned(),
        ..Span::default()
    }
}

/// What is found when `say` makes the traces, `slow` of which are slow and stand first: `key = value slow/fast`.
fn found(slow: usize, fast: usize, say: impl Fn(&mut Span, usize, bool)) -> Vec<String> {
    let spans: Vec<Span> = (0..slow + fast)
        .map(|at| {
            let mut span = span(at);
            say(&mut span, at, at < slow);
            span
        })
        .collect();
    let store = plain::store(&spans);
    let (slow, fast) = store.traces().partition(|trace| (trace.0 as usize) < slow);
    let (index, comparison) = compared(&store, &Cohorts::new(slow, fast, false));
    let comparison = comparison.expect("both sides hold traces");
    let told = comparison.findings.iter().map(|finding| {
        let name = |what| sentence::name(&store, &index.units, what);
        let equivalent: Vec<String> =
            finding.equivalent.iter().map(|&what| format!(" ~ {}", name(what))).collect();
        format!("{} {}/{}{}", name(finding.what), finding.slow.of, finding.fast.of, equivalent.concat())
    });
    told.collect()
}

#[test]
fn what_slow_traces_have_more_often_is_found_with_its_equivalents() {
    let found = found(20, 60, |span, at, slow| {
        let new = slow || at % 15 == 0;
        span.resource = vec![text("service.version", if new { "2" } else { "1" })];
        span.attributes = vec![
            text("commit", if new { "b" } else { "a" }),
            text("zone", ["x", "y", "z"][at % 3]),
            text("request.id", &format!("r-{at:x}-{}", at * 7919)),
            text("constant", "same"),
        ];
    });
    assert_eq!(found, ["service.version = 2 20/4 ~ commit = b"]);
}

#[test]
fn flags_count_by_their_variant() {
    let found = found(20, 40, |span, _, slow| {
        let variant = if slow { "new" } else { "old" };
        span.events = vec![Event {
            name: "feature_flag.evaluation".to_owned(),
            attributes: vec![
                text("feature_flag.key", "checkout"),
                text("feature_flag.result.variant", variant),
            ],
            ..Event::default()
        }];
    });
    assert_eq!(found, ["flag checkout = new 20/0"]);
}

#[test]
fn numbers_are_compared_as_distributions_even_when_each_is_another() {
    let found = found(20, 60, |span, at, slow| {
        let size = if slow { 90_000 + at as i64 * 31 } else { 1_000 + at as i64 * 17 };
        span.attributes = vec![("payload.size".to_owned(), Plain::Int(size))];
    });
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("payload.size > ") && found[0].ends_with(" 20/0"), "{found:?}");
}

#[test]
fn codes_are_told_apart_one_by_one() {
    let found = found(20, 60, |span, at, slow| {
        let code = if slow { 503 } else { [200, 200, 404][at % 3] };
        span.attributes = vec![("http.response.status_code".to_owned(), Plain::Int(code))];
    });
    assert_eq!(found, ["http.response.status_code = 503 20/0"]);
}

#[test]
fn durations_and_people_explain_nothing() {
    let found = found(20, 60, |span, _, slow| {
        let word = if slow { "a" } else { "b" };
        span.attributes = vec![text("app.duration", word), text("user.id", word), text("tenant", word)];
    });
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn paths_have_a_folded_twin() {
    let found = found(20, 60, |span, at, slow| {
        let path = if slow { format!("/orders/{at}") } else { format!("/carts/{at}") };
        span.attributes = vec![text("url.path", &path)];
    });
    assert_eq!(found, ["url.path = /orders/{id} 20/0"]);
}

#[test]
fn what_the_slow_ones_lack_is_told_with_the_key() {
    let found = found(20, 60, |span, _, slow| {
        if !slow {
            span.attributes = vec![text("cache", "hit")];
        }
    });
    assert_eq!(found, ["cache = hit 0/60"]);
}

#[test]
fn few_traces_are_told_with_fishers_probability() {
    let mut spans: Vec<Span> = (0..20).map(span).collect();
    for (at, span) in spans.iter_mut().enumerate() {
        span.attributes = vec![text("version", if at < 3 { "2" } else { "1" })];
    }
    let store = plain::store(&spans);
    let (slow, fast) = store.traces().partition(|trace| trace.0 < 3);
    let cohorts = Cohorts::new(slow, fast, false);
    let (index, comparison) = compared(&store, &cohorts);
    let comparison = comparison.expect("both sides hold traces");
    assert!(cohorts.is_tentative());
    assert!((comparison.findings[0].q - 1.0 / 1_140.0).abs() < 1e-9);
    assert_eq!(
        sentence::sentence(&store, &index, &cohorts, &comparison),
        "Few traces: tentative. Both take 100 ns on average. Goes together with version = 2 (in 3 of 3 slow, 0 of 17 fast)"
    );
}

#[test]
fn a_value_among_several_of_a_trace_is_found() {
    let mut spans = Vec::new();
    for at in 0..80 {
        let version = if at < 20 || at % 20 == 0 { "2" } else { "1" };
        spans.push(Span {
            resource: vec![text("service.version", "7"), text("service.name", "web")],
            ..span(at)
        });
        spans.push(Span {
            id: 2,
            parent: 1,
            length_ns: 50,
            resource: vec![text("service.version", version), text("service.name", "cart")],
            ..span(at)
        });
    }
    let store = plain::store(&spans);
    let (slow, fast) = store.traces().partition(|trace| trace.0 < 20);
    let (index, comparison) = compared(&store, &Cohorts::new(slow, fast, false));
    let comparison = comparison.expect("both sides hold traces");
    let first = comparison.findings.first().expect("a finding");
    assert_eq!(sentence::name(&store, &index.units, first.what), "service.version = 2");
    assert_eq!((first.slow.of, first.fast.of), (20, 3));
}
