//! Score and lints in the answer to `findings`, against the truth of a generated shop.

use super::{ask, made_shop};
use spanscope::protocol::{
    findings::{FindingsAnswer, LintFinding},
    request::{Reply, Request},
};

fn findings() -> (FindingsAnswer, crate::support::generate::truth::Truth) {
    let (mut engine, truth) = made_shop();
    match ask(&mut engine, Request::Findings { limit: 1_000 }) {
        Ok(Reply::Findings(answer)) => (answer, truth),
        other => panic!("{other:?}"),
    }
}

fn of_rule<'a>(answer: &'a FindingsAnswer, rule: &str) -> Vec<&'a LintFinding> {
    answer.lints.iter().filter(|lint| lint.rule == rule).collect()
}

#[test]
fn the_badly_instrumented_service_is_found() {
    let (answer, truth) = findings();
    for rule in ["ids-in-names", "generic-names"] {
        let [lint] = of_rule(&answer, rule)[..] else { panic!("{rule}: {:?}", of_rule(&answer, rule)) };
        assert_eq!(lint.service, truth.badly_named_service, "{rule}");
        assert!(lint.n > 0 && lint.spans[0] == lint.first);
    }
    let scores = |service: &str| answer.score.iter().find(|score| score.service == service).expect("a score");
    let worst = scores(truth.badly_named_service);
    assert!(worst.failed.iter().any(|rule| rule == "RES-001"), "{worst:?}");
    assert!(worst.failed.iter().any(|rule| rule == "RES-003"), "{worst:?}");
    let best = scores("payment");
    assert_eq!((best.score, &best.failed[..]), (100, &[][..]));
    assert!(answer.score.iter().all(|score| score.score >= worst.score));
}

#[test]
fn calls_that_lost_their_context_are_found_with_their_other_half() {
    let (answer, truth) = findings();
    let [lint] = of_rule(&answer, "broken-propagation")[..] else { panic!("{:?}", answer.lints) };
    assert_eq!((lint.service.as_str(), lint.n), (truth.context_dropping_service, truth.broken_calls.len()));
    let told: Vec<&str> = lint.spans.iter().map(|place| place.span_id.as_str()).collect();
    for call in truth.broken_calls.iter().take(5) {
        let [client, server] = [call.client, call.server].map(|place| format!("{:016x}", place.span_id));
        let at = told.iter().position(|&id| id == client).expect("the call");
        assert_eq!(told[at + 1], server, "its other half follows");
    }
}

#[test]
fn every_rule_is_told_and_orphans_are_counted() {
    let (answer, truth) = findings();
    assert_eq!(answer.rules.iter().filter(|rule| rule.weight.is_some()).count(), 7);
    assert!(answer.lints.iter().all(|lint| answer.rules.iter().any(|rule| rule.rule == lint.rule)));
    let orphans: usize = of_rule(&answer, "SPA-002").iter().map(|lint| lint.n).sum();
    assert_eq!(orphans, truth.orphans.len());
}
