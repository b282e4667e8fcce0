//! Calls that lost their context: a CLIENT without a server half whose peer is a service of the data. A third party
//! records no spans for us and is no finding; nor is a call with orphans of its own trace inside its interval: there
//! the context came through and spans were lost.

use super::{Data, Finding, Findings, Lint};
use crate::{
    analysis::{peer, services},
    base::{intern::Symbol, words},
    model::{
        ids::SpanIx,
        span::{Kind, Mark},
        store::Store,
    },
};
use std::collections::BTreeMap;

/// See the module.
pub(super) struct BrokenPropagation;

impl Lint for BrokenPropagation {
    fn rule(&self) -> &'static str {
        "broken-propagation"
    }

    fn summary(&self) -> &'static str {
        "A call to a service that records spans has a server half"
    }

    /// Each failure is a call, with its probable other half where there is one.
    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        let store = data.store;
        let by_name: BTreeMap<&str, Symbol> = store
            .resources()
            .iter()
            .map(|resource| (store.text(resource.service), resource.service))
            .filter(|(name, _)| !name.is_empty())
            .collect();
        let roots = server_roots(store);
        let orphans: Vec<SpanIx> = store.spans().filter(|&span| store.has(span, Mark::ORPHAN)).collect();
        for call in store.spans().filter(|&span| is_alone(store, span)) {
            let name = peer::virtual_name(&data.facts.of(store, call), Kind::Client);
            let Some(&callee) = by_name.get(name.as_str()) else { continue };
            if callee != store.service(call) && !has_lost_spans(store, call, &orphans) {
                let half = roots.get(&callee).and_then(|roots| other_half(store, call, roots));
                findings.add(store.service(call), [call].into_iter().chain(half));
            }
        }
    }

    fn sentence(&self, data: &Data<'_>, finding: &Finding) -> String {
        let store = data.store;
        let calls = words::count(finding.n, "call has", "calls have");
        let first = finding.spans[0];
        let callee = peer::virtual_name(&data.facts.of(store, first), Kind::Client);
        let half = finding.spans.get(1).filter(|&&span| store.kind(span) == Kind::Server);
        let probably = half.map_or_else(String::new, |&half| {
            let service = services::name(store, store.service(half));
            format!("; {} of {service}, a trace of its own, is probably the other half", data.quoted(half))
        });
        format!("{calls} no server half, such as {} to {callee}{probably}", data.quoted(first))
    }
}

/// A CLIENT that has no remote child and is not the callee itself (one in another service than its parent).
fn is_alone(store: &Store, span: SpanIx) -> bool {
    let is_entry = || store.parent(span).is_some_and(|parent| peer::is_remote(store, parent, span));
    store.kind(span) == Kind::Client
        && !is_entry()
        && !store
            .children(span)
            .any(|child| peer::is_remote(store, span, child) || store.kind(child) == Kind::Client)
}

/// Whether an orphan of the call's trace begins inside its interval. Rows of a trace stand together.
fn has_lost_spans(store: &Store, call: SpanIx, orphans: &[SpanIx]) -> bool {
    if orphans.is_empty() {
        return false;
    }
    let trace = store.trace(store.trace_of(call));
    let from = orphans.partition_point(|orphan| orphan.0 < trace.first);
    let mut of_trace = orphans[from..].iter().take_while(|orphan| orphan.0 < trace.end);
    let inside = store.start_ns(call)..store.end_ns(call);
    of_trace.any(|&orphan| inside.contains(&store.start_ns(orphan)))
}

/// The roots that are SERVER spans, by service and start.
fn server_roots(store: &Store) -> BTreeMap<Symbol, Vec<SpanIx>> {
    let mut roots: BTreeMap<Symbol, Vec<SpanIx>> = BTreeMap::new();
    for span in store.spans() {
        if store.parent(span).is_none() && !store.has(span, Mark::ORPHAN) && store.kind(span) == Kind::Server
        {
            roots.entry(store.service(span)).or_default().push(span);
        }
    }
    for roots in roots.values_mut() {
        roots.sort_by_key(|&span| (store.start_ns(span), span));
    }
    roots
}

/// The longest root inside the call's interval; it explains most of the wait.
fn other_half(store: &Store, call: SpanIx, roots: &[SpanIx]) -> Option<SpanIx> {
    let (start_ns, end_ns) = (store.start_ns(call), store.end_ns(call));
    let from = roots.partition_point(|&root| store.start_ns(root) < start_ns);
    let inside = roots[from..].iter().copied().take_while(|&root| store.start_ns(root) < end_ns);
    let fitting = inside.filter(|&root| store.end_ns(root) <= end_ns);
    fitting.max_by_key(|&root| (store.duration_ns(root), core::cmp::Reverse(root)))
}
