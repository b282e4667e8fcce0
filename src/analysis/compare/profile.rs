//! What each trace's latency went to: its root's critical path by group of the edge rule, and the operation at its
//! root. Made once for a store; every comparison is sums over it.

use crate::{
    analysis::{
        critical_path,
        derived::Derived,
        edge::{Edges, Group},
        flow::Flows,
    },
    base::{hash::Map, intern::Symbol},
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
};

/// A group that occurs in any trace.
#[derive(Clone, Copy, Debug)]
pub struct KnownGroup {
    /// Whose time it is.
    pub group: Group,
    /// The name that all of its spans have, if they have one in common.
    pub name: Option<Symbol>,
}

/// A group's part of one trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// The place of the group.
    pub group: u32,
    /// Its spans on the critical path.
    pub calls: u32,
    /// Their critical time in nanoseconds, more than 0.
    pub ns: i64,
}

/// A group's part of one trace, among those of all traces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The place of the trace's root operation.
    pub operation: u32,
    /// The trace.
    pub trace: TraceIx,
    /// What it spent.
    pub spent: Spent,
}

/// The service and the name of a root.
pub type Operation = (Symbol, Symbol);

/// See the module.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Names the groups' ends.
    pub edges: Edges,
    /// The groups by place.
    pub groups: Vec<KnownGroup>,
    /// The root operations by place.
    pub operations: Vec<Operation>,
    /// The place of each trace's root operation.
    operation_of: Vec<u32>,
    /// What all traces spent, by group, operation and trace: a comparison is one pass over it.
    parts: Vec<Part>,
}

impl Profile {
    /// The profile of all traces of a store.
    pub fn of_store(store: &Store, derived: &Derived) -> Self {
        let mut profile = Self {
            edges: Edges::of_store(store),
            groups: Vec::new(),
            operations: Vec::new(),
            operation_of: Vec::with_capacity(store.trace_count()),
            parts: Vec::new(),
        };
        let mut places: Map<Group, u32> = Map::default();
        let mut operations: Map<Operation, u32> = Map::default();
        for trace in store.traces() {
            let root = store.trace(trace).root;
            let operation = (store.service(root), store.name(root));
            let place = *operations.entry(operation).or_insert_with(|| {
                profile.operations.push(operation);
                profile.operations.len() as u32 - 1
            });
            profile.operation_of.push(place);
            profile.add(store, derived, trace, root, &mut places);
        }
        profile.parts.sort_by_key(|part| (part.spent.group, part.operation));
        profile
    }

    fn add(
        &mut self,
        store: &Store,
        derived: &Derived,
        trace: TraceIx,
        root: SpanIx,
        places: &mut Map<Group, u32>,
    ) {
        let segments = critical_path::of_trace(derived.times(store), &derived.asynchronous, trace);
        let flows = Flows::of_trace(store, derived, trace);
        for share in self.edges.of_flow(store, &flows, &segments, trace, root) {
            let spans = share.spans.iter().filter(|(_, ns)| *ns > 0);
            let calls = spans.clone().count() as u32;
            if calls == 0 {
                continue;
            }
            let place = *places.entry(share.group).or_insert_with(|| {
                let name = spans.clone().next().map(|(span, _)| store.name(*span));
                self.groups.push(KnownGroup { group: share.group, name });
                self.groups.len() as u32 - 1
            });
            let known = &mut self.groups[place as usize];
            if spans.clone().any(|(span, _)| Some(store.name(*span)) != known.name) {
                known.name = None;
            }
            let spent = Spent { group: place, calls, ns: share.ns };
            self.parts.push(Part { operation: self.operation_of(trace), trace, spent });
        }
    }

    /// What all traces spent, by group, operation and trace.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The place of a trace's root operation.
    pub fn operation_of(&self, trace: TraceIx) -> u32 {
        self.operation_of[trace.0 as usize]
    }

    /// A trace's critical time in a group, in nanoseconds.
    pub fn ns_in(&self, trace: TraceIx, group: u32) -> i64 {
        let wanted = (group, self.operation_of(trace), trace);
        let key = |part: &Part| (part.spent.group, part.operation, part.trace);
        self.parts.binary_search_by_key(&wanted, key).map_or(0, |at| self.parts[at].spent.ns)
    }
}
