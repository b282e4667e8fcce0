//! The truth of twenty shops against what the analyses say of them. Services are renamed at random, so that nothing
//! but the spans tells what is wrong.

use super::{READ_SAMPLE, Sample, find, find_trace, operation};
use crate::{
    formats::read,
    support::{
        generate::{shop, truth::Place},
        random::shuffled,
    },
};
use spanscope::{
    analysis::{
        answer::{Answer, Answerer, Part, PartKind},
        derived::Derived,
        flow::Flows,
        repeats::{self, Reading, RepeatKind},
        siblings::Siblings,
    },
    model::{ids::SpanIx, store::Store},
};

/// Traces of a shop: few, but every story is told.
const TRACES: usize = 60;

/// A shop whose services have each other's names.
fn renamed(seed: u64) -> Sample {
    let shop = shop(TRACES, seed);
    let mut json = Vec::new();
    shop.write_otlp(&mut json).expect("a Vec takes all");
    let (store, _) = read(&json, 1 << 20);
    let mut names: Vec<&str> =
        store.resources().iter().map(|resource| store.text(resource.service)).collect();
    names.sort_unstable();
    names.dedup();
    let others = shuffled(&names, seed);
    let text = std::str::from_utf8(&json).expect("JSON is text");
    let mut parts = text.split("\"stringValue\":\"");
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (value, rest) = part.split_once('"').expect("a text ends");
        let value = names.binary_search(&value).map_or(value, |at| others[at]);
        renamed.push_str(&format!("\"stringValue\":\"{value}\"{rest}"));
    }
    let (store, failure) = read(renamed.as_bytes(), 1 << 20);
    assert_eq!(failure, None);
    Sample { json: renamed.into_bytes(), truth: shop.truth, store }
}

fn answer_of(sample: &Sample, derived: &Derived, trace_id: u128) -> Answer {
    let store = &sample.store;
    Answerer::of_store(store).of_trace(store, derived, find_trace(store, trace_id))
}

fn part(answer: &Answer, kind: PartKind) -> Option<&Part> {
    answer.parts.iter().find(|part| part.kind == kind)
}

fn service(store: &Store, place: Place) -> &str {
    operation(store, find(store, place)).0
}

/// The service that has a span of this name.
fn service_with<'a>(store: &'a Store, trace_id: u128, name: &str) -> &'a str {
    let mut spans = store.spans_of(find_trace(store, trace_id));
    operation(store, spans.find(|&span| operation(store, span).1 == name).expect("such a span")).0
}

fn check(sample: &Sample) {
    let Sample { store, truth, .. } = sample;
    let derived = Derived::of_store(store);
    repeated_queries(sample, &derived);
    errors(sample, &derived);
    for &trace_id in &truth.slow_cohort.traces {
        let answer = answer_of(sample, &derived, trace_id);
        let cart = service_with(store, trace_id, "load cart");
        let cause = format!(" waiting on {cart} → postgresql/");
        assert!(answer.parts[0].text.contains(&cause), "{}", answer.sentence);
        assert!(answer.parts[0].text.ends_with(", SELECT cart_item"), "{}", answer.sentence);
    }
    for &trace_id in &truth.tail.traces {
        let answer = answer_of(sample, &derived, trace_id);
        let search = service_with(store, trace_id, "highlight");
        let cause = format!(" waiting on {search} → elasticsearch, search products");
        assert!(answer.parts[0].text.ends_with(&cause), "{}", answer.sentence);
    }
    for job in &truth.jobs {
        let answer = answer_of(sample, &derived, job.consumer.trace_id);
        let queue = part(&answer, PartKind::Queue).expect("it waited");
        let worker = service(store, job.consumer);
        assert!(queue.text.ends_with(&format!(" before {worker} began")), "{}", answer.sentence);
        assert_eq!(queue.spans[0], find(store, job.consumer));
    }
}

/// Failures are told with their origin, handled errors are not.
fn errors(sample: &Sample, derived: &Derived) {
    let Sample { store, truth, .. } = sample;
    for failure in &truth.failures {
        let answer = answer_of(sample, derived, failure.origin.trace_id);
        let start = format!("Failed in {}, ", service(store, failure.origin));
        assert!(answer.sentence.starts_with(&start), "{}: {}", failure.story, answer.sentence);
        assert!(answer.parts[0].text.ends_with(": token_expired"), "{}", answer.sentence);
        let error = part(&answer, PartKind::Error).expect("it failed");
        assert_eq!(error.spans, [find(store, failure.origin)]);
    }
    for handled in &truth.handled {
        let answer = answer_of(sample, derived, handled.origin.trace_id);
        assert_eq!(part(&answer, PartKind::Error), None, "{}: {}", handled.story, answer.sentence);
    }
}

/// Every query that is asked once an item is found and named, with how often.
fn repeated_queries(sample: &Sample, derived: &Derived) {
    let Sample { store, truth, .. } = sample;
    let reading = Reading::find(store);
    for planted in &truth.repeats {
        let trace = find_trace(store, planted.parent.trace_id);
        let siblings = Siblings::of_trace(store, &reading.facts, trace);
        let flows = Flows::of_trace(store, derived, trace);
        let found = repeats::of_trace(store, derived, &reading, &flows, &siblings);
        let parent = find(store, planted.parent);
        let is_it = |repeat: &&repeats::Repeat| {
            repeat.kind == RepeatKind::NPlusOne
                && (repeat.parent, repeat.n, repeat.template().as_str())
                    == (parent, planted.calls, planted.name)
        };
        assert_eq!(found.iter().filter(is_it).count(), 1, "{found:#?}");
        let answer = answer_of(sample, derived, planted.parent.trace_id);
        let repeat = part(&answer, PartKind::Repeat).expect("it is dear");
        assert_eq!(repeat.text, format!("{} × {}", planted.calls, planted.name));
        let place = format!(" waiting on {} → postgresql/", service(store, planted.parent));
        assert!(answer.parts[0].text.contains(&place), "{}", answer.sentence);
        let is_call = |&span: &SpanIx| store.parent(span) == Some(parent);
        assert!(repeat.spans.iter().all(is_call) && repeat.spans.len() == planted.calls);
    }
}

#[test]
fn the_sample_is_explained() {
    check(&READ_SAMPLE);
    let longest = READ_SAMPLE.truth.repeats.iter().max_by_key(|repeat| repeat.calls).expect("a list");
    let answer = answer_of(&READ_SAMPLE, &Derived::of_store(&READ_SAMPLE.store), longest.parent.trace_id);
    assert!(
        answer.sentence.ends_with(" waiting on inventory → postgresql/inventory, 41 × SELECT stock"),
        "{}",
        answer.sentence
    );
}

#[test]
fn twenty_shops_with_other_names_are_explained() {
    for seed in 1..=20 {
        check(&renamed(seed));
    }
}
