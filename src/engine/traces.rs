//! The trace list and the head of a trace.

use super::Engine;
use crate::{
    model::{ids::TraceIx, span::Mark},
    protocol::{
        request::Failure,
        traces::{TraceHead, TraceRow, TraceSort, TracesPage, TracesQuery},
    },
    search::traces::{self, Match, Order},
};

/// Services shown in a row of the list.
const SERVICES_IN_ROW: usize = 8;

/// The list as it was last asked for: pages of it need no new search.
#[derive(Debug)]
pub(super) struct List {
    query: TracesQuery,
    matches: Vec<Match>,
    matched_spans: usize,
    longest_ns: i64,
}

impl Engine {
    pub(super) fn traces(&mut self, query: &TracesQuery) -> Result<TracesPage, Failure> {
        let asked = TracesQuery { offset: 0, limit: 0, ..query.clone() };
        let list = match self.list.take() {
            Some(list) if list.query == asked => list,
            _ => self.list_of(asked)?,
        };
        let rows = list.matches.iter().skip(query.offset).take(query.limit.min(super::ROWS_AT_MOST));
        let page = TracesPage {
            total: list.matches.len(),
            matched_spans: list.matched_spans,
            offset: query.offset,
            rows: rows.map(|found| self.row(found.trace, found.spans as usize)).collect(),
            longest_ns: list.longest_ns,
        };
        self.list = Some(list);
        Ok(page)
    }

    fn list_of(&mut self, query: TracesQuery) -> Result<List, Failure> {
        let spans = self.search(&query.q, None)?;
        let mut matches = traces::matching(&self.store, &spans);
        let order = match query.sort {
            TraceSort::Start => Order::Start,
            TraceSort::Latency => Order::Latency,
            TraceSort::Spans => Order::Spans,
            TraceSort::Services => Order::Number(&self.derived.services_of_trace),
            TraceSort::Errors => Order::Number(&self.derived.errors_of_trace),
            TraceSort::Root => Order::Root,
        };
        traces::sort(&self.store, &mut matches, order, query.descending);
        let matched_spans = matches.iter().map(|found| found.spans as usize).sum();
        let longest_ns = matches.iter().map(|found| self.store.latency_ns(found.trace)).max().unwrap_or(0);
        Ok(List { query, matches, matched_spans, longest_ns })
    }

    fn row(&mut self, index: TraceIx, matched: usize) -> TraceRow {
        let answer = self.answer_of(index).sentence.clone();
        let store = &self.store;
        let trace = store.trace(index);
        let mut services = self.derived.services.of_trace(store, index);
        services.truncate(SERVICES_IN_ROW);
        TraceRow {
            trace_id: store.trace_id_text(trace.key),
            service: self.derived.services.of_span(store, trace.root),
            name: store.text(store.name(trace.root)).to_owned(),
            start_ns: store.start_ns(trace.root),
            latency_ns: store.latency_ns(index),
            extent_ns: trace.extent_ns,
            partial: trace.partial,
            spans: store.spans_of(index).len(),
            services,
            service_count: self.derived.services_of_trace[index.0 as usize] as usize,
            errors: self.derived.errors_of_trace[index.0 as usize] as usize,
            matched,
            answer,
        }
    }

    pub(super) fn head(&mut self, trace_id: &str) -> Result<TraceHead, Failure> {
        let index = self.trace(trace_id)?;
        let skew = self.trace_skew(index);
        let (gaps, _) = self.gaps(index, false);
        let folded_runs = self.open_trace(index).runs.folded_at_first();
        let max_depth = self.open_trace(index).shape.depth.iter().copied().max().unwrap_or(0);
        let row = self.row(index, 0);
        let answer = self.head_parts(index);
        let store = &self.store;
        let trace = store.trace(index);
        Ok(TraceHead {
            row,
            origin_ns: trace.start_ns,
            services: self.derived.services.of_trace(store, index),
            max_depth,
            orphans: store.spans_of(index).filter(|&span| store.has(span, Mark::ORPHAN)).count(),
            root: trace.root.0 - trace.first,
            skew,
            answer,
            folded_runs,
            gaps,
        })
    }
}
