//! A list of traces made from their spans, for servers that answer a search with whole traces.

use super::loose;
use crate::protocol::remote::RemoteTrace;
use std::collections::{BTreeMap, BTreeSet};

/// A span as far as a list needs it.
pub struct ListedSpan<'a> {
    /// The trace, as written.
    pub trace_id: &'a str,
    /// Its service.
    pub service: &'a str,
    /// Its operation.
    pub name: &'a str,
    /// Nanoseconds since 1970.
    pub start_ns: i64,
    /// Nanoseconds.
    pub duration_ns: i64,
    /// It has no parent in its trace.
    pub is_root: bool,
    /// It ended with an error.
    pub has_error: bool,
}

/// See the module.
#[derive(Default)]
pub struct Listing(BTreeMap<String, Tally>);

#[derive(Default)]
struct Tally {
    row: RemoteTrace,
    services: BTreeSet<String>,
    spans: usize,
    errors: usize,
    end_ns: i64,
    /// Whether the row's names are a root's, and when that starts.
    named_by: Option<(bool, i64)>,
}

impl Listing {
    /// Counts a span in.
    pub fn add(&mut self, span: &ListedSpan<'_>) {
        let tally = self.0.entry(loose::trace_id(span.trace_id)).or_default();
        let end_ns = span.start_ns.saturating_add(span.duration_ns);
        let is_first = tally.spans == 0;
        tally.spans += 1;
        tally.errors += usize::from(span.has_error);
        tally.services.insert(span.service.to_owned());
        tally.row.start_ns = if is_first { span.start_ns } else { tally.row.start_ns.min(span.start_ns) };
        tally.end_ns = if is_first { end_ns } else { tally.end_ns.max(end_ns) };
        // A root before any other span, then the earliest.
        let is_better = tally.named_by.is_none_or(|(is_root, start_ns)| {
            (span.is_root, core::cmp::Reverse(span.start_ns)) > (is_root, core::cmp::Reverse(start_ns))
        });
        if is_better {
            tally.named_by = Some((span.is_root, span.start_ns));
            tally.row.service = span.service.to_owned();
            tally.row.name = span.name.to_owned();
            if span.is_root {
                tally.row.duration_ns = span.duration_ns;
            }
        }
    }

    /// The traces, the latest first.
    pub fn rows(self) -> Vec<RemoteTrace> {
        let mut rows: Vec<RemoteTrace> = self
            .0
            .into_iter()
            .map(|(trace_id, tally)| {
                let has_root = tally.named_by.is_some_and(|(is_root, _)| is_root);
                let extent_ns = tally.end_ns.saturating_sub(tally.row.start_ns);
                RemoteTrace {
                    trace_id,
                    duration_ns: if has_root { tally.row.duration_ns } else { extent_ns },
                    spans: Some(tally.spans),
                    services: Some(tally.services.len()),
                    errors: Some(tally.errors),
                    ..tally.row
                }
            })
            .collect();
        latest_first(&mut rows);
        rows
    }
}

/// Sorts traces by their start, the latest first.
pub fn latest_first(rows: &mut [RemoteTrace]) {
    rows.sort_by(|one, other| (other.start_ns, &one.trace_id).cmp(&(one.start_ns, &other.trace_id)));
}
