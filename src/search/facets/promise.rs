//! Which attributes of spans promise to part the traces: 24 of them, judged by whole traces of about 65,000 spans. An
//! attribute's promise is the share of traces that have it, times the bits its values tell, at most one.

use super::known::VALUES_AT_MOST;
use crate::{
    base::{hash::Map, information::entropy_bits},
    model::{ids::Key, store::Store, value::Value},
};

/// So many attributes are given.
const KEYS_AT_MOST: usize = 24;
/// So many spans are looked at, or up to twice as many where traces are long.
const SAMPLED_SPANS: usize = 1 << 16;

/// The attributes that promise most, most first.
pub(super) fn promising(store: &Store) -> Vec<Key> {
    let step = store.span_count().div_ceil(SAMPLED_SPANS).max(1);
    let mut sample = Sample { keys: vec![Seen::default(); store.keys().len()], ..Sample::default() };
    for trace in store.traces().step_by(step) {
        sample.traces += 1;
        for span in store.spans_of(trace) {
            store.attributes(span).for_each(|(key, value)| sample.add(trace.0 + 1, key, value));
            sample.spans += 1;
            if sample.spans == 2 * SAMPLED_SPANS {
                return sample.chosen(store);
            }
        }
    }
    sample.chosen(store)
}

#[derive(Default)]
struct Sample {
    traces: u32,
    spans: usize,
    keys: Vec<Seen>,
}

/// What was seen of a key.
#[derive(Clone, Default)]
struct Seen {
    on: Count,
    values: Map<Value, Count>,
    /// It has too many values, or such as cannot be counted.
    is_out: bool,
}

/// How many traces, and the last of them, from 1.
#[derive(Clone, Copy, Default)]
struct Count {
    traces: u32,
    last: u32,
}

impl Count {
    const fn add(&mut self, trace: u32) {
        self.traces += (self.last != trace) as u32;
        self.last = trace;
    }
}

impl Sample {
    fn add(&mut self, trace: u32, key: Key, value: Value) {
        let seen = &mut self.keys[key.0 as usize];
        if seen.is_out || value == Value::NULL {
            return;
        }
        seen.on.add(trace);
        seen.values.entry(value.bytes_as_text()).or_default().add(trace);
        if !value.is_simple() || seen.values.len() > VALUES_AT_MOST {
            seen.is_out = true;
            seen.values = Map::default();
        }
    }

    fn chosen(&self, store: &Store) -> Vec<Key> {
        let keys = (0..).map(Key).zip(&self.keys).filter(|(_, seen)| !seen.is_out && seen.values.len() > 1);
        let mut judged: Vec<(f64, Key)> = keys.map(|(key, seen)| (self.promise(seen), key)).collect();
        judged.sort_by(|(one, first), (other, second)| {
            other.total_cmp(one).then_with(|| store.key_name(*first).cmp(store.key_name(*second)))
        });
        judged.into_iter().take(KEYS_AT_MOST).map(|(_, key)| key).collect()
    }

    fn promise(&self, seen: &Seen) -> f64 {
        let mut counts: Vec<u32> = seen.values.values().map(|count| count.traces).collect();
        // Sums of fractions depend on their order.
        counts.sort_unstable();
        let bits = entropy_bits(counts.into_iter()).min(1.0);
        f64::from(seen.on.traces) / f64::from(self.traces) * bits
    }
}
