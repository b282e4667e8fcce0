//! Runs of equal calls in the open trace: which are folded when it is opened, and what is told of each.

use super::Engine;
use crate::{
    analysis::{
        flow::Flows,
        repeats::{self, N_PLUS_ONE_LEAST},
        runs::{self, Run},
        siblings::Siblings,
        varying,
    },
    layout::shape::FoldedRun,
    model::ids::{SpanIx, TraceIx},
    protocol::waterfall::{Fold, InRun, RunRow},
};

/// Characters of a statement in a row.
const TEMPLATE_LIMIT: usize = 200;

/// The runs of a trace.
#[derive(Debug, Default)]
pub(super) struct TraceRuns {
    /// By first row.
    pub(super) runs: Vec<TraceRun>,
    /// For each row that is part of a run the run's number, by row.
    of_row: Vec<(u32, u32)>,
}

/// A run in its trace.
#[derive(Debug)]
pub(super) struct TraceRun {
    /// Its first row, and the row behind all that is below its last one.
    pub(super) first: u32,
    pub(super) end: u32,
    /// It is an N+1: folded until somebody unfolds it.
    at_first: bool,
    pub(super) run: Run,
    /// What varies between its calls, once its row was shown.
    varies: Option<Option<String>>,
}

impl Engine {
    /// Finds the runs of a trace.
    pub(super) fn runs_of(&mut self, trace: TraceIx) -> TraceRuns {
        let (store, derived) = (&self.store, &self.derived);
        let facts = &self.answers.reading(store).facts;
        let siblings = Siblings::beside(store, facts, trace, N_PLUS_ONE_LEAST);
        let found = runs::of_trace(store, &siblings);
        if found.is_empty() {
            return TraceRuns::default();
        }
        let flows = Flows::of_trace(store, derived, trace);
        let origin = store.trace(trace).first;
        let of_run = |run: Run| {
            let (first, last) = (run.members.first()?.child, run.members.last()?.child);
            Some(TraceRun {
                first: first.0 - origin,
                end: store.subtree_end(last).0 - origin,
                at_first: repeats::is_n_plus_one(store, &flows, run.parent, &run.members),
                run,
                varies: None,
            })
        };
        let runs: Vec<TraceRun> = found.into_iter().filter_map(of_run).collect();
        let rows = |(number, run): (u32, &TraceRun)| {
            let members = run.run.members.iter();
            members.map(|member| (member.child.0 - origin, number)).collect::<Vec<_>>()
        };
        let mut of_row: Vec<(u32, u32)> = (0..).zip(&runs).flat_map(rows).collect();
        of_row.sort_unstable();
        TraceRuns { runs, of_row }
    }

    /// Sees to it that what varies between the calls of some runs of the open trace is known.
    pub(super) fn find_varying(&mut self, numbers: impl Iterator<Item = u32>) {
        let (store, Some(open)) = (&self.store, &mut self.open) else { return };
        let reading = self.answers.reading(store);
        for number in numbers {
            let run = &mut open.runs.runs[number as usize];
            if run.varies.is_none() {
                let varying = varying::of_calls(store, reading, &run.run.members);
                run.varies = Some(varying.map(|varying| varying.sentence()));
            }
        }
    }
}

impl TraceRuns {
    /// The runs that a folding hides behind a line of their own.
    pub(super) fn folded(&self, fold: &Fold) -> Vec<FoldedRun> {
        let all = (0..)
            .zip(&self.runs)
            .map(|(number, run)| (run, FoldedRun { first: run.first, end: run.end, number }));
        all.filter(|(run, _)| run.is_folded(fold)).map(|(_, folded)| folded).collect()
    }

    /// How many are folded when the trace is opened.
    pub(super) fn folded_at_first(&self) -> usize {
        self.runs.iter().filter(|run| run.at_first).count()
    }

    /// Where a row stands in its run.
    pub(super) fn place(&self, row: u32) -> Option<InRun> {
        let at = self.of_row.binary_search_by_key(&row, |&(row, _)| row).ok()?;
        let run = &self.runs[self.of_row[at].1 as usize];
        let nth = run.run.members.partition_point(|member| member.child.0 - run.origin() < row);
        Some(InRun { first: run.first, nth: nth as u32 + 1, calls: run.run.members.len() as u32 })
    }
}

impl TraceRun {
    /// Whether the run has a line of its own, and its rows have none.
    pub(super) fn is_folded(&self, fold: &Fold) -> bool {
        fold.is_run_folded(self.first, self.at_first)
    }

    /// The run as its row tells it.
    pub(super) fn row(&self) -> RunRow {
        RunRow {
            calls: self.run.members.len() as u32,
            template: self.run.call.template.chars().take(TEMPLATE_LIMIT).collect(),
            total_ns: self.run.total_ns,
            p50_ns: self.run.p50_ns,
            varies: self.varies.clone().flatten(),
        }
    }

    /// The spans that were called.
    pub(super) fn spans(&self) -> impl Iterator<Item = SpanIx> + '_ {
        self.run.members.iter().map(|member| member.child)
    }

    /// The trace's first row in the store.
    fn origin(&self) -> u32 {
        self.run.members.first().map_or(0, |member| member.child.0 - self.first)
    }
}
