//! Calls that one span makes again and again (analysis.md, "Repeated calls"): N+1, burst, loop, redundant.
//!
//! A call that follows a failed one with the same parameters is a second try and not redundant: the first gave no
//! answer. Where the parameters are not told (a prepared statement alone), nothing is called redundant.

use super::{
    call::Call,
    derived::Derived,
    facts::Facts,
    flow::Flows,
    loops,
    parameters::{self, Roles},
    siblings::{Family, Member, Siblings},
    times::Times,
    varying::{self, Varying},
};
use crate::{
    base::time::MS,
    model::{ids::SpanIx, span::Kind, store::Store},
};

/// Fewer are no N+1.
pub const N_PLUS_ONE_LEAST: usize = 5;
/// Shorter ones count only when they are a tenth of their flow.
const N_PLUS_ONE_NS: i64 = 50 * MS;
const N_PLUS_ONE_SEQUENTIAL: f64 = 0.8;
/// Fewer at once are no burst.
const BURST_LEAST: usize = 10;
const BURST_SEQUENTIAL: f64 = 0.5;
const REDUNDANT_LEAST: usize = 2;

/// What kind of repetition it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepeatKind {
    /// One call an item, one after another.
    NPlusOne,
    /// Some calls in turn, again and again.
    Loop,
    /// The same call with the same parameters.
    Redundant,
    /// Many at once.
    Burst,
}

impl RepeatKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::NPlusOne, Self::Loop, Self::Redundant, Self::Burst];

    /// A word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NPlusOne => "n_plus_one",
            Self::Loop => "loop",
            Self::Redundant => "redundant",
            Self::Burst => "burst",
        }
    }
}

/// Calls that repeat among the children of one span.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// The kind.
    pub kind: RepeatKind,
    /// The span whose children they are.
    pub parent: SpanIx,
    /// The children, in order; of a loop those of all its turns.
    pub children: Vec<SpanIx>,
    /// What is called; of a loop the calls of one turn.
    pub pattern: Vec<Call>,
    /// How often: calls, or turns of a loop.
    pub n: usize,
    /// Share of the neighbours of which the later starts after the earlier's end.
    pub sequential: f64,
    /// Sum of the durations.
    pub total_ns: i64,
    /// What one call for all would save: the critical time of all below them, less the largest call's (or turn's).
    pub cost_ns: i64,
    /// What is different from call to call, where it is told.
    pub varies: Option<Varying>,
}

impl Repeat {
    /// What is called, in words.
    pub fn template(&self) -> String {
        let templates: Vec<&str> = self.pattern.iter().map(|call| call.template.as_str()).collect();
        templates.join(", ")
    }
}

/// What the search for repetitions needs of a store.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What attributes say of calls.
    pub facts: Facts,
    /// Which attributes are parameters.
    pub roles: Roles,
}

impl Reading {
    /// Looks the names up in a store.
    pub fn find(store: &Store) -> Self {
        Self { facts: Facts::find(store), roles: Roles::find(store) }
    }
}

/// The repetitions of a trace, by parent, then by first child.
pub fn of_trace(
    store: &Store,
    derived: &Derived,
    reading: &Reading,
    flows: &Flows,
    siblings: &Siblings,
) -> Vec<Repeat> {
    let search =
        Search { store, times: derived.times(store), derived, reading, flows, calls: &siblings.calls };
    let mut repeats = Vec::new();
    for family in &siblings.families {
        let from = repeats.len();
        search.look_into(family, &mut repeats);
        repeats[from..].sort_by_key(|repeat| (repeat.children.first().copied(), repeat.kind));
    }
    repeats
}

struct Search<'a> {
    store: &'a Store,
    times: Times<'a>,
    derived: &'a Derived,
    reading: &'a Reading,
    flows: &'a Flows,
    calls: &'a [Call],
}

impl Search<'_> {
    fn look_into(&self, family: &Family, repeats: &mut Vec<Repeat>) {
        let mut by_key = family.members.clone();
        by_key.sort_by_key(|member| member.key);
        for members in by_key.chunk_by(|a, b| a.key == b.key).filter(|members| members.len() > 1) {
            self.look_at_equals(family.parent, members, repeats);
        }
        let keys: Vec<u32> = family.members.iter().map(|member| member.key).collect();
        for found in loops::find(&keys) {
            let members = &family.members[found.range.clone()];
            // All are calls; a loop that only sends and takes messages asks nobody.
            let asks = members[..found.period]
                .iter()
                .any(|member| !matches!(self.store.kind(member.call), Kind::Producer | Kind::Consumer));
            if asks {
                repeats.push(self.repeat(RepeatKind::Loop, family.parent, members, found.period));
            }
        }
    }

    /// Looks at the calls of one key.
    fn look_at_equals(&self, parent: SpanIx, members: &[Member], repeats: &mut Vec<Repeat>) {
        if is_n_plus_one(self.times, self.flows, parent, members) {
            repeats.push(self.repeat(RepeatKind::NPlusOne, parent, members, 1));
        } else if members.len() >= BURST_LEAST && sequential(self.times, members) < BURST_SEQUENTIAL {
            repeats.push(self.repeat(RepeatKind::Burst, parent, members, 1));
        }
        // Messages are sent and worked on, not asked for.
        if !matches!(self.store.kind(members[0].call), Kind::Client | Kind::Server) {
            return;
        }
        let answered: Vec<Member> =
            members.iter().copied().filter(|member| !self.derived.is_error(member.call)).collect();
        for same in parameters::equal(self.store, self.reading, &answered) {
            if same.len() >= REDUNDANT_LEAST {
                repeats.push(self.repeat(RepeatKind::Redundant, parent, &same, 1));
            }
        }
    }

    fn repeat(&self, kind: RepeatKind, parent: SpanIx, members: &[Member], period: usize) -> Repeat {
        let pattern =
            members[..period].iter().map(|member| self.calls[member.key as usize].clone()).collect();
        let varies = match kind {
            RepeatKind::Redundant => None,
            _ => varying::of_calls(self.store, self.reading, &every(members, period)),
        };
        Repeat {
            kind,
            parent,
            children: members.iter().map(|member| member.child).collect(),
            pattern,
            n: members.len() / period,
            sequential: sequential(self.times, members),
            total_ns: total_ns(self.store, members),
            cost_ns: self.cost_ns(members, period),
            varies,
        }
    }

    /// The critical time of the calls less the largest call's, or turn's. Asynchronous ones hold nobody up.
    fn cost_ns(&self, members: &[Member], period: usize) -> i64 {
        let critical_ns = |member: &Member| match self.derived.is_asynchronous(member.child) {
            true => 0,
            false => self.flows.critical_ns(member.child),
        };
        let turns_ns: Vec<i64> =
            members.chunks(period).map(|turn| turn.iter().map(critical_ns).sum::<i64>()).collect();
        turns_ns.iter().sum::<i64>() - turns_ns.iter().copied().max().unwrap_or(0)
    }
}

/// Whether equal calls below a span, in their order, are an N+1.
pub fn is_n_plus_one<'a>(
    times: impl Into<Times<'a>>,
    flows: &Flows,
    parent: SpanIx,
    members: &[Member],
) -> bool {
    let times = times.into();
    let store = times.store();
    let total_ns = total_ns(store, members);
    let root_ns = store.duration_ns(flows.top(parent));
    let is_long = total_ns >= N_PLUS_ONE_NS || (total_ns > 0 && total_ns >= root_ns / 10);
    members.len() >= N_PLUS_ONE_LEAST && is_long && sequential(times, members) >= N_PLUS_ONE_SEQUENTIAL
}

/// Share of the neighbouring pairs in which the later starts after the earlier's end, with a tolerance of 10 % of the
/// shorter call, at most a millisecond.
fn sequential(times: Times<'_>, members: &[Member]) -> f64 {
    let mut calls: Vec<SpanIx> = members.iter().map(|member| member.child).collect();
    if times.are_adjusted() {
        calls.sort_by_key(|&call| times.start_ns(call));
    }
    let duration_ns = |call| times.store().duration_ns(call);
    let follows = |pair: &&[SpanIx]| {
        let [earlier, later] = [pair[0], pair[1]];
        let tolerance_ns = (duration_ns(earlier).min(duration_ns(later)) / 10).min(MS);
        times.start_ns(later) >= times.end_ns(earlier).saturating_sub(tolerance_ns)
    };
    let pairs = calls.len().saturating_sub(1).max(1);
    calls.windows(2).filter(follows).count() as f64 / pairs as f64
}

fn total_ns(store: &Store, members: &[Member]) -> i64 {
    members.iter().map(|member| store.duration_ns(member.child)).fold(0, i64::saturating_add)
}

/// The first call of every turn.
fn every(members: &[Member], period: usize) -> Vec<Member> {
    members.iter().copied().step_by(period).collect()
}
