//! The Instrumentation Score of every service (v0.1, <https://github.com/instrumentation-score/spec>): the weights of
//! the rules it passes among those that a file can decide, in percent. The specification has more rules, on metrics,
//! logs and longer times, so the score is incomplete and has to be said to be.

use super::lint::{self, Data, Finding, Lint};
use crate::base::intern::Symbol;

/// A service with its score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The service.
    pub service: Symbol,
    /// From 0 to 100.
    pub score: u32,
    /// The rules that say something about it, failed or not.
    pub rules: usize,
    /// The rules it fails.
    pub failed: Vec<&'static str>,
}

/// A rule with what fails it.
pub struct Checked {
    /// The rule.
    pub lint: &'static dyn Lint,
    /// Its failures by service, most spans first.
    pub findings: Vec<Finding>,
}

/// Checks every lint.
pub fn check(data: &Data<'_>) -> Vec<Checked> {
    lint::ALL.into_iter().map(|lint| Checked { lint, findings: lint::check(lint, data) }).collect()
}

/// The scores of all services, most spans first.
pub fn of_services(data: &Data<'_>, checked: &[Checked]) -> Vec<Score> {
    let score = |&service: &Symbol| {
        let (mut passed, mut all) = (0, 0);
        let mut score = Score { service, score: 0, rules: 0, failed: Vec::new() };
        for Checked { lint, findings } in checked {
            let Some(impact) = lint.impact().filter(|_| lint.is_for(data, service)) else { continue };
            score.rules += 1;
            all += impact.weight();
            if findings.iter().any(|finding| finding.service == service) {
                score.failed.push(lint.rule());
            } else {
                passed += impact.weight();
            }
        }
        score.score = (100.0 * f64::from(passed) / f64::from(all.max(1))).round() as u32;
        score
    };
    data.derived.services.symbols().iter().map(score).collect()
}
