//! The traces that a cohort's text means, and the cohorts to begin with.

use super::Chosen;
use crate::{
    analysis::{compare::cohorts::Cohorts, latency, services},
    base::{hash::Map, intern::Symbol, quantile::nearest_rank},
    engine::Engine,
    model::ids::TraceIx,
    protocol::{compare::CompareQuery, request::Failure},
    query::cohort::{Cohort, Part, Range},
    search::traces,
};

impl Engine {
    /// The cohorts that are asked for. Of one that is not named the other one's rest is meant: the traces of the same
    /// operations that are not in it. Without any, the default cohorts of the busiest root operation.
    pub(super) fn chosen(&mut self, query: &CompareQuery) -> Result<Chosen, Failure> {
        let candidates = self.candidates();
        let partial = self.store.trace_count() - candidates.len();
        let (slow, fast) = (read_cohort(&query.slow)?, read_cohort(&query.fast)?);
        let by_duration = [&slow, &fast].into_iter().flatten().any(Cohort::is_by_duration);
        let (slow_traces, fast_traces) = match (&slow, &fast) {
            (None, None) => return Ok(self.default_cohorts(&candidates, partial)),
            (Some(slow), Some(fast)) => (self.members(slow, &candidates)?, self.members(fast, &candidates)?),
            (Some(slow), None) => {
                let slow = self.members(slow, &candidates)?;
                let rest = self.rest(&slow, &candidates);
                (slow, rest)
            }
            (None, Some(fast)) => {
                let fast = self.members(fast, &candidates)?;
                (self.rest(&fast, &candidates), fast)
            }
        };
        let text = |cohort: Option<Cohort>| cohort.map(|cohort| cohort.to_string()).unwrap_or_default();
        Ok(Chosen {
            slow: text(slow),
            fast: text(fast),
            cohorts: Cohorts::new(slow_traces, fast_traces, by_duration),
            traces: candidates.len(),
            partial,
        })
    }

    /// The traces that cohorts are made of, with their latencies: those with a true root, or all where none has one.
    fn candidates(&self) -> Vec<(TraceIx, i64)> {
        let whole: Vec<(TraceIx, i64)> = latency::whole(&self.store).collect();
        if whole.is_empty() {
            return self.store.traces().map(|trace| (trace, self.store.latency_ns(trace))).collect();
        }
        whole
    }

    /// Those of the candidates that a cohort means; its percentiles are those of what meets all of its other parts.
    ///
    /// # Errors
    /// A search in it that is wrong.
    pub(in crate::engine) fn members(
        &mut self,
        cohort: &Cohort,
        candidates: &[(TraceIx, i64)],
    ) -> Result<Vec<TraceIx>, Failure> {
        let mut members = candidates.to_vec();
        for part in &cohort.parts {
            match part {
                Part::Search(text) => {
                    let spans = self.search(text, None)?;
                    let found = traces::matching(&self.store, &spans);
                    let has = |trace| found.binary_search_by_key(&trace, |found| found.trace).is_ok();
                    members.retain(|&(trace, _)| has(trace));
                }
                Part::Duration(range) => members.retain(|&(_, ns)| range.holds(ns)),
                Part::Time(range) => {
                    let start_ns = |trace| self.store.start_ns(self.store.trace(trace).root);
                    members.retain(|&(trace, _)| range.holds(start_ns(trace)));
                }
                // Whoever names a trace means it, with a true root or not.
                Part::Traces(ids) => {
                    let named: Vec<TraceIx> = ids.iter().filter_map(|id| self.store.find_trace(id)).collect();
                    if cohort.parts.len() == 1 {
                        members = named.iter().map(|&trace| (trace, self.store.latency_ns(trace))).collect();
                    } else {
                        members.retain(|(trace, _)| named.contains(trace));
                    }
                }
                Part::Operation(name) => members.retain(|&(trace, _)| self.is_of(trace, name)),
                Part::Percentiles { .. } => {}
            }
        }
        let mut sorted: Vec<i64> = members.iter().map(|(_, ns)| *ns).collect();
        sorted.sort_unstable();
        let rank_ns = |percent: u8| nearest_rank(&sorted, usize::from(percent));
        for part in &cohort.parts {
            if let Part::Percentiles { from, to } = part {
                members.retain(|&(_, ns)| {
                    from.is_none_or(|from| rank_ns(from) <= ns) && to.is_none_or(|to| ns <= rank_ns(to))
                });
            }
        }
        Ok(members.into_iter().map(|(trace, _)| trace).collect())
    }

    /// Whether a trace's root has a name, or a service and a name.
    fn is_of(&self, trace: TraceIx, wanted: &str) -> bool {
        let (service, name) = self.root_operation(trace);
        let name = self.store.text(name);
        name == wanted
            || wanted
                .strip_prefix(services::name(&self.store, service))
                .is_some_and(|rest| rest.strip_prefix(' ').unwrap_or(rest) == name)
    }

    fn root_operation(&self, trace: TraceIx) -> (Symbol, Symbol) {
        let root = self.store.trace(trace).root;
        (self.store.service(root), self.store.name(root))
    }

    /// The traces of the same operations that are not among some.
    fn rest(&self, of: &[TraceIx], candidates: &[(TraceIx, i64)]) -> Vec<TraceIx> {
        let mut operations: Vec<(Symbol, Symbol)> =
            of.iter().map(|&trace| self.root_operation(trace)).collect();
        operations.sort_unstable();
        operations.dedup();
        let mut taken = of.to_vec();
        taken.sort_unstable();
        let is_rest = |trace: &TraceIx| {
            taken.binary_search(trace).is_err()
                && operations.binary_search(&self.root_operation(*trace)).is_ok()
        };
        candidates.iter().map(|(trace, _)| *trace).filter(is_rest).collect()
    }

    fn default_cohorts(&self, candidates: &[(TraceIx, i64)], partial: usize) -> Chosen {
        let mut by_operation: Map<(Symbol, Symbol), Vec<(TraceIx, i64)>> = Map::default();
        for &(trace, ns) in candidates {
            by_operation.entry(self.root_operation(trace)).or_default().push((trace, ns));
        }
        let name = |(service, name): (Symbol, Symbol)| {
            let name = self.store.text(name);
            format!("{} {name}", services::name(&self.store, service)).trim_end().to_owned()
        };
        let mut operations: Vec<_> =
            by_operation.into_iter().map(|(key, traces)| (name(key), traces)).collect();
        operations.sort_by(|one, two| two.1.len().cmp(&one.1.len()).then_with(|| one.0.cmp(&two.0)));
        let Some((operation, traces)) = operations.into_iter().next() else {
            let cohorts = Cohorts::default();
            return Chosen { slow: String::new(), fast: String::new(), cohorts, traces: 0, partial };
        };
        let cohorts = Cohorts::of_latencies(&traces);
        let (slow, fast) = self.default_texts(&operation, &cohorts, traces.len());
        Chosen { slow, fast, cohorts, traces: candidates.len(), partial }
    }

    /// Texts that mean the default cohorts of an operation; both are empty when there are none.
    fn default_texts(&self, operation: &str, cohorts: &Cohorts, traces: usize) -> (String, String) {
        if cohorts.is_lacking() {
            return (String::new(), String::new());
        }
        let part = |part| Cohort { parts: vec![Part::Operation(operation.to_owned()), part] }.to_string();
        let latency_ns = |traces: &[TraceIx]| {
            let ns = traces.iter().map(|&trace| self.store.latency_ns(trace));
            (ns.clone().min().unwrap_or_default(), ns.max().unwrap_or_default())
        };
        let from_ns = latency_ns(&cohorts.slow).0;
        let slow = match traces {
            100.. => Part::Percentiles { from: Some(95), to: None },
            _ => Part::Duration(Range { from_ns: Some(from_ns), to_ns: None }),
        };
        let fast = match traces {
            20.. => Part::Percentiles { from: Some(25), to: Some(75) },
            _ => {
                let to_ns = latency_ns(&cohorts.fast).1.saturating_add(1);
                Part::Duration(Range { from_ns: None, to_ns: Some(to_ns) })
            }
        };
        (part(slow), part(fast))
    }
}

/// The cohort of a text; `None`: none is named.
///
/// # Errors
/// A sentence about the part that is none.
pub(in crate::engine) fn read_cohort(text: &str) -> Result<Option<Cohort>, Failure> {
    let failure = |message| Failure { code: "query".to_owned(), message, at: None };
    match text.trim() {
        "" => Ok(None),
        text => Cohort::read(text).map(Some).map_err(failure),
    }
}
