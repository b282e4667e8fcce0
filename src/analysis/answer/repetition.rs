//! What a flow's spans call again and again.

use super::{Flow, NAME_LIMIT, Part, PartKind, SPANS_OF_PART};
use crate::{
    analysis::{
        edge::Share,
        repeats::{Repeat, RepeatKind},
    },
    base::{time::duration, words},
    model::ids::SpanIx,
};
use core::cmp::Reverse;

/// Cheaper ones are not told.
const COST_PERCENT: i64 = 10;

/// The repetition that costs most, if it costs enough. Many calls at once are no cause: they cost no more than one.
pub(super) fn dearest<'a>(flow: &'a Flow<'_>) -> Option<&'a Repeat> {
    flow.repeats
        .iter()
        .filter(|repeat| repeat.kind != RepeatKind::Burst)
        .filter(|repeat| repeat.cost_ns > 0 && flow.is_share(repeat.cost_ns, COST_PERCENT))
        .min_by_key(|repeat| (Reverse(repeat.cost_ns), repeat.kind, repeat.parent))
}

/// Whether at least half of a group's time is below the calls.
pub(super) fn makes_up(flow: &Flow<'_>, repeat: &Repeat, share: &Share) -> bool {
    let is_below = |span: SpanIx| {
        let after = repeat.children.partition_point(|&child| child <= span);
        after > 0 && span < flow.store.subtree_end(repeat.children[after - 1])
    };
    let below_ns: i64 = share.spans.iter().filter(|&&(span, _)| is_below(span)).map(|&(_, ns)| ns).sum();
    i128::from(below_ns) * 2 >= i128::from(share.ns)
}

/// `41 × SELECT stock`; for itself with how and how long.
pub(super) fn part(flow: &Flow<'_>, repeat: &Repeat, goes_on: bool) -> Part {
    let (n, template) = (words::grouped(repeat.n), words::shortened(&repeat.template(), NAME_LIMIT));
    let told = match repeat.kind {
        RepeatKind::NPlusOne | RepeatKind::Burst => format!("{n} × {template}"),
        RepeatKind::Loop => format!("{n} × ({template})"),
        RepeatKind::Redundant => format!("{n} × the same {template}"),
    };
    let text = if goes_on {
        told
    } else {
        format!("{told} one after another, {} in all", duration(repeat.total_ns))
    };
    let mut spans = repeat.children.clone();
    spans.sort_by_key(|&span| (Reverse(flow.flows.critical_ns(span)), span));
    spans.truncate(SPANS_OF_PART);
    Part { kind: PartKind::Repeat, text, ns: repeat.cost_ns, spans, goes_on }
}
