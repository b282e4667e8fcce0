//! What two cohorts of traces differ in: the answers to `compare`, and two traces beside each other.

mod cohort;
mod filter;
mod rows;

pub(super) use cohort::read_cohort;

use super::Engine;
use crate::{
    analysis::compare::{self, Comparison, Index, aligned, cohorts::Cohorts, sentence},
    protocol::{
        compare::{CompareAnswer, CompareQuery, Exemplars, PairAnswer, PairDone, PairRow},
        request::Failure,
    },
};

/// The texts of two cohorts and their traces.
struct Chosen {
    slow: String,
    fast: String,
    cohorts: Cohorts,
    /// Traces that could have been chosen.
    traces: usize,
    /// Traces without a true root, which are left out.
    partial: usize,
}

impl Engine {
    /// What two cohorts differ in.
    pub(super) fn compare(&mut self, query: &CompareQuery) -> Result<CompareAnswer, Failure> {
        let chosen = self.chosen(query)?;
        let index = match self.compared.take() {
            Some(index) => index,
            None => Index::of_store(&self.store, &self.derived),
        };
        let comparison = compare::compare(&self.store, &index, &chosen.cohorts);
        let answer = match &comparison {
            Some(comparison) => self.compare_answer(&index, &chosen, comparison),
            None => empty(&chosen),
        };
        self.compared = Some(index);
        Ok(answer)
    }

    fn compare_answer(&self, index: &Index, chosen: &Chosen, comparison: &Comparison) -> CompareAnswer {
        let whole = |ns: f64| ns.round() as i64;
        let cohorts = &chosen.cohorts;
        let groups: Vec<_> = comparison.steps.iter().map(|step| self.group_row_of(index, step)).collect();
        let ids = |traces: &[crate::model::ids::TraceIx]| -> Vec<String> {
            traces.iter().map(|&trace| self.store.trace_id_text(self.store.trace_key(trace))).collect()
        };
        let (more_slow, more_fast) = (ids(&comparison.exemplars.slow), ids(&comparison.exemplars.fast));
        let (gap_ns, mix_ns) = (whole(comparison.gap.gap), whole(comparison.gap.mix));
        let operation = sentence::operation(&self.store, &index.profile, cohorts);
        CompareAnswer {
            mean_slow_ns: whole(comparison.gap.mean_slow),
            // Rounded so that the two means, the gap and its parts add up to the nanosecond.
            mean_fast_ns: whole(comparison.gap.mean_slow) - gap_ns,
            gap_ns,
            gap_se_ns: whole(comparison.gap.variance.sqrt()),
            mix_ns,
            other_ns: gap_ns - mix_ns - groups.iter().map(|group| group.delta_ns).sum::<i64>(),
            groups,
            attributes: self.attribute_rows(index, cohorts, comparison),
            structure: comparison.shapes.iter().map(|shape| self.shape_row(index, shape)).collect(),
            people: self.people_rows(index, comparison),
            exemplars: Exemplars {
                slow: more_slow.first().cloned(),
                fast: more_fast.first().cloned(),
                more_slow,
                more_fast,
            },
            sentence: sentence::sentence(&self.store, index, cohorts, comparison),
            operation: operation.map(|(service, name)| format!("{service} {name}")),
            ..empty(chosen)
        }
    }

    /// Two traces beside each other.
    pub(super) fn pair(&self, slow: &str, fast: &str) -> Result<PairAnswer, Failure> {
        let traces = [self.trace(slow)?, self.trace(fast)?];
        let found = aligned::aligned(&self.store, &self.derived, traces);
        let row = |row: &aligned::Row| {
            let first = row.done.iter().flatten().next();
            PairRow {
                depth: row.depth,
                service: first.map_or(0, |done| self.derived.services.of_span(&self.store, done.first)),
                name: self.store.text(row.name).to_owned(),
                done: row.done.map(|done| done.map(|done| self.pair_done(done))),
            }
        };
        Ok(PairAnswer {
            latency_ns: traces.map(|trace| self.store.latency_ns(trace)),
            rows: found.rows.iter().map(row).collect(),
            left_out: found.left_out,
        })
    }

    fn pair_done(&self, done: aligned::Done) -> PairDone {
        PairDone {
            span_id: self.store.span_id_text(self.store.span_id(done.first)),
            count: done.count,
            start_ns: done.start_ns,
            end_ns: done.end_ns,
            total_ns: done.total_ns,
            critical_ns: done.critical_ns,
            errors: done.errors,
        }
    }
}

/// The answer as far as it does not depend on what was found.
fn empty(chosen: &Chosen) -> CompareAnswer {
    CompareAnswer {
        slow: chosen.cohorts.slow.len(),
        fast: chosen.cohorts.fast.len(),
        slow_cohort: chosen.slow.clone(),
        fast_cohort: chosen.fast.clone(),
        in_both: chosen.cohorts.in_both,
        partial: chosen.partial,
        by_duration: chosen.cohorts.by_duration,
        tentative: chosen.cohorts.is_tentative(),
        sentence: sentence::lacking(&chosen.cohorts, chosen.traces),
        ..CompareAnswer::default()
    }
}
