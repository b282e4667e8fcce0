//! The trace list and the head of a trace.

use super::{Engine, selection::Selected};
use crate::{
    base::{time, words},
    model::{ids::TraceIx, span::Mark},
    protocol::{
        request::Failure,
        traces::{CELL_LIMIT, Cell, TraceColumn, TraceHead, TraceRow, TracesPage, TracesQuery},
    },
    query::{naming, tree::Static},
    search::{
        of_trace,
        reader::Reader,
        traces::{self, Match, Order},
        value::Val,
    },
};
use std::rc::Rc;

/// Services shown in a row of the list.
const SERVICES_IN_ROW: usize = 8;
/// Elements of a list that are written into a cell.
const ELEMENTS_IN_CELL: usize = 8;

/// The list as it was last asked for: pages of it need no new search.
#[derive(Debug)]
pub(super) struct List {
    /// What was asked for; which fields, and which part, makes no other list.
    query: TracesQuery,
    selected: Rc<Selected>,
    matches: Vec<Match>,
    longest_ns: i64,
}

impl Engine {
    pub(super) fn traces(&mut self, query: &TracesQuery) -> Result<TracesPage, Failure> {
        let asked = TracesQuery { fields: Vec::new(), offset: 0, limit: 0, ..query.clone() };
        let list = match self.list.take() {
            Some(list) if list.query == asked => list,
            _ => self.list_of(asked)?,
        };
        let readers: Vec<Option<Reader>> = query.fields.iter().map(|field| self.reader(field)).collect();
        let part = list.matches.iter().skip(query.offset).take(query.limit.min(super::ROWS_AT_MOST));
        let rows = part.map(|found| TraceRow {
            cells: self.cells(&readers, &list.selected, found.trace),
            ..self.row(found.trace, found.spans as usize)
        });
        let page = TracesPage {
            rows: rows.collect(),
            total: list.matches.len(),
            matched_spans: list.selected.matched_spans,
            offset: query.offset,
            longest_ns: list.longest_ns,
        };
        self.list = Some(list);
        Ok(page)
    }

    fn list_of(&mut self, query: TracesQuery) -> Result<List, Failure> {
        let selected = self.selected(&query.selection)?;
        let mut matches = selected.traces.clone();
        let order = match &query.sort {
            TraceColumn::Start => Some(Order::Start),
            TraceColumn::Latency => Some(Order::Latency),
            TraceColumn::Extent => Some(Order::Extent),
            TraceColumn::Spans => Some(Order::Spans),
            TraceColumn::Matches => Some(Order::Matches),
            TraceColumn::Services => Some(Order::Number(&self.derived.services_of_trace)),
            TraceColumn::Errors => Some(Order::Number(&self.derived.errors_of_trace)),
            TraceColumn::Root => Some(Order::Root),
            TraceColumn::Field(_) => None,
        };
        if let Some(order) = order {
            traces::sort(&self.store, &mut matches, order, query.descending);
        }
        if let TraceColumn::Field(field) = &query.sort
            && let Some(reader) = self.reader(field)
        {
            of_trace::sort(&self.store, &reader, &selected.spans, &mut matches, query.descending);
        }
        let longest_ns = matches.iter().map(|found| self.store.latency_ns(found.trace)).max().unwrap_or(0);
        Ok(List { query, selected, matches, longest_ns })
    }

    /// What fields say of a trace.
    fn cells(&self, readers: &[Option<Reader>], selected: &Selected, trace: TraceIx) -> Vec<Cell> {
        let of = |reader| cell(&of_trace::value(&self.store, reader, &selected.spans, trace));
        readers.iter().map(|reader| reader.as_ref().map(of).unwrap_or_default()).collect()
    }

    /// The field with this name, ready to be asked; `None` for what is no name.
    fn reader(&mut self, name: &str) -> Option<Reader> {
        let field = naming::named(name)?;
        Reader::new(&self.store, &mut self.columns, &field).ok()
    }

    fn row(&mut self, index: TraceIx, matched: usize) -> TraceRow {
        let answer = self.answer_of(index, false).sentence.clone();
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
            cells: Vec::new(),
        }
    }

    /// The rows of chosen traces; those that are not here are left out.
    pub(super) fn marked(&mut self, trace_ids: &[String]) -> Vec<TraceRow> {
        let found: Vec<TraceIx> = trace_ids.iter().filter_map(|id| self.store.find_trace(id)).collect();
        found.into_iter().take(super::ROWS_AT_MOST).map(|trace| self.row(trace, 0)).collect()
    }

    pub(super) fn head(&mut self, trace_id: &str, set_right: bool) -> Result<TraceHead, Failure> {
        let index = self.trace(trace_id)?;
        let skew = self.trace_skew(index);
        let (gaps, _) = self.gaps(index, false);
        let folded_runs = self.open_trace(index).runs.folded_at_first();
        let max_depth = self.open_trace(index).shape.depth.iter().copied().max().unwrap_or(0);
        // Where no clock is wrong the answer is the same; most stores need no second set of columns.
        let set_right = set_right && skew.is_some();
        let mut row = self.row(index, 0);
        row.answer = self.answer_of(index, set_right).sentence.clone();
        let answer = self.head_parts(index, set_right);
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

fn cell(of: &of_trace::OfTrace<'_>) -> Cell {
    let text = (!of.first.is_nil()).then(|| words::shortened(&shown(&of.first), CELL_LIMIT));
    Cell { text, more: of.more }
}

/// A value for people.
pub(super) fn shown(value: &Val<'_>) -> String {
    match value {
        Val::Nil => String::new(),
        Val::Text(text) => text.to_string(),
        Val::Int(number) => number.to_string(),
        Val::Float(number) => number.to_string(),
        Val::Bool(value) => value.to_string(),
        Val::Duration(ns) => time::duration(*ns),
        Val::Status(word) => Static::Status(*word).to_string(),
        Val::Kind(word) => Static::Kind(*word).to_string(),
        Val::Array(values) | Val::Each(values) => {
            let elements: Vec<String> = values.iter().take(ELEMENTS_IN_CELL).map(shown).collect();
            let rest = if values.len() > ELEMENTS_IN_CELL { ", …" } else { "" };
            format!("{}{rest}", elements.join(", "))
        }
    }
}
