//! The services of a store, most spans first, so that the same file always gives the same places and colours.

use crate::{
    base::intern::Symbol,
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
};

/// What a service without a name is called.
pub const UNKNOWN: &str = "unknown service";

/// The services in order, and each resource's place among them.
#[derive(Clone, Debug, Default)]
pub struct Services {
    symbols: Vec<Symbol>,
    of_resource: Vec<u32>,
}

impl Services {
    /// Counts the services of a store: by spans, then by name.
    pub fn of_store(store: &Store) -> Self {
        let mut spans_of_resource = vec![0_usize; store.resources().len()];
        for span in store.spans() {
            spans_of_resource[store.resource(span).0 as usize] += 1;
        }
        let mut pairs: Vec<(Symbol, usize)> = store
            .resources()
            .iter()
            .zip(&spans_of_resource)
            .map(|(resource, &n)| (resource.service, n))
            .collect();
        pairs.sort_unstable();
        let mut counted: Vec<(usize, Symbol)> = pairs
            .chunk_by(|a, b| a.0 == b.0)
            .map(|run| (run.iter().map(|&(_, n)| n).sum(), run[0].0))
            .filter(|&(n, _)| n > 0)
            .collect();
        counted.sort_by_key(|&(n, symbol)| (core::cmp::Reverse(n), store.text(symbol)));
        let symbols: Vec<Symbol> = counted.into_iter().map(|(_, symbol)| symbol).collect();
        let mut by_symbol: Vec<(Symbol, u32)> = symbols.iter().copied().zip(0..).collect();
        by_symbol.sort_unstable();
        let place =
            |symbol| by_symbol.binary_search_by_key(&symbol, |entry| entry.0).map_or(0, |at| by_symbol[at].1);
        let of_resource = store.resources().iter().map(|resource| place(resource.service)).collect();
        Self { symbols, of_resource }
    }

    /// The number of services.
    pub const fn len(&self) -> usize {
        self.symbols.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }

    /// The services by place.
    pub fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    /// The place of a span's service.
    #[inline]
    pub fn of_span(&self, store: &Store, span: SpanIx) -> u32 {
        self.of_resource[store.resource(span).0 as usize]
    }

    /// The names by place.
    pub fn names(&self, store: &Store) -> Vec<String> {
        self.symbols.iter().map(|&symbol| name(store, symbol).to_owned()).collect()
    }

    /// The place of the service with a name.
    pub fn find(&self, store: &Store, wanted: &str) -> Option<u32> {
        self.symbols.iter().position(|&symbol| name(store, symbol) == wanted).map(|place| place as u32)
    }

    /// The services of a trace with their spans, most first, then by place.
    pub fn of_trace(&self, store: &Store, trace: TraceIx) -> Vec<(u32, usize)> {
        let mut spans = vec![0_usize; self.len()];
        for span in store.spans_of(trace) {
            spans[self.of_span(store, span) as usize] += 1;
        }
        let mut counted: Vec<(u32, usize)> = (0..).zip(spans).filter(|&(_, n)| n > 0).collect();
        counted.sort_by_key(|&(place, n)| (core::cmp::Reverse(n), place));
        counted
    }

    /// How many services each trace has.
    pub fn counts(&self, store: &Store) -> Vec<u32> {
        // For each service the last trace it was counted in, from 1.
        let mut counted = vec![0_u32; self.len()];
        let count = |trace: TraceIx| {
            let mut services = 0;
            for span in store.spans_of(trace) {
                let last = &mut counted[self.of_span(store, span) as usize];
                services += u32::from(*last != trace.0 + 1);
                *last = trace.0 + 1;
            }
            services
        };
        store.traces().map(count).collect()
    }
}

/// A service's name for people.
pub fn name(store: &Store, service: Symbol) -> &str {
    if service == Symbol::EMPTY { UNKNOWN } else { store.text(service) }
}
