//! Whom traces are about: the users and sessions that their spans name. Findings tell how many they touch.

use super::names::text;
use crate::{
    base::hash,
    model::{
        ids::{Key, TraceIx},
        store::Store,
        value::Value,
    },
};

/// What a user is known by, the present name first.
const USER: [&str; 6] =
    ["user.id", "enduser.id", "enduser.pseudo.id", "user.hash", "user.name", "user.email"];
/// What a session is known by.
const SESSION: [&str; 1] = ["session.id"];

/// The users and sessions of every trace.
#[derive(Clone, Debug, Default)]
pub struct People {
    users: Named,
    sessions: Named,
}

impl People {
    /// Looks all spans and resources through.
    pub fn of_store(store: &Store) -> Self {
        Self { users: Named::of_store(store, &USER), sessions: Named::of_store(store, &SESSION) }
    }

    /// How many distinct users some traces name.
    pub fn users(&self, traces: impl Iterator<Item = TraceIx>) -> usize {
        self.users.count(traces)
    }

    /// How many distinct sessions some traces name.
    pub fn sessions(&self, traces: impl Iterator<Item = TraceIx>) -> usize {
        self.sessions.count(traces)
    }
}

/// For each trace what it names, each once, as hashes of the text.
#[derive(Clone, Debug, Default)]
struct Named {
    hashes: Vec<u64>,
    /// For each trace the place behind its last.
    ends: Vec<u32>,
}

impl Named {
    fn of_store(store: &Store, names: &[&str]) -> Self {
        let keys: Vec<Key> = names.iter().filter_map(|name| store.find_key(name)).collect();
        if keys.is_empty() {
            return Self::default();
        }
        let of_resource: Vec<Option<Value>> =
            store.resources().iter().map(|resource| first_of(&keys, &resource.attributes)).collect();
        let columns: Vec<Vec<Value>> = keys.iter().map(|&key| store.values_of(key)).collect();
        let mut named = Self::default();
        let mut values: Vec<Value> = Vec::new();
        for trace in store.traces() {
            values.clear();
            for span in store.spans_of(trace) {
                let own = columns.iter().map(|column| column[span.0 as usize]).find(|&v| v != Value::NULL);
                values.extend(own.or(of_resource[store.resource(span).0 as usize]));
            }
            values.sort_unstable();
            values.dedup();
            let from = named.hashes.len();
            let texts = values.iter().map(|&value| text(store.value(value))).filter(|text| !text.is_empty());
            named.hashes.extend(texts.map(|text| hash::of(&text)));
            named.hashes[from..].sort_unstable();
            named.ends.push(named.hashes.len() as u32);
        }
        named
    }

    fn of_trace(&self, trace: TraceIx) -> &[u64] {
        let end = |at: usize| self.ends.get(at).map_or(0, |&end| end as usize);
        let at = trace.0 as usize;
        &self.hashes[at.checked_sub(1).map_or(0, end)..end(at)]
    }

    fn count(&self, traces: impl Iterator<Item = TraceIx>) -> usize {
        let mut all: Vec<u64> = traces.flat_map(|trace| self.of_trace(trace).iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    }
}

/// The value of the first of the keys that there is.
fn first_of(keys: &[Key], attributes: &[(Key, Value)]) -> Option<Value> {
    keys.iter().find_map(|&key| attributes.iter().find(|&&(name, _)| name == key)).map(|&(_, value)| value)
}
