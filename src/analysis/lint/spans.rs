//! The Instrumentation Score's rules on spans.

use super::{Data, Finding, Findings, Impact, Lint};
use crate::{
    base::{intern::Symbol, time::MS, words},
    model::{
        ids::SpanIx,
        span::{Kind, Mark},
    },
};

/// SPA-001.
pub(super) struct InternalSpans;

/// INTERNAL spans a trace and service may have.
const INTERNAL_AT_MOST: usize = 10;

impl Lint for InternalSpans {
    fn rule(&self) -> &'static str {
        "SPA-001"
    }

    fn summary(&self) -> &'static str {
        "A service has at most 10 internal spans in a trace"
    }

    fn impact(&self) -> Option<Impact> {
        Some(Impact::Normal)
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        let mut internal: Vec<(Symbol, SpanIx)> = Vec::new();
        for trace in data.store.traces() {
            let spans = data.store.spans_of(trace).filter(|&span| data.store.kind(span) == Kind::Internal);
            internal.clear();
            internal.extend(spans.map(|span| (data.store.service(span), span)));
            internal.sort_unstable();
            for spans in internal.chunk_by(|a, b| a.0 == b.0).filter(|spans| spans.len() > INTERNAL_AT_MOST) {
                let finding = findings.add(spans[0].0, spans.iter().map(|&(_, span)| span));
                finding.largest = finding.largest.max(spans.len() as i64);
            }
        }
    }

    fn sentence(&self, _data: &Data<'_>, finding: &Finding) -> String {
        let traces = words::count(finding.n, "trace has", "traces have");
        format!("{traces} more than 10 internal spans, up to {}", words::grouped(finding.largest as usize))
    }
}

/// SPA-002.
pub(super) struct Orphans;

impl Lint for Orphans {
    fn rule(&self) -> &'static str {
        "SPA-002"
    }

    fn summary(&self) -> &'static str {
        "The parent of every span is there"
    }

    fn impact(&self) -> Option<Impact> {
        Some(Impact::Normal)
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        for span in data.store.spans().filter(|&span| data.store.has(span, Mark::ORPHAN)) {
            findings.add(data.store.service(span), [span]);
        }
    }

    fn sentence(&self, _data: &Data<'_>, finding: &Finding) -> String {
        format!("The parent of {} is missing", words::count(finding.n, "span", "spans"))
    }
}

/// SPA-004.
pub(super) struct ClientRoots;

impl Lint for ClientRoots {
    fn rule(&self) -> &'static str {
        "SPA-004"
    }

    fn summary(&self) -> &'static str {
        "The root of a trace is not a client"
    }

    fn impact(&self) -> Option<Impact> {
        Some(Impact::Important)
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        let store = data.store;
        let is_root = |&span: &SpanIx| store.parent(span).is_none() && !store.has(span, Mark::ORPHAN);
        for span in store.spans().filter(is_root).filter(|&span| store.kind(span) == Kind::Client) {
            findings.add(store.service(span), [span]);
        }
    }

    fn sentence(&self, data: &Data<'_>, finding: &Finding) -> String {
        let traces = words::count(finding.n, "trace begins", "traces begin");
        format!("{traces} with a client, such as {}", data.quoted(finding.spans[0]))
    }
}

/// SPA-005.
pub(super) struct ShortSpans;

/// Shorter ones are short.
const SHORT_NS: i64 = 5 * MS;
/// Short INTERNAL spans a trace may have.
const SHORT_AT_MOST: usize = 20;

impl Lint for ShortSpans {
    fn rule(&self) -> &'static str {
        "SPA-005"
    }

    fn summary(&self) -> &'static str {
        "A trace has at most 20 internal spans under 5 ms"
    }

    fn impact(&self) -> Option<Impact> {
        Some(Impact::Important)
    }

    /// A trace that has too many fails for every service that has some of them.
    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        let store = data.store;
        let is_short =
            |&span: &SpanIx| store.kind(span) == Kind::Internal && store.duration_ns(span) < SHORT_NS;
        let mut short: Vec<(Symbol, SpanIx)> = Vec::new();
        for trace in store.traces() {
            short.clear();
            short.extend(store.spans_of(trace).filter(is_short).map(|span| (store.service(span), span)));
            if short.len() <= SHORT_AT_MOST {
                continue;
            }
            let all = short.len() as i64;
            short.sort_unstable();
            for spans in short.chunk_by(|a, b| a.0 == b.0) {
                let finding = findings.add(spans[0].0, spans.iter().map(|&(_, span)| span));
                finding.largest = finding.largest.max(all);
            }
        }
    }

    fn sentence(&self, _data: &Data<'_>, finding: &Finding) -> String {
        let traces = words::count(finding.n, "trace has", "traces have");
        let most = words::grouped(finding.largest as usize);
        format!("{traces} more than 20 internal spans under 5 ms, up to {most}")
    }
}
