//! Each story of the truth, found again in the store.

use super::{READ_SAMPLE, attribute, find, find_trace, operation, resource_attribute};
use spanscope::{
    analysis::derived::Derived,
    base::time::MS,
    model::{
        ids::{SpanIx, TraceIx},
        span::{Kind, Status},
        store::Store,
        value::ValueRef,
    },
};

const SECOND: i64 = 1_000 * MS;

/// The traces whose root is this operation, partial ones left out.
fn traces_of(store: &Store, (service, name): (&str, &str)) -> Vec<TraceIx> {
    let is_one = |trace: &TraceIx| {
        let trace = store.trace(*trace);
        !trace.partial && operation(store, trace.root) == (service, name)
    };
    store.traces().filter(is_one).collect()
}

/// The value that this share of all values does not exceed (nearest rank).
fn quantile(mut values: Vec<i64>, share: f64) -> i64 {
    values.sort_unstable();
    values[((values.len() as f64 * share).ceil() as usize).clamp(1, values.len()) - 1]
}

#[test]
fn the_slow_cohort_is_slow_and_comes_of_one_build() {
    let (store, truth) = (&READ_SAMPLE.store, &READ_SAMPLE.truth.slow_cohort);
    let slow: Vec<TraceIx> = truth.traces.iter().map(|&id| find_trace(store, id)).collect();
    let all = traces_of(store, truth.operation);
    let others: Vec<TraceIx> = all.iter().copied().filter(|trace| !slow.contains(trace)).collect();
    assert_eq!(slow.len() + others.len(), all.len(), "the slow are of that operation");
    let part = slow.len() as f64 / all.len() as f64;
    assert!((0.05..0.07).contains(&part), "{part}");
    let others_p95_ns = quantile(others.iter().map(|&trace| store.latency_ns(trace)).collect(), 0.95);
    let of_cause = |trace: TraceIx| {
        store.spans_of(trace).any(|span| {
            operation(store, span).0 == truth.cause.0
                && resource_attribute(store, span, "service.version") == Some(ValueRef::Text(truth.cause.1))
        })
    };
    for &trace in &slow {
        assert!(store.latency_ns(trace) > 3 * others_p95_ns);
        assert!(of_cause(trace));
        let cold = |span| {
            operation(store, span) == ("cart", "SELECT cart_item")
                && 2 * store.duration_ns(span) > store.latency_ns(trace)
        };
        assert!(store.spans_of(trace).any(cold), "the query takes most of it");
        let missed = |span| attribute(store, span, "app.cache.hit") == Some(ValueRef::Bool(false));
        assert!(store.spans_of(trace).any(missed));
    }
    let misled = others.iter().filter(|&&trace| of_cause(trace)).count();
    assert!(misled > 0 && misled < slow.len(), "{misled} fast ones of the build: it alone is not enough");
    for &(key, value) in &truth.innocent {
        let share = |traces: &[TraceIx]| {
            let has = |&&trace: &&TraceIx| {
                store.spans_of(trace).any(|span| {
                    [attribute(store, span, key), resource_attribute(store, span, key)]
                        .contains(&Some(ValueRef::Text(value)))
                })
            };
            traces.iter().filter(has).count() as f64 / traces.len() as f64
        };
        assert!(share(&slow) > share(&others) + 0.2, "{key} goes together with it");
        assert!(share(&others) > 0.1, "{key} is met elsewhere too");
    }
}

#[test]
fn a_fast_endpoint_has_a_terrible_p99() {
    let (store, truth) = (&READ_SAMPLE.store, &READ_SAMPLE.truth.tail);
    let latencies: Vec<i64> =
        traces_of(store, truth.operation).into_iter().map(|trace| store.latency_ns(trace)).collect();
    let (median_ns, p99_ns) = (quantile(latencies.clone(), 0.5), quantile(latencies, 0.99));
    assert!(median_ns < 20 * MS && p99_ns > SECOND, "{median_ns} {p99_ns}");
    for &id in &truth.traces {
        assert!(store.latency_ns(find_trace(store, id)) > SECOND);
    }
}

#[test]
fn repeated_queries_are_equal_children_one_after_another() {
    let (store, truth) = (&READ_SAMPLE.store, &READ_SAMPLE.truth);
    for repeat in &truth.repeats {
        let parent = find(store, repeat.parent);
        let calls: Vec<SpanIx> =
            store.children(parent).filter(|&span| operation(store, span).1 == repeat.name).collect();
        assert_eq!(calls.len(), repeat.calls);
        let text = attribute(store, calls[0], "db.query.text");
        assert!(text.is_some() && calls.iter().all(|&call| attribute(store, call, "db.query.text") == text));
        assert!(calls.windows(2).all(|pair| store.start_ns(pair[1]) >= store.end_ns(pair[0])));
        let total_ns: i64 = calls.iter().map(|&call| store.duration_ns(call)).sum();
        let root = store.trace(store.trace_of(parent)).root;
        assert!(calls.len() >= 5 && 10 * total_ns >= store.duration_ns(root), "worth a finding");
    }
    assert!(truth.repeats.iter().any(|repeat| repeat.calls == 41));
}

#[test]
fn failed_checkouts_begin_with_a_401_far_below() {
    let (store, truth) = (&READ_SAMPLE.store, &READ_SAMPLE.truth);
    let code = |span| attribute(store, span, "http.response.status_code");
    for failure in &truth.failures {
        let origin = find(store, failure.origin);
        assert_eq!(operation(store, origin).0, "auth");
        assert_eq!((store.kind(origin), store.status(origin)), (Kind::Server, Status::Unset));
        assert_eq!(code(origin), Some(ValueRef::Int(401)));
        assert_eq!(attribute(store, origin, "error.type"), Some(ValueRef::Text("token_expired")));
        let above = std::iter::successors(store.parent(origin), |&span| store.parent(span));
        let chain: Vec<_> =
            above.map(|span| (operation(store, span).0, store.kind(span), code(span))).collect();
        let (unauthorized, broken) = (Some(ValueRef::Int(401)), Some(ValueRef::Int(500)));
        assert_eq!(
            chain,
            [
                ("orders", Kind::Client, unauthorized),
                ("orders", Kind::Server, unauthorized),
                ("gateway", Kind::Client, unauthorized),
                ("gateway", Kind::Server, unauthorized),
                ("frontend", Kind::Client, unauthorized),
                ("frontend", Kind::Server, broken),
                ("web-storefront", Kind::Client, broken),
                ("web-storefront", Kind::Internal, None),
            ]
        );
        for span in std::iter::successors(store.parent(origin), |&span| store.parent(span)) {
            let unset = store.kind(span) == Kind::Server && code(span) == unauthorized;
            assert_eq!(store.status(span), if unset { Status::Unset } else { Status::Error });
        }
    }
}

#[test]
fn handled_errors_leave_the_root_well() {
    let (store, truth) = (&READ_SAMPLE.store, &READ_SAMPLE.truth);
    let derived = Derived::of_store(store);
    for failure in &truth.handled {
        let origin = find(store, failure.origin);
        assert!(derived.is_error(origin), "{}", failure.story);
        assert!(store.children(origin).next().is_none());
        assert!(!derived.is_error(store.trace(store.trace_of(origin)).root), "{}", failure.story);
    }
    let told: Vec<SpanIx> =
        truth.handled.iter().chain(&truth.failures).map(|failure| find(store, failure.origin)).collect();
    for trace in store.traces().filter(|trace| derived.errors_of_trace[trace.0 as usize] > 0) {
        assert!(store.spans_of(trace).any(|span| told.contains(&span)), "no error is left untold");
    }
}

#[test]
fn a_payment_is_tried_again() {
    let (store, truth) = (&READ_SAMPLE.store, &READ_SAMPLE.truth);
    for failure in truth.handled.iter().filter(|failure| failure.story.contains("payment")) {
        let first = find(store, failure.origin);
        let parent = store.parent(first).expect("the payment service");
        let again = store.children(parent).find(|&span| span > first).expect("a second try");
        assert_eq!(attribute(store, again, "http.request.resend_count"), Some(ValueRef::Int(1)));
        assert_eq!(attribute(store, again, "http.response.status_code"), Some(ValueRef::Int(200)));
    }
}

#[test]
fn jobs_run_on_after_their_request() {
    let (store, truth) = (&READ_SAMPLE.store, &READ_SAMPLE.truth);
    let (mut here, mut elsewhere) = (0, 0);
    for job in &truth.jobs {
        let (producer, consumer) = (find(store, job.producer), find(store, job.consumer));
        assert_eq!((store.kind(producer), store.kind(consumer)), (Kind::Producer, Kind::Consumer));
        assert!(store.start_ns(consumer) > store.end_ns(producer) + SECOND, "it waited in a queue");
        let links_back = store.links(consumer).any(|link| link.span_id == store.span_id(producer));
        assert!(links_back);
        let root = store.trace(store.trace_of(producer)).root;
        if store.trace_of(consumer) == store.trace_of(producer) {
            here += 1;
            assert_eq!(store.parent(consumer), Some(producer));
            assert!(store.end_ns(consumer) > store.end_ns(root) + SECOND);
        } else {
            elsewhere += 1;
            assert_eq!(store.parent(consumer), None);
        }
    }
    assert!(here > 10 && elsewhere > 10, "{here} {elsewhere}");
    assert!(store.spans().any(|span| store.links(span).len() == 3), "some mails are sent together");
}

#[test]
fn one_hosts_clock_is_ahead() {
    let (store, (host, ahead_ns)) = (&READ_SAMPLE.store, READ_SAMPLE.truth.skew);
    let host_of = |span| resource_attribute(store, span, "host.name");
    let (mut on_it, mut elsewhere) = (0, 0);
    for span in store.spans().filter(|&span| store.kind(span) == Kind::Server) {
        let Some(parent) = store.parent(span) else { continue };
        if host_of(parent).is_none() || host_of(parent) == host_of(span) {
            continue;
        }
        let middle_ns = |span| store.start_ns(span) + store.duration_ns(span) / 2;
        let seen_ns = middle_ns(span) - middle_ns(parent);
        let true_ns = if host_of(span) == Some(ValueRef::Text(host)) {
            on_it += 1;
            ahead_ns as i64
        } else {
            elsewhere += 1;
            0
        };
        assert!((seen_ns - true_ns).abs() < 2 * MS, "{seen_ns} {:?}", operation(store, span));
    }
    assert!(on_it >= 5 && elsewhere > 500, "{on_it} {elsewhere}");
}

#[test]
fn calls_that_lose_their_context_start_traces_of_their_own() {
    let (store, truth) = (&READ_SAMPLE.store, &READ_SAMPLE.truth);
    for call in &truth.broken_calls {
        let (client, server) = (find(store, call.client), find(store, call.server));
        assert_eq!(operation(store, client).0, truth.context_dropping_service);
        assert_eq!((store.kind(client), store.kind(server)), (Kind::Client, Kind::Server));
        assert!(store.children(client).next().is_none(), "no server half");
        assert_eq!(store.parent(server), None);
        assert_ne!(store.trace_of(client), store.trace_of(server));
        let peer = ValueRef::Text(operation(store, server).0);
        assert_eq!(attribute(store, client, "service.peer.name"), Some(peer));
        assert!(store.start_ns(server) >= store.start_ns(client));
        assert!(store.end_ns(server) <= store.end_ns(client));
    }
}
