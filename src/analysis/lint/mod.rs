//! What instrumentation could do better: the rules of the Instrumentation Score that a file can decide, and lints of
//! the house (analysis.md, "Instrumentation score").

mod broken_propagation;
mod business;
mod exceptions;
mod names;
mod resources;
mod spans;
mod untraced;

use super::{derived::Derived, facts::Facts};
use crate::{
    base::intern::Symbol,
    model::{ids::SpanIx, store::Store},
};
use std::collections::BTreeMap;

/// Spans kept of one finding; all are counted.
const SPANS_KEPT: usize = 1_000;

/// How much a rule of the Instrumentation Score weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impact {
    /// 40.
    Critical,
    /// 30.
    Important,
    /// 20.
    Normal,
}

impl Impact {
    /// The weight (Instrumentation Score v0.1).
    pub const fn weight(self) -> u32 {
        match self {
            Self::Critical => 40,
            Self::Important => 30,
            Self::Normal => 20,
        }
    }
}

/// A rule that telemetry can fail.
pub trait Lint: Sync {
    /// Its name: that of the Instrumentation Score, or one of the house.
    fn rule(&self) -> &'static str;

    /// What it asks for.
    fn summary(&self) -> &'static str;

    /// Its weight in the score; lints of the house have none.
    fn impact(&self) -> Option<Impact> {
        None
    }

    /// The services it says nothing about.
    fn is_for(&self, _data: &Data<'_>, _service: Symbol) -> bool {
        true
    }

    /// Looks at everything and tells each failure.
    fn check(&self, data: &Data<'_>, findings: &mut Findings);

    /// What one service does wrong.
    fn sentence(&self, data: &Data<'_>, finding: &Finding) -> String;
}

/// Every lint, those of the score first.
pub const ALL: [&dyn Lint; 13] = [
    &spans::InternalSpans,
    &spans::Orphans,
    &spans::ClientRoots,
    &spans::ShortSpans,
    &resources::InstanceId,
    &resources::PodUid,
    &resources::ServiceName,
    &names::IdsInNames,
    &names::GenericNames,
    &exceptions::ExceptionsWithoutError,
    &business::RootsWithoutBusiness,
    &broken_propagation::BrokenPropagation,
    &untraced::UntracedTime,
];

/// What lints look at.
#[derive(Clone, Copy, Debug)]
pub struct Data<'a> {
    /// The spans.
    pub store: &'a Store,
    /// What the analyses say of them.
    pub derived: &'a Derived,
    /// What attributes say of calls.
    pub facts: &'a Facts,
}

impl Data<'_> {
    /// A span's name in quotation marks.
    fn quoted(&self, span: SpanIx) -> String {
        format!("“{}”", self.store.text(self.store.name(span)))
    }
}

/// What one service fails of one rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// The service.
    pub service: Symbol,
    /// How often: spans, or traces.
    pub n: usize,
    /// The spans it is about, those of the first failures.
    pub spans: Vec<SpanIx>,
    /// The largest number that was measured, where the rule measures one.
    pub largest: i64,
}

/// The failures of one rule.
#[derive(Clone, Debug, Default)]
pub struct Findings(BTreeMap<Symbol, Finding>);

impl Findings {
    /// Takes a failure of a service with the spans it is about.
    fn add(&mut self, service: Symbol, spans: impl IntoIterator<Item = SpanIx>) -> &mut Finding {
        let finding = self.0.entry(service).or_insert_with(|| Finding { service, ..Finding::default() });
        finding.n += 1;
        let room = SPANS_KEPT.saturating_sub(finding.spans.len());
        finding.spans.extend(spans.into_iter().take(room));
        finding
    }
}

/// What a lint finds, service by service, most spans first.
pub fn check(lint: &dyn Lint, data: &Data<'_>) -> Vec<Finding> {
    let mut findings = Findings::default();
    lint.check(data, &mut findings);
    let mut by_service = findings.0;
    data.derived.services.symbols().iter().filter_map(|service| by_service.remove(service)).collect()
}
