//! What the analyses say of every span and trace: columns beside the store, made once per store.

use super::{asynchronous, critical_path, error, self_time, services::Services};
use crate::{
    base::{bits::Bits, column::Column},
    model::{ids::SpanIx, store::Store},
};

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// Spans that do not hold their parent up.
    pub asynchronous: Bits,
    /// Spans with an error.
    pub errors: Bits,
    /// Self time of every span, in nanoseconds.
    pub self_ns: Column<i64>,
    /// Every span's own time on its flow's critical path, in nanoseconds.
    pub critical_ns: Column<i64>,
    /// The services.
    pub services: Services,
    /// Spans with an error, for every trace.
    pub errors_of_trace: Vec<u32>,
    /// Distinct services, for every trace.
    pub services_of_trace: Vec<u32>,
}

impl Derived {
    /// Runs the analyses.
    pub fn of_store(store: &Store) -> Self {
        let asynchronous = asynchronous::asynchronous(store);
        let errors = error::errors(store, &asynchronous);
        let self_ns = self_time::self_times_ns(store, &asynchronous);
        let mut critical_ns: Column<i64> = store.spans().map(|_| 0).collect();
        for trace in store.traces() {
            for segment in critical_path::of_trace(store, &asynchronous, trace) {
                let at = segment.span.0 as usize;
                critical_ns.set(at, critical_ns.get(at) + segment.end_ns - segment.start_ns);
            }
        }
        let services = Services::of_store(store);
        let count = |trace| {
            let rows = store.trace(trace);
            errors.count_in(rows.first as usize, rows.end as usize) as u32
        };
        let errors_of_trace = store.traces().map(count).collect();
        let services_of_trace = services.counts(store);
        Self { asynchronous, errors, self_ns, critical_ns, services, errors_of_trace, services_of_trace }
    }

    /// Whether a span has an error.
    pub fn is_error(&self, span: SpanIx) -> bool {
        self.errors.get(span.0 as usize)
    }

    /// Whether a span is asynchronous.
    pub fn is_asynchronous(&self, span: SpanIx) -> bool {
        self.asynchronous.get(span.0 as usize)
    }
}
