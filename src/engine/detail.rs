//! Everything about one span.

use super::{Engine, waterfall::OpenTrace};
use crate::{
    analysis::{latency, services},
    model::{attributes::Link, ids::SpanIx},
    protocol::{
        detail::{LinkDetail, SpanDetail, SpanName, VALUE_LIMIT},
        findings::SpanPlace,
        request::{Failure, SpanRef},
    },
    query::tree::Scope,
};

/// Spans at either end of the path to a deep span.
const PATH_ENDS: usize = 8;
/// Events, and links, in one reply.
const PARTS_AT_MOST: usize = 500;
/// Errors that a span handled, in one reply.
const HANDLED_AT_MOST: usize = 10;

impl Engine {
    pub(super) fn detail(
        &mut self,
        trace_id: &str,
        span: &SpanRef,
        whole: bool,
        skew: bool,
    ) -> Result<SpanDetail, Failure> {
        self.set_clocks(skew);
        let trace = self.trace(trace_id)?;
        let row = self.row_of(trace, span)?;
        let shape = &self.open_trace(trace).shape;
        let above: Vec<u32> = shape.ancestors(row).collect();
        let (children, descendants) =
            (shape.children[row as usize], shape.subtree_end[row as usize] - row - 1);
        let store = &self.store;
        let rows = store.trace(trace);
        let span = SpanIx(rows.first + row);
        let derived = self.derived_with(skew);
        let times = derived.times(store);
        let (origin_ns, _) = latency::bounds_ns(times, trace);
        let limit = if whole { usize::MAX } else { VALUE_LIMIT };
        let scope = store.scope(span);
        let mut events: Vec<_> = store.events(span).filter(|event| !store.is_of_trace(*event)).collect();
        events.sort_by_key(|event| event.time_ns);
        let top = self.top_of_flow(span);
        let origins = self.open.as_ref().map_or(&[][..], OpenTrace::origins);
        let handled: Vec<SpanIx> = origins
            .iter()
            .filter(|origin| origin.handled_at(store) == Some(span))
            .map(|origin| origin.span)
            .collect();
        let linking: Vec<SpanIx> = store.spans_linking_to(rows.key, store.span_id(span));
        let at_an_end = |at: usize| at < PATH_ENDS || at + PATH_ENDS >= above.len();
        let path = above
            .iter()
            .rev()
            .enumerate()
            .filter(|&(at, _)| at_an_end(at))
            .map(|(_, &row)| self.span_name(SpanIx(rows.first + row)));
        Ok(SpanDetail {
            trace_id: store.trace_id_text(rows.key),
            row,
            span_id: store.span_id_text(store.span_id(span)),
            parent_span_id: store.span_id_text(store.parent_id(span)),
            parent: above.first().copied(),
            path: path.collect(),
            name: store.text(store.name(span)).to_owned(),
            service: self.derived.services.of_span(store, span),
            kind: store.kind(span).word().to_owned(),
            status: store.status(span).word().to_owned(),
            status_message: store.text(store.status_message(span)).to_owned(),
            error: self.derived.is_error(span),
            failure: self.failure(origins, span),
            handled: handled.iter().take(HANDLED_AT_MOST).map(|&span| self.span_name(span)).collect(),
            handled_count: handled.len(),
            start_ns: times.start_ns(span),
            offset_ns: times.start_ns(span) - origin_ns,
            shift_ns: times.shift_ns(span),
            duration_ns: store.duration_ns(span),
            latency_ns: store.latency_ns(trace),
            flow_ns: store.duration_ns(top),
            in_background: derived.is_asynchronous(top),
            self_ns: derived.self_ns.get(span.0 as usize),
            critical_ns: derived.critical_ns.get(span.0 as usize),
            children,
            descendants,
            attributes: self.attributes(Scope::Span, store.attributes(span), limit),
            context: self.context(span, limit),
            event_count: events.len(),
            events: events
                .into_iter()
                .take(PARTS_AT_MOST)
                .map(|event| self.event(event, span, limit))
                .collect(),
            link_count: store.links(span).len(),
            links: store.links(span).take(PARTS_AT_MOST).map(|link| self.link(link, limit)).collect(),
            resource: self.attributes(
                Scope::Resource,
                store.resources()[store.resource(span).0 as usize].attributes.iter().copied(),
                limit,
            ),
            scope_name: store.text(scope.name).to_owned(),
            scope_version: store.text(scope.version).to_owned(),
            scope: self.attributes(Scope::Instrumentation, scope.attributes.iter().copied(), limit),
            trace_state: store.text(store.trace_state(span)).to_owned(),
            remarks: self.remarks(span, times.shift_ns(span)),
            depth: above.len() as u32,
            linked_from_count: linking.len(),
            linked_from: linking.iter().take(PARTS_AT_MOST).map(|&span| self.linking(span)).collect(),
            standing: self.standing(span),
        })
    }

    /// A span by name.
    pub(super) fn span_name(&self, span: SpanIx) -> SpanName {
        let store = &self.store;
        SpanName {
            row: span.0 - store.first_of(store.trace_of(span)).0,
            service: self.derived.services.of_span(store, span),
            name: store.text(store.name(span)).to_owned(),
        }
    }

    /// The top of the flow that a span is part of: a root, or the top of an asynchronous part.
    fn top_of_flow(&self, span: SpanIx) -> SpanIx {
        let above = |span: &SpanIx| self.store.parent(*span).filter(|_| !self.derived.is_asynchronous(*span));
        core::iter::successors(Some(span), above).last().unwrap_or(span)
    }

    fn link(&self, link: Link, limit: usize) -> LinkDetail {
        let store = &self.store;
        let trace = link.trace.and_then(|key| store.trace_by_key(key));
        let target = trace.and_then(|trace| store.find_span_id(trace, link.span_id));
        LinkDetail {
            trace_id: link.trace.map(|key| store.trace_id_text(key)).unwrap_or_default(),
            span_id: store.span_id_text(link.span_id),
            loaded: target.is_some(),
            target: target.map(|span| self.target(span)).unwrap_or_default(),
            attributes: self.attributes(Scope::Link, store.link_attributes(link), limit),
        }
    }

    /// A span that links to the one told about.
    fn linking(&self, span: SpanIx) -> LinkDetail {
        let SpanPlace { trace_id, span_id } = self.place(span);
        LinkDetail { trace_id, span_id, loaded: true, target: self.target(span), attributes: Vec::new() }
    }

    /// Service and name of the other end of a link.
    fn target(&self, span: SpanIx) -> String {
        let store = &self.store;
        format!("{} · {}", services::name(store, store.service(span)), store.text(store.name(span)))
    }
}
