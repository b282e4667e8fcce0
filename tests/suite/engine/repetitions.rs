//! Repeated calls in the answer to `findings`, against the truth of a generated shop.

use super::{ask, made_shop};
use spanscope::protocol::request::{Reply, Request};

#[test]
fn planted_repetitions_are_found_one_by_one_and_as_a_pattern() {
    let (mut engine, truth) = made_shop();
    let Ok(Reply::Findings(answer)) = ask(&mut engine, Request::Findings { limit: 1_000 }) else {
        panic!("findings")
    };
    for planted in &truth.repeats {
        let (trace_id, span_id) =
            (format!("{:032x}", planted.parent.trace_id), format!("{:016x}", planted.parent.span_id));
        let found = answer
            .repeats
            .iter()
            .find(|repeat| repeat.trace_id == trace_id && repeat.parent_span_id == span_id)
            .expect("it is found");
        assert_eq!((found.kind.as_str(), found.n), ("n_plus_one", planted.calls));
        assert_eq!((found.template.as_str(), found.varies.as_str()), (planted.name, ""));
        assert!(found.cost_ns > 0 && found.cost_ns < found.total_ns);
    }
    assert_eq!(answer.repeats_total, answer.repeats.len());
    assert!(answer.repeats.is_sorted_by_key(|repeat| core::cmp::Reverse(repeat.cost_ns)));
    let pattern = answer.repeat_patterns.iter().find(|pattern| pattern.template == "SELECT stock");
    let pattern = pattern.expect("the planted ones are one");
    assert_eq!((pattern.traces, pattern.traces_of_operation), (truth.repeats.len(), truth.repeats.len()));
    assert_eq!((pattern.service.as_str(), pattern.peer.as_str()), ("inventory", "postgresql/inventory"));
    let calls = truth.repeats.iter().map(|repeat| repeat.calls).max();
    assert_eq!(Some(pattern.largest_n), calls);
    assert!((1..=pattern.traces).contains(&pattern.users) && pattern.sessions == pattern.traces);
    assert!(!pattern.exemplars.is_empty());
}

#[test]
fn a_limit_keeps_the_dearest() {
    let (mut engine, _) = made_shop();
    let mut costs = |limit| match ask(&mut engine, Request::Findings { limit }) {
        Ok(Reply::Findings(answer)) => answer.repeats.iter().map(|repeat| repeat.cost_ns).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(costs(2)[..], costs(100)[..2]);
}
