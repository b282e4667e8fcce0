//! Who had the time of a flow.

use super::{Flow, NAME_LIMIT, Part, PartKind, SPANS_OF_PART};
use crate::{
    analysis::{
        call::Call,
        edge::{Edges, Group, Share},
        services,
    },
    base::{intern::Symbol, time::duration, words},
    model::ids::SpanIx,
};
use core::cmp::Reverse;
use std::collections::BTreeMap;

/// A group is large from here on: it is told whatever stands beside it.
const LARGE_PERCENT: i64 = 33;
/// A second group is told from here on where the first has less than half.
const SECOND_PERCENT: i64 = 20;
const HALF_PERCENT: i64 = 50;
/// An operation is named when it has so much of a group.
const OPERATION_PERCENT: i64 = 80;
/// From here on it is all of the time.
const ALL_PERMILLE: i128 = 995;
/// Spans that lead to where the time is spread.
const SPREAD_GROUPS: usize = 5;

/// The groups that are told; none when the time is spread.
pub(super) fn groups<'a>(flow: &'a Flow<'_>) -> &'a [Share] {
    let Some(first) = flow.shares.first() else { return &[] };
    let least = if flow.is_share(first.ns, HALF_PERCENT) { LARGE_PERCENT } else { SECOND_PERCENT };
    let second = flow.shares.get(1).filter(|share| flow.is_share(share.ns, least));
    let together_ns = first.ns + second.map_or(0, |share| share.ns);
    let is_told = flow.is_share(first.ns, LARGE_PERCENT) || flow.is_share(together_ns, HALF_PERCENT);
    let count = 1 + usize::from(second.is_some());
    if is_told { &flow.shares[..count] } else { &[] }
}

/// `2.8 s of 3.2 s waiting on inventory → postgresql/stock, SELECT stock`. The first group of a flow also tells how
/// much there is in all; the operation is left out where a repetition follows that names it.
pub(super) fn part(flow: &Flow<'_>, edges: &Edges, share: &Share, names_operation: bool) -> Part {
    let is_first = flow.shares.first() == Some(share);
    let (ns, all_ns) = (duration(share.ns), duration(flow.ns()));
    let is_all = i128::from(share.ns) * 1_000 >= i128::from(flow.ns()) * ALL_PERMILLE;
    let time = match (is_first, is_all) {
        (true, true) => format!("all {all_ns}"),
        (true, false) => format!("{ns} of {all_ns}"),
        (false, _) => ns,
    };
    let mut text = format!("{time} {}", place(flow, edges, share.group));
    let operation = match share.group {
        Group::Own { name, .. } | Group::Between { operation: name, .. } => {
            Some(flow.store.text(name).to_owned())
        }
        Group::Service { .. } | Group::Peer { .. } => main_operation(flow, share),
    };
    if let Some(operation) = operation.filter(|name| names_operation && !name.is_empty()) {
        text.push_str(", ");
        text.push_str(&words::shortened(&operation, NAME_LIMIT));
    }
    Part { kind: PartKind::Time, text, ns: share.ns, spans: dearest_spans(share), goes_on: false }
}

fn place(flow: &Flow<'_>, edges: &Edges, group: Group) -> String {
    let short = |name| words::shortened(name, NAME_LIMIT);
    match (group, edges.ends(flow.store, group)) {
        (Group::Between { .. }, Some((from, to))) => format!("between {} and {}", short(from), short(to)),
        (_, Some((from, to))) => format!("waiting on {} → {}", short(from), short(to)),
        (Group::Own { service, .. }, _) => {
            format!("in {} itself", short(services::name(flow.store, service)))
        }
        (_, None) => String::new(),
    }
}

/// What is asked of a peer, when it is mostly one thing.
fn main_operation(flow: &Flow<'_>, share: &Share) -> Option<String> {
    let mut by_name: BTreeMap<Symbol, (i64, SpanIx)> = BTreeMap::new();
    for &(span, ns) in &share.spans {
        by_name.entry(flow.store.name(span)).or_insert((0, span)).0 += ns;
    }
    let (ns, span) = by_name.into_values().max_by_key(|&(ns, span)| (ns, Reverse(span)))?;
    let is_main = i128::from(ns) * 100 >= i128::from(share.ns) * i128::from(OPERATION_PERCENT);
    is_main.then(|| Call::of_span(flow.store, &flow.reading.facts, span).template)
}

fn dearest_spans(share: &Share) -> Vec<SpanIx> {
    let mut spans = share.spans.clone();
    spans.sort_by_key(|&(span, ns)| (Reverse(ns), span));
    spans.truncate(SPANS_OF_PART);
    spans.into_iter().map(|(span, _)| span).collect()
}

/// `no single cause: time is spread over 14 services`; nothing for a flow that took no time.
pub(super) fn spread(flow: &Flow<'_>) -> Option<Part> {
    let spans = || flow.shares.iter().flat_map(|share| share.spans.iter().map(|&(span, _)| span));
    let mut services: Vec<Symbol> = spans().map(|span| flow.store.service(span)).collect();
    services.sort_unstable();
    services.dedup();
    let over = match services[..] {
        [] => return None,
        [service] => {
            let mut names: Vec<Symbol> = spans().map(|span| flow.store.name(span)).collect();
            names.sort_unstable();
            names.dedup();
            let operations = words::count(names.len(), "operation", "operations");
            format!("{operations} of {}", services::name(flow.store, service))
        }
        _ => words::count(services.len(), "service", "services"),
    };
    let largest =
        flow.shares.iter().take(SPREAD_GROUPS).filter_map(|share| dearest_spans(share).first().copied());
    Some(Part {
        kind: PartKind::Spread,
        text: format!("no single cause: time is spread over {over}"),
        ns: flow.ns(),
        spans: largest.collect(),
        goes_on: false,
    })
}
