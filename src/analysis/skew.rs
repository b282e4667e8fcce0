//! Clock skew (analysis.md, "Clock skew"): how far the clocks of hosts are apart, and spans moved to where they must
//! have been.

use super::names::text;
use crate::{
    base::{bits::Bits, column::Column, time::duration},
    model::{
        ids::{Key, SpanIx, TraceIx},
        origin::Resource,
        store::Store,
    },
};
use std::collections::BTreeMap;

/// What it takes to set the clocks right.
#[derive(Clone, Debug, Default)]
pub struct Skew {
    /// The spans that are moved, ascending, and by how many nanoseconds; the clock of one that is moved back is ahead.
    shifted: Vec<(SpanIx, i64)>,
    /// The hosts that were compared, by the names people know them by.
    pub hosts: Vec<String>,
    /// For each resource its host, a place in `hosts`.
    host_of_resource: Vec<Option<u32>>,
    /// Pairs of hosts whose clocks differ, most calls first.
    pub pairs: Vec<HostPair>,
}

/// Two hosts and how far the clock of one is ahead of the other's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostPair {
    /// The host whose clock is ahead; a place in `Skew::hosts`.
    pub ahead: u32,
    /// The other one.
    pub behind: u32,
    /// By how much: the median over the calls between them that cannot have been as recorded (nearest rank).
    pub median_ns: i64,
    /// The lower quartile; below 0 when the clocks differ either way. Of up to three calls the least.
    pub low_ns: i64,
    /// The upper quartile. Of up to three calls the most.
    pub high_ns: i64,
    /// How many such calls there are.
    pub calls: usize,
}

impl Skew {
    /// Compares every span with its parent on another host.
    pub fn of_store(store: &Store, asynchronous: &Bits) -> Self {
        let mut skew = Self::default();
        skew.find_hosts(store);
        let mut deltas_ns: Vec<i64> = Vec::new();
        let mut samples: BTreeMap<(u32, u32), Vec<i64>> = BTreeMap::new();
        for trace in store.traces() {
            let first = store.first_of(trace).0;
            deltas_ns.clear();
            for span in store.spans_of(trace) {
                let delta_ns = store.parent(span).map_or(0, |parent| {
                    let above_ns = deltas_ns[(parent.0 - first) as usize];
                    match (skew.host(store, parent), skew.host(store, span)) {
                        (Some(caller), Some(host)) if caller == host => above_ns,
                        (Some(caller), Some(host)) if !asynchronous.get(span.0 as usize) => {
                            let delta_ns = delta_ns(store, parent, above_ns, span);
                            if delta_ns != 0 {
                                // Each pair once, as seen from the first of the two.
                                let (pair, ahead_ns) = if caller < host {
                                    ((caller, host), -delta_ns)
                                } else {
                                    ((host, caller), delta_ns)
                                };
                                samples.entry(pair).or_default().push(ahead_ns);
                            }
                            delta_ns
                        }
                        _ => 0,
                    }
                });
                deltas_ns.push(delta_ns);
                if delta_ns != 0 {
                    skew.shifted.push((span, delta_ns));
                }
            }
        }
        skew.pairs = samples.into_iter().map(|((one, other), ns)| HostPair::of(one, other, ns)).collect();
        skew.pairs.sort_by_key(|pair| core::cmp::Reverse(pair.calls));
        skew
    }

    fn find_hosts(&mut self, store: &Store) {
        let names = HostNames::find(store);
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        for resource in store.resources() {
            let host = names.of(store, resource).map(|(key, name)| {
                *known.entry(key).or_insert_with(|| {
                    self.hosts.push(name);
                    self.hosts.len() as u32 - 1
                })
            });
            self.host_of_resource.push(host);
        }
    }

    /// The host of a span, a place in `hosts`.
    pub fn host(&self, store: &Store, span: SpanIx) -> Option<u32> {
        self.host_of_resource[store.resource(span).0 as usize]
    }

    /// By how many nanoseconds a span is moved.
    pub fn delta_ns(&self, span: SpanIx) -> i64 {
        let found = self.shifted.binary_search_by_key(&span, |&(span, _)| span);
        found.map_or(0, |at| self.shifted[at].1)
    }

    /// The spans of a trace that are moved, with by how many nanoseconds.
    pub fn shifted(&self, store: &Store, trace: TraceIx) -> &[(SpanIx, i64)] {
        let rows = store.trace(trace);
        let place = |row: u32| self.shifted.partition_point(|&(span, _)| span.0 < row);
        &self.shifted[place(rows.first)..place(rows.end)]
    }

    /// The pairs of hosts whose clocks differ in calls of a trace.
    pub fn pairs_in<'a>(&'a self, store: &'a Store, trace: TraceIx) -> impl Iterator<Item = HostPair> + 'a {
        let hosts = |span: SpanIx| Some((self.host(store, store.parent(span)?)?, self.host(store, span)?));
        let mut met: Vec<(u32, u32)> =
            self.shifted(store, trace).iter().filter_map(|&(span, _)| hosts(span)).collect();
        met.sort_unstable();
        met.dedup();
        let is_met = move |pair: &HostPair| {
            met.contains(&(pair.ahead, pair.behind)) || met.contains(&(pair.behind, pair.ahead))
        };
        self.pairs.iter().copied().filter(is_met)
    }

    /// The starts of all spans with the clocks set right, nanoseconds since 1970.
    pub fn adjusted_starts_ns(&self, store: &Store) -> Column<i64> {
        let mut starts_ns: Column<i64> = store.spans().map(|span| store.start_ns(span)).collect();
        for &(span, delta_ns) in &self.shifted {
            starts_ns.set(span.0 as usize, store.start_ns(span).saturating_add(delta_ns));
        }
        starts_ns
    }

    /// `The clock of host a is about 38 ms ahead of b (31–44)`.
    pub fn sentence(&self, pair: HostPair) -> String {
        let name = |host: u32| self.hosts[host as usize].as_str();
        let (ahead, behind) = (name(pair.ahead), name(pair.behind));
        if pair.low_ns < 0 {
            let most = duration(pair.high_ns.max(-pair.low_ns));
            return format!("The clocks of hosts {ahead} and {behind} differ either way, by up to {most}");
        }
        let median = duration(pair.median_ns);
        let range = if pair.low_ns == pair.high_ns {
            String::new()
        } else {
            format!(" ({})", range(&median, pair.low_ns, pair.high_ns))
        };
        format!("The clock of host {ahead} is about {median} ahead of {behind}{range}")
    }
}

impl HostPair {
    /// From by how much `other` seemed to be ahead of `one`, call by call.
    fn of(one: u32, other: u32, mut ahead_ns: Vec<i64>) -> Self {
        ahead_ns.sort_unstable();
        let at = |share: usize| ahead_ns[(ahead_ns.len() * share).div_ceil(4).max(1) - 1];
        let (low_ns, median_ns, high_ns) = (at(1), at(2), at(3));
        let calls = ahead_ns.len();
        if median_ns >= 0 {
            Self { ahead: other, behind: one, median_ns, low_ns, high_ns, calls }
        } else {
            let (median_ns, low_ns, high_ns) = (-median_ns, -high_ns, -low_ns);
            Self { ahead: one, behind: other, median_ns, low_ns, high_ns, calls }
        }
    }
}

/// How far a span must be moved so that it lies in its parent, which itself is moved by `above_ns`: into its middle
/// when it is not longer, else to its start, unless it starts inside.
fn delta_ns(store: &Store, parent: SpanIx, above_ns: i64, span: SpanIx) -> i64 {
    let parent_start_ns = store.start_ns(parent).saturating_add(above_ns);
    let parent_end_ns = parent_start_ns.saturating_add(store.duration_ns(parent));
    let (start_ns, end_ns) = (store.start_ns(span), store.end_ns(span));
    if start_ns >= parent_start_ns && end_ns <= parent_end_ns {
        return 0;
    }
    let room_ns = store.duration_ns(parent) - store.duration_ns(span);
    if room_ns >= 0 {
        return parent_start_ns.saturating_add(room_ns / 2).saturating_sub(start_ns);
    }
    let is_inside = (parent_start_ns..parent_end_ns).contains(&start_ns);
    if is_inside { 0 } else { parent_start_ns.saturating_sub(start_ns) }
}

/// `31–44` in the unit of the text beside it, with units where one differs.
fn range(beside: &str, low_ns: i64, high_ns: i64) -> String {
    let (low, high) = (duration(low_ns), duration(high_ns));
    let number = |text: &str| {
        let (number, unit) = text.rsplit_once(' ')?;
        let one_unit =
            beside.rsplit_once(' ').is_some_and(|(alone, same)| same == unit && !alone.contains(' '));
        (one_unit && !number.contains(' ')).then(|| number.to_owned())
    };
    match (number(&low), number(&high)) {
        (Some(low), Some(high)) => format!("{low}–{high}"),
        _ => format!("{low}–{high}"),
    }
}

/// The keys that say which host a resource is on.
struct HostNames {
    id: Option<Key>,
    /// The second is what Jaeger's clients write.
    name: [Option<Key>; 2],
    instance: Option<Key>,
}

impl HostNames {
    fn find(store: &Store) -> Self {
        Self {
            id: store.find_key("host.id"),
            name: [store.find_key("host.name"), store.find_key("hostname")],
            instance: store.find_key("service.instance.id"),
        }
    }

    /// What tells the host from others, and its name for people; `None` when nothing is said.
    fn of(&self, store: &Store, resource: &Resource) -> Option<(String, String)> {
        let value = |key: Option<Key>| {
            let found = resource.attributes.iter().find(|&&(other, _)| Some(other) == key)?;
            Some(text(store.value(found.1))).filter(|text| !text.is_empty())
        };
        let name = self.name.iter().find_map(|&key| value(key));
        if let Some(id) = value(self.id) {
            return Some((format!("id {id}"), name.unwrap_or(id)));
        }
        if let Some(name) = name {
            return Some((format!("name {name}"), name));
        }
        let service = Some(store.text(resource.service)).filter(|name| !name.is_empty())?;
        let instance = value(self.instance).unwrap_or_default();
        let name = if instance.is_empty() { service.to_owned() } else { format!("{service} {instance}") };
        Some((format!("service {service}\n{instance}"), name))
    }
}
