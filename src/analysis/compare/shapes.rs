//! What has another shape: operations by call path that appear, vanish or repeat (analysis.md, "Slow against
//! fast (c)"). The paths of every trace are counted once for a store.

use super::{attributes::Q_LIMIT, cohorts::Cohorts};
use crate::{
    base::{
        hash::Map,
        intern::Symbol,
        lists::Lists,
        stats::{Part, benjamini_hochberg, fisher_p, normal_two_sided, shares_p},
    },
    model::{ids::TraceIx, store::Store},
};

/// The shares of a path that appears or vanishes differ at least so much.
const LEAST_DIFFERENCE: f64 = 0.1;
/// The same where so few traces are compared that only counts are told.
const LEAST_TENTATIVE: f64 = 0.5;
/// A path that repeats is there so many times as often.
const LEAST_TIMES: f64 = 1.5;
/// Fewer traces than these on both sides together prove nothing.
const SUPPORT: u32 = 5;
/// Rows that are told.
const ROWS_AT_MOST: usize = 30;
/// Above every root.
const NO_PATH: u32 = u32::MAX;

/// An operation under those above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path {
    /// The path above, unless this is a root's.
    pub above: Option<u32>,
    /// The service.
    pub service: Symbol,
    /// The span's name.
    pub name: Symbol,
}

/// How often each trace has each path.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The paths by place; those above stand before those below.
    pub paths: Vec<Path>,
    of_trace: Lists<(u32, u32)>,
}

/// What happened to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// More of the slow traces have it.
    Appears,
    /// Fewer of the slow traces have it.
    Vanishes,
    /// A slow trace that has it has it more often, or less often.
    Repeats,
}

/// A path that the slow traces have another number of.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The place of the path.
    pub path: u32,
    /// What happened to it.
    pub change: Change,
    /// The slow traces that have it.
    pub slow: Part,
    /// The fast traces that have it.
    pub fast: Part,
    /// How often a slow trace that has it has it.
    pub slow_mean: f64,
    /// How often a fast trace that has it has it.
    pub fast_mean: f64,
    /// The share of false discoveries; of few traces Fisher's exact probability.
    pub q: f64,
}

/// Counts of a path on one side.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    traces: u32,
    times: u64,
    squares: u64,
}

impl Seen {
    fn mean(self) -> f64 {
        if self.traces == 0 { 0.0 } else { self.times as f64 / f64::from(self.traces) }
    }

    /// The variance of the mean.
    fn variance(self) -> f64 {
        if self.traces < 2 {
            return 0.0;
        }
        let n = f64::from(self.traces);
        ((self.squares as f64 - self.times as f64 * self.times as f64 / n) / (n - 1.0) / n).max(0.0)
    }
}

impl Paths {
    /// The paths of all traces of a store.
    pub fn of_store(store: &Store) -> Self {
        let mut paths = Self::default();
        let mut places: Map<(u32, Symbol, Symbol), u32> = Map::default();
        // For each path where it stands among those of the trace at hand, from 1; the trace before it, from 1.
        let mut last: Vec<(u32, u32)> = Vec::new();
        let mut path_of_row: Vec<u32> = Vec::new();
        for trace in store.traces() {
            let first = store.trace(trace).first;
            path_of_row.clear();
            for span in store.spans_of(trace) {
                let above =
                    store.parent(span).map_or(NO_PATH, |parent| path_of_row[(parent.0 - first) as usize]);
                let (service, name) = (store.service(span), store.name(span));
                let place = *places.entry((above, service, name)).or_insert_with(|| {
                    let above = (above != NO_PATH).then_some(above);
                    paths.paths.push(Path { above, service, name });
                    last.push((0, 0));
                    paths.paths.len() as u32 - 1
                });
                path_of_row.push(place);
                let (in_trace, at) = &mut last[place as usize];
                if *in_trace == trace.0 + 1 {
                    paths.of_trace.open()[*at as usize].1 += 1;
                } else {
                    (*in_trace, *at) = (trace.0 + 1, paths.of_trace.open().len() as u32);
                    paths.of_trace.push((place, 1));
                }
            }
            paths.of_trace.close();
        }
        paths
    }

    /// The paths of a trace with how often it has them.
    pub fn of_trace(&self, trace: TraceIx) -> &[(u32, u32)] {
        self.of_trace.of(trace.0)
    }

    /// The services and names of a path, from the root on.
    pub fn steps(&self, path: u32) -> Vec<Path> {
        let mut steps: Vec<Path> = core::iter::successors(Some(path), |&at| self.paths[at as usize].above)
            .map(|at| self.paths[at as usize])
            .collect();
        steps.reverse();
        steps
    }
}

/// The paths that have changed most, those that make the largest difference first. Below a path that appears everything
/// appears: only the path itself is told.
pub fn shapes(paths: &Paths, cohorts: &Cohorts) -> Vec<Shape> {
    let mut seen: Vec<[Seen; 2]> = vec![[Seen::default(); 2]; paths.paths.len()];
    for (side, traces) in [&cohorts.slow, &cohorts.fast].into_iter().enumerate() {
        for &(path, times) in traces.iter().flat_map(|&trace| paths.of_trace(trace)) {
            let seen = &mut seen[path as usize][side];
            seen.traces += 1;
            seen.times += u64::from(times);
            seen.squares += u64::from(times) * u64::from(times);
        }
    }
    let tentative = cohorts.is_tentative();
    // Every path that is seen often enough is a test, also those that have not changed.
    let tested: Vec<(Option<Shape>, f64)> =
        (0_u32..).zip(&seen).filter_map(|(path, sides)| tested(path, *sides, cohorts, tentative)).collect();
    let q = benjamini_hochberg(&tested.iter().map(|(_, p)| *p).collect::<Vec<_>>());
    let mut told: Vec<Shape> = tested
        .into_iter()
        .zip(q)
        .filter_map(|((shape, p), q)| Some(Shape { q: if tentative { p } else { q }, ..shape? }))
        .filter(|shape| tentative || shape.q <= Q_LIMIT)
        .collect();
    let mut change_of: Vec<Option<Change>> = vec![None; paths.paths.len()];
    told.iter().for_each(|shape| change_of[shape.path as usize] = Some(shape.change));
    told.retain(|shape| {
        let above = paths.paths[shape.path as usize].above;
        !above.is_some_and(|above| change_of[above as usize] == Some(shape.change))
    });
    let size =
        |shape: &Shape| (shape.slow.share() * shape.slow_mean - shape.fast.share() * shape.fast_mean).abs();
    let apart = |shape: &Shape| (shape.slow.share() - shape.fast.share()).abs();
    told.sort_by(|one, two| {
        apart(two).total_cmp(&apart(one)).then(size(two).total_cmp(&size(one))).then(one.path.cmp(&two.path))
    });
    told.truncate(ROWS_AT_MOST);
    told
}

/// What may have happened to a path, if it is large enough to be told, and the probability of as much by chance.
fn tested(
    path: u32,
    [slow, fast]: [Seen; 2],
    cohorts: &Cohorts,
    tentative: bool,
) -> Option<(Option<Shape>, f64)> {
    if slow.traces + fast.traces < if tentative { 1 } else { SUPPORT } {
        return None;
    }
    let part = |seen: Seen, all: usize| Part { of: seen.traces as usize, all };
    let (in_slow, in_fast) = (part(slow, cohorts.slow.len()), part(fast, cohorts.fast.len()));
    let difference = in_slow.share() - in_fast.share();
    let least = if tentative { LEAST_TENTATIVE } else { LEAST_DIFFERENCE };
    let (more, less) = (slow.mean().max(fast.mean()), slow.mean().min(fast.mean()));
    let is_repeated = less > 0.0 && more >= less * LEAST_TIMES;
    let (change, p) = if is_repeated && difference.abs() < least {
        let variance = slow.variance() + fast.variance();
        let z = (slow.mean() - fast.mean()) / variance.sqrt();
        let p = match variance > 0.0 {
            // Of one trace a side nothing is known.
            _ if slow.traces.min(fast.traces) < 2 => 1.0,
            true => normal_two_sided(z),
            // Counts that never vary are no chance, unless there are but a few.
            false => f64::from(u8::from(tentative)),
        };
        (Some(Change::Repeats), p)
    } else {
        let p = if tentative { fisher_p(in_slow, in_fast) } else { shares_p(in_slow, in_fast) };
        let change = if difference > 0.0 { Change::Appears } else { Change::Vanishes };
        ((difference.abs() >= least).then_some(change), p)
    };
    let (slow_mean, fast_mean) = (slow.mean(), fast.mean());
    let shape = change.map(|change| Shape {
        path,
        change,
        slow: in_slow,
        fast: in_fast,
        slow_mean,
        fast_mean,
        q: 1.0,
    });
    Some((shape, p))
}
