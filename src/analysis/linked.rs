//! The traces that the links of a trace lead to, and those whose links lead into it: where work goes on through queues.

use crate::model::{
    ids::{SpanId, TraceIx},
    store::Store,
};

/// Another trace, and the row of the span that it hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Linked {
    /// The span's row in the trace asked about: it links to the other one, or is what that one links to.
    pub row: u32,
    /// The other trace; it is loaded.
    pub trace: TraceIx,
}

/// The linked traces of a trace, by row, each once a row. Looks at every link of the store once.
pub fn of_trace(store: &Store, trace: TraceIx) -> Vec<Linked> {
    let first = store.first_of(trace).0;
    let key = store.trace(trace).key;
    let mut found = Vec::new();
    for span in store.spans_of(trace) {
        let leading_to = store.links(span).filter_map(|link| store.trace_by_key(link.trace?));
        found.extend(leading_to.map(|trace| Linked { row: span.0 - first, trace }));
    }
    let mut leading_here: Vec<(SpanId, TraceIx)> = Vec::new();
    for linking in store.spans_linking_into(key) {
        let other = store.trace_of(linking);
        let here = store.links(linking).filter(|link| link.trace == Some(key));
        leading_here.extend(here.map(|link| (link.span_id, other)));
    }
    leading_here.sort_unstable();
    if !leading_here.is_empty() {
        for span in store.spans_of(trace) {
            let id = store.span_id(span);
            let from = leading_here.partition_point(|&(linked, _)| linked < id);
            let of_span = leading_here[from..].iter().take_while(|&&(linked, _)| linked == id);
            found.extend(of_span.map(|&(_, trace)| Linked { row: span.0 - first, trace }));
        }
    }
    found.retain(|linked| linked.trace != trace);
    found.sort_unstable();
    found.dedup();
    found
}
