//! Runs: equal calls that stand side by side below one span. The waterfall shows one as a single row, "×41 SELECT
//! stock, 2.1 s, p50 51 ms" (analysis.md, "Repeated calls").

use super::{
    call::Call,
    repeats::N_PLUS_ONE_LEAST,
    siblings::{Member, Siblings},
};
use crate::model::{ids::SpanIx, store::Store};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The span whose children they are.
    pub parent: SpanIx,
    /// The children, side by side and in order, with their calls.
    pub members: Vec<Member>,
    /// What is called.
    pub call: Call,
    /// Sum of the durations.
    pub total_ns: i64,
    /// The median duration (nearest rank).
    pub p50_ns: i64,
}

/// The runs of a trace, by their first child: five or more equal calls with no other sibling between them.
pub fn of_trace(store: &Store, siblings: &Siblings) -> Vec<Run> {
    let mut runs = Vec::new();
    for family in &siblings.families {
        let beside = family.members.chunk_by(|a, b| a.key == b.key && a.nth + 1 == b.nth);
        for members in beside.filter(|members| members.len() >= N_PLUS_ONE_LEAST) {
            let mut durations_ns: Vec<i64> =
                members.iter().map(|member| store.duration_ns(member.child)).collect();
            durations_ns.sort_unstable();
            runs.push(Run {
                parent: family.parent,
                members: members.to_vec(),
                call: siblings.calls[members[0].key as usize].clone(),
                total_ns: durations_ns.iter().copied().fold(0, i64::saturating_add),
                p50_ns: durations_ns[(durations_ns.len() - 1) / 2],
            });
        }
    }
    runs.sort_by_key(|run| run.members.first().map(|member| member.child));
    runs
}
