use super::{ask, engine, made_shop, shop};
use crate::support::generate::{self, SAMPLE};
use spanscope::{
    engine::Engine,
    protocol::{
        compare::{CompareAnswer, CompareQuery, PairAnswer},
        request::{Failure, Reply, Request},
    },
};

fn compared(engine: &mut Engine, slow: &str, fast: &str) -> Result<CompareAnswer, Failure> {
    let query = CompareQuery { slow: slow.to_owned(), fast: fast.to_owned() };
    match ask(engine, Request::Compare(query))? {
        Reply::Compared(answer) => Ok(*answer),
        other => panic!("{other:?}"),
    }
}

fn compare(engine: &mut Engine, slow: &str, fast: &str) -> CompareAnswer {
    compared(engine, slow, fast).unwrap_or_else(|failure| panic!("{slow} {fast}: {failure:?}"))
}

/// What is told adds up, to the nanosecond.
fn assert_sums(answer: &CompareAnswer) {
    let groups: i64 = answer.groups.iter().map(|group| group.delta_ns).sum();
    assert_eq!(answer.mix_ns + groups + answer.other_ns, answer.gap_ns);
    assert_eq!(answer.mean_slow_ns - answer.mean_fast_ns, answer.gap_ns);
    for group in &answer.groups {
        let parts = group.parts_ns;
        assert_eq!(parts.presence + parts.count + parts.each, group.delta_ns, "{}", group.label);
    }
}

/// The sample, with the truth about its slow cohort.
fn sample() -> (Engine, generate::truth::SlowCohort) {
    let shop = generate::shop(SAMPLE.0, SAMPLE.1);
    let mut json = Vec::new();
    shop.write_otlp(&mut json).expect("a Vec takes all");
    let text = String::from_utf8(json).expect("JSON is text");
    (engine(&[("shop.json", &text)]), shop.truth.slow_cohort)
}

#[test]
fn the_planted_cause_of_the_sample_is_found() {
    let (mut engine, truth) = sample();
    let operation = format!("{} {}", truth.operation.0, truth.operation.1);
    let slow = format!("op:{operation};p95..");
    let answer = compare(&mut engine, &slow, &format!("op:{operation};p25..p75"));
    assert_sums(&answer);
    assert_eq!(answer.operation.as_deref(), Some(operation.as_str()));
    assert!(answer.by_duration && !answer.tentative);
    assert!(answer.groups.iter().all(|group| !group.significant), "cut by duration");
    assert!(
        answer.sentence.starts_with(&format!("Slow {} takes ", truth.operation.1)),
        "{}",
        answer.sentence
    );
    // The missing cache entry tells the slow ones apart best, and its query goes with it.
    let first = &answer.attributes[0];
    assert_eq!((first.key.as_str(), first.value.as_str()), ("app.cache.hit", "false"));
    assert!(first.equivalent.iter().any(|other| other.value == "SELECT cart_item"), "{first:?}");
    let slow = answer.exemplars.slow.expect("a slow exemplar");
    assert!(truth.traces.iter().any(|trace| format!("{trace:032x}") == slow), "{slow} is a planted trace");
}

#[test]
fn without_cohorts_the_busiest_operation_is_cut_by_default_and_its_texts_mean_the_same() {
    let (mut engine, _) = sample();
    let answer = compare(&mut engine, "", "");
    assert_sums(&answer);
    assert!(answer.slow > 0 && answer.fast > 0);
    let (slow, fast) = (answer.slow_cohort.clone(), answer.fast_cohort.clone());
    assert!(slow.starts_with("op:") && fast.starts_with("op:"), "{slow} {fast}");
    assert_eq!(compare(&mut engine, &slow, &fast), answer);
}

#[test]
fn swapping_turns_everything_round() {
    let (mut engine, _) = sample();
    let one = compare(&mut engine, "{ status = error }", "");
    let (slow, fast) = (one.slow, one.fast);
    assert!(slow > 0 && fast > 0 && !one.by_duration);
    let other = compare(&mut engine, "", "{ status = error }");
    assert_eq!((other.slow, other.fast, other.gap_ns), (fast, slow, -one.gap_ns));
    assert_sums(&one);
    assert_sums(&other);
}

#[test]
fn each_part_of_a_cohort_narrows_it() {
    let (mut engine, truth) = made_shop();
    let all = compare(&mut engine, "duration:0..", "duration:..0ns;p0..");
    assert_eq!(all.fast, 0);
    let ids: Vec<String> = truth.slow_cohort.traces.iter().map(|trace| format!("{trace:032x}")).collect();
    let marked = compare(&mut engine, &format!("trace:{}", ids.join(",")), "");
    assert_eq!(marked.slow, ids.len());
    let (service, name) = truth.slow_cohort.operation;
    let by_name = compare(&mut engine, &format!("op:{name}"), "time:..2000-01-01T00:00:00Z");
    let by_both = compare(&mut engine, &format!("op:{service} {name}"), "time:..2000-01-01T00:00:00Z");
    assert_eq!((by_name.slow, by_name.fast), (by_both.slow, 0));
    assert!(by_both.slow >= ids.len() && by_both.slow < all.slow);
    assert_eq!(compare(&mut engine, "op:no such", "").slow, 0);
}

#[test]
fn what_cannot_be_compared_is_told_in_a_sentence() {
    let mut nothing = Engine::new();
    let answer = compare(&mut nothing, "", "");
    assert_eq!(answer.sentence, "No trace is open: open a file with some of the same operation");
    let mut shop = shop();
    let answer = compare(&mut shop, "duration:..1ns", "");
    assert_eq!(answer.sentence, "Neither side holds a trace: choose other conditions");
    let (mut engine, _) = made_shop();
    let inside = compare(&mut engine, "p50..", "p0..");
    assert!(inside.in_both > 0 && inside.slow == 0);
    assert_eq!(inside.sentence, "Every slow trace is also a fast one: choose conditions that part them");
}

#[test]
fn single_spans_of_one_operation_have_an_answer_of_numbers() {
    let line = |nth: i64| {
        let (start, end) = (nth * 1_000, nth * 1_000 + if nth % 10 == 0 { 900 } else { 100 + nth % 3 });
        format!(
            r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"{:032x}","spanId":"{:016x}","name":"GET /","startTimeUnixNano":"{start}","endTimeUnixNano":"{end}"}}]}}]}}]}}"#,
            nth + 1,
            nth + 1,
        )
    };
    // All alike, then two, four and many that are not.
    for (from, traces) in [(1, 5), (9, 2), (8, 4), (0, 200)] {
        let lines: Vec<String> = (from..from + traces).map(line).collect();
        let mut engine = engine(&[("one.jsonl", &lines.join("\n"))]);
        for (slow, fast) in [("", ""), ("p50..", "..p50"), ("duration:500ns..", ""), ("p100..", "p0..p0")] {
            let answer = compare(&mut engine, slow, fast);
            assert_sums(&answer);
            assert!(!answer.sentence.is_empty());
            let told = format!("{answer:?}");
            assert!(!told.contains("NaN") && !told.contains("inf"), "{slow} {fast} of {traces}: {told}");
        }
    }
}

#[test]
fn a_wrong_cohort_is_refused() {
    let mut shop = shop();
    let failure = compared(&mut shop, "p99..p1", "").expect_err("it ends before it begins");
    assert_eq!(
        (failure.code.as_str(), failure.message.as_str()),
        ("query", "“p99..p1” ends before it begins")
    );
    assert_eq!(compared(&mut shop, "{ .a = }", "").expect_err("no TraceQL").code, "query");
}

#[test]
fn filters_of_rows_find_their_traces() {
    let (mut engine, _) = sample();
    let answer = compare(&mut engine, "{ status = error }", "");
    let matched = |engine: &mut Engine, q: &str| match ask(engine, Request::Query { q: q.to_owned() }) {
        Ok(Reply::Matched(matched)) => matched.matched_traces,
        other => panic!("{q}: {other:?}"),
    };
    for group in answer.groups.iter().filter(|group| group.p[1] > 0.0) {
        assert!(matched(&mut engine, &group.filter) > 0, "{}", group.filter);
    }
    for row in &answer.attributes {
        if let Some(filter) = &row.filter {
            assert!(matched(&mut engine, filter) >= row.slow_n + row.fast_n, "{filter}");
        }
    }
    for row in &answer.structure {
        assert!(matched(&mut engine, &row.filter) > 0, "{}", row.filter);
    }
    assert!(!answer.attributes.is_empty() && !answer.structure.is_empty());
}

#[test]
fn exemplars_can_be_laid_beside_each_other() {
    let (mut engine, _) = sample();
    let exemplars = compare(&mut engine, "", "").exemplars;
    let pair = Request::Pair {
        slow: exemplars.slow.expect("a slow exemplar"),
        fast: exemplars.fast.expect("a fast exemplar"),
    };
    let Ok(Reply::Pair(PairAnswer { rows, latency_ns, left_out })) = ask(&mut engine, pair) else {
        panic!("a pair");
    };
    assert_eq!(left_out, 0);
    let root = &rows[0];
    assert_eq!(root.done.clone().map(|done| done.map(|done| done.total_ns)), latency_ns.map(Some));
    assert!(rows.len() > 3);
    let unknown = Request::Pair { slow: "ffff".to_owned(), fast: "ffff".to_owned() };
    assert_eq!(ask(&mut engine, unknown).expect_err("no such trace").code, "not_found");
}
