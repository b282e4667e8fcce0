//! How the duration of a span stands among those of all spans of its service and name. Nothing is sampled.

use super::Engine;
use crate::{
    base::{intern::Symbol, quantile::nearest_rank},
    model::ids::SpanIx,
    protocol::detail::Standing,
    query::tree::{Attribute, Intrinsic, Scope, Static},
};

/// Steps of the picture.
const BINS: usize = 32;

impl Engine {
    /// Looks at every open span. (Nearest rank, as analysis.md, "Latency", has it.)
    pub(super) fn standing(&self, span: SpanIx) -> Standing {
        let store = &self.store;
        let (name, service) = (store.name(span), store.service(span));
        let is_same = |other: &SpanIx| store.name(*other) == name && store.service(*other) == service;
        let mut errors = 0;
        let mut durations_ns = Vec::new();
        for other in store.spans().filter(is_same) {
            errors += usize::from(self.derived.is_error(other));
            durations_ns.push(store.duration_ns(other));
        }
        durations_ns.sort_unstable();
        let own_ns = store.duration_ns(span);
        let n = durations_ns.len();
        let at = |place: usize| durations_ns.get(place).copied().unwrap_or_default();
        let (min_ns, max_ns) = (at(0), at(n.saturating_sub(1)));
        let mut bins = vec![0; BINS];
        durations_ns.iter().for_each(|&ns| bins[bin(ns, min_ns, max_ns)] += 1);
        let of_service = Attribute { scope: Scope::Resource, parent: false, name: "service.name".to_owned() };
        let text = |text: &str| Static::Text(text.to_owned());
        let operation = text(store.text(name));
        let service_name = if service == Symbol::EMPTY { Static::Nil } else { text(store.text(service)) };
        Standing {
            spans: n,
            faster: durations_ns.partition_point(|&ns| ns < own_ns),
            slower: n - durations_ns.partition_point(|&ns| ns <= own_ns),
            errors,
            p50_ns: nearest_rank(&durations_ns, 50),
            p95_ns: nearest_rank(&durations_ns, 95),
            min_ns,
            max_ns,
            bins,
            bin: bin(own_ns, min_ns, max_ns) as u32,
            search: format!("{{ {of_service} = {service_name} && {} = {operation} }}", Intrinsic::Name),
        }
    }
}

/// The step a duration is in, when those from `min_ns` to `max_ns` are parted into equal steps of their logarithm.
fn bin(ns: i64, min_ns: i64, max_ns: i64) -> usize {
    let logarithm = |ns: i64| (ns as f64 + 1.0).ln();
    let (low, high) = (logarithm(min_ns), logarithm(max_ns));
    let share = if high > low { (logarithm(ns) - low) / (high - low) } else { 0.0 };
    ((share * BINS as f64) as usize).min(BINS - 1)
}
