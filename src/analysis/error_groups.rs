//! The errors of all traces by what they are: one group a fingerprint (analysis.md, "Error origins").

use super::{
    derived::Derived,
    error_words::Reader,
    fingerprint::fingerprint,
    people::People,
    root_cause::{Origin, Verdict},
    services,
};
use crate::model::{ids::TraceIx, store::Store};
use std::collections::BTreeMap;

/// Errors of one fingerprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorGroup {
    /// The fingerprint.
    pub fingerprint: String,
    /// What the first of them says.
    pub message: String,
    /// Its errors: places among all origins, ascending.
    pub origins: Vec<u32>,
    /// How many of them caused a failure.
    pub caused: usize,
    /// Traces they are in.
    pub traces: usize,
    /// Distinct users those traces name.
    pub users: usize,
    /// Distinct sessions those traces name.
    pub sessions: usize,
}

/// All groups, and which of them each origin is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorGroups {
    /// Those that caused most failures first, then the most frequent, then by fingerprint.
    pub groups: Vec<ErrorGroup>,
    /// For each origin a place in `groups`.
    pub of_origin: Vec<u32>,
}

impl ErrorGroups {
    /// Groups the origins of a store, which stand by span.
    pub fn of_store(store: &Store, derived: &Derived, origins: &[Origin], people: &People) -> Self {
        let reader = Reader::of_store(store);
        let mut by_fingerprint: BTreeMap<String, ErrorGroup> = BTreeMap::new();
        for (place, origin) in (0..).zip(origins) {
            let words = reader.read(store, derived, origin.span);
            let service = services::name(store, store.service(origin.span));
            let name = store.text(store.name(origin.span));
            let group = by_fingerprint
                .entry(fingerprint(service, name, &words.kind, &words.message))
                .or_insert_with(|| ErrorGroup { message: words.message, ..ErrorGroup::default() });
            group.origins.push(place);
            group.caused += usize::from(origin.verdict == Verdict::Caused);
        }
        let mut groups: Vec<ErrorGroup> = by_fingerprint
            .into_iter()
            .map(|(fingerprint, group)| {
                let mut traces: Vec<TraceIx> =
                    group.origins.iter().map(|&at| store.trace_of(origins[at as usize].span)).collect();
                traces.dedup();
                ErrorGroup {
                    fingerprint,
                    traces: traces.len(),
                    users: people.users(traces.iter().copied()),
                    sessions: people.sessions(traces.iter().copied()),
                    ..group
                }
            })
            .collect();
        groups.sort_by_key(|group| core::cmp::Reverse((group.caused, group.origins.len())));
        let mut of_origin = vec![0; origins.len()];
        for (place, group) in (0..).zip(&groups) {
            for &origin in &group.origins {
                of_origin[origin as usize] = place;
            }
        }
        Self { groups, of_origin }
    }
}
