//! The Instrumentation Score and what fails which rule, for `findings`.

use super::Engine;
use crate::{
    analysis::{
        facts::Facts,
        lint::{Data, Finding, Impact, Lint},
        score::{self, Checked},
        services,
    },
    protocol::findings::{LintFinding, RuleInfo, ServiceScore},
};

/// Spans told of a finding.
const SPANS: usize = 20;

impl Engine {
    /// Scores, failures and rules.
    pub(super) fn lint_findings(&self) -> (Vec<ServiceScore>, Vec<LintFinding>, Vec<RuleInfo>) {
        let facts = Facts::find(&self.store);
        let data = Data { store: &self.store, derived: &self.derived, facts: &facts };
        let checked = score::check(&data);
        let scores = score::of_services(&data, &checked).into_iter().map(|score| ServiceScore {
            service: services::name(&self.store, score.service).to_owned(),
            score: score.score,
            failed: score.failed.into_iter().map(str::to_owned).collect(),
        });
        let rules = checked.iter().map(|Checked { lint, .. }| RuleInfo {
            rule: lint.rule().to_owned(),
            summary: lint.summary().to_owned(),
            weight: lint.impact().map(Impact::weight),
        });
        let failures = checked.iter().flat_map(|Checked { lint, findings }| {
            findings.iter().map(|finding| self.lint_finding(*lint, &data, finding))
        });
        (scores.collect(), failures.collect(), rules.collect())
    }

    fn lint_finding(&self, lint: &dyn Lint, data: &Data<'_>, finding: &Finding) -> LintFinding {
        let spans = finding.spans.iter().take(SPANS).map(|&span| self.place(span));
        LintFinding {
            rule: lint.rule().to_owned(),
            service: services::name(&self.store, finding.service).to_owned(),
            sentence: lint.sentence(data, finding),
            n: finding.n,
            first: finding.spans.first().map(|&span| self.place(span)).unwrap_or_default(),
            spans: spans.collect(),
        }
    }
}
