//! What the analyses say of every span and trace: columns beside the store, made once per store, and once more when
//! the clocks are to be set right.

use super::{asynchronous, critical_path, error, self_time, services::Services, skew::Skew, times::Times};
use crate::{
    base::{bits::Bits, column::Column},
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
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
    /// The starts of all spans when the clocks are set right, nanoseconds since 1970.
    starts_ns: Option<Column<i64>>,
}

impl Derived {
    /// Runs the analyses.
    pub fn of_store(store: &Store) -> Self {
        let asynchronous = asynchronous::asynchronous(store);
        let errors = error::errors(store, &asynchronous);
        let self_ns = self_time::self_times_ns(store, &asynchronous);
        let mut critical_ns: Column<i64> = store.spans().map(|_| 0).collect();
        for trace in store.traces() {
            add_critical(store.into(), &asynchronous, trace, &mut critical_ns);
        }
        let services = Services::of_store(store);
        let count = |trace| {
            let rows = store.trace(trace);
            errors.count_in(rows.first as usize, rows.end as usize) as u32
        };
        let errors_of_trace = store.traces().map(count).collect();
        let services_of_trace = services.counts(store);
        Self {
            asynchronous,
            errors,
            self_ns,
            critical_ns,
            services,
            errors_of_trace,
            services_of_trace,
            starts_ns: None,
        }
    }

    /// The same with the clocks set right. Which spans are asynchronous and which have an error stays as recorded.
    #[must_use]
    pub fn adjusted(&self, store: &Store, skew: &Skew) -> Self {
        let starts_ns = skew.adjusted_starts_ns(store);
        let times = Times::adjusted(store, &starts_ns);
        let (mut self_ns, mut critical_ns) = (self.self_ns.clone(), self.critical_ns.clone());
        for trace in store.traces().filter(|&trace| !skew.shifted(store, trace).is_empty()) {
            for span in store.spans_of(trace) {
                let row = span.0 as usize;
                self_ns.set(row, self_time::self_time_ns(times, &self.asynchronous, span));
                critical_ns.set(row, 0);
            }
            add_critical(times, &self.asynchronous, trace, &mut critical_ns);
        }
        Self { self_ns, critical_ns, starts_ns: Some(starts_ns), ..self.clone() }
    }

    /// When spans ran.
    pub fn times<'a>(&'a self, store: &'a Store) -> Times<'a> {
        self.starts_ns.as_ref().map_or_else(|| store.into(), |starts_ns| Times::adjusted(store, starts_ns))
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

/// Adds each span's own time on its flow's critical path.
fn add_critical(times: Times<'_>, asynchronous: &Bits, trace: TraceIx, critical_ns: &mut Column<i64>) {
    for segment in critical_path::as_found(times, asynchronous, trace) {
        let at = segment.span.0 as usize;
        // The length first: an end may lie as far away as a time can.
        critical_ns.set(at, critical_ns.get(at) + (segment.end_ns - segment.start_ns));
    }
}
