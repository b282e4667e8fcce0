//! Traces in groups, each with its counts and latencies.

use super::{Engine, traces::shown};
use crate::{
    base::words,
    protocol::{
        request::Failure,
        trace_groups::{TraceGroup, TraceGroupColumn, TraceGroupsPage, TraceGroupsQuery},
        traces::CELL_LIMIT,
    },
    query::{
        naming,
        tree::{Binary, Comparison, Field, Static},
    },
    search::{
        reader::Reader,
        trace_groups::{self, Group},
        value::Val,
    },
};
use core::cmp::Ordering;

/// A condition longer than this, in bytes, is more than a search can be expected to hold.
const CONDITION_LIMIT: usize = 4_000;
/// So many groups are kept; nobody looks through more, and an id of its own in every trace would make as many.
const GROUPS_KEPT: usize = 20_000;

/// The groups as they were last asked for: pages of them need no new count.
#[derive(Debug)]
pub(super) struct Grouped {
    /// For no part in particular.
    query: TraceGroupsQuery,
    traces: usize,
    matched_spans: usize,
    in_several: usize,
    /// Groups in all, kept or not.
    distinct: usize,
    rows: Vec<TraceGroup>,
}

impl Engine {
    pub(super) fn trace_groups(&mut self, query: &TraceGroupsQuery) -> Result<TraceGroupsPage, Failure> {
        let asked = TraceGroupsQuery { offset: 0, limit: 0, ..query.clone() };
        let grouped = match self.grouped.take() {
            Some(grouped) if grouped.query == asked => grouped,
            _ => self.grouped_by(asked)?,
        };
        let rows = grouped.rows.iter().skip(query.offset).take(query.limit.min(super::ROWS_AT_MOST));
        let page = TraceGroupsPage {
            total: grouped.rows.len(),
            distinct: grouped.distinct,
            traces: grouped.traces,
            matched_spans: grouped.matched_spans,
            in_several: grouped.in_several,
            offset: query.offset,
            rows: rows.cloned().collect(),
        };
        self.grouped = Some(grouped);
        Ok(page)
    }

    fn grouped_by(&mut self, query: TraceGroupsQuery) -> Result<Grouped, Failure> {
        let Some(fields) = naming::grouping(&query.by) else {
            let message = format!("Traces cannot be grouped by “{}”: it is no attribute", query.by);
            return Err(Failure { code: "query".to_owned(), message, at: None });
        };
        let selected = self.selected(&query.selection)?;
        let readers: Vec<Reader> = fields
            .iter()
            .filter_map(|field| Reader::new(&self.store, &mut self.columns, field).ok())
            .collect();
        let errors = &self.derived.errors_of_trace;
        let mut found = trace_groups::of_traces(
            &self.store,
            &readers,
            &selected.spans,
            selected.traces.iter().map(|found| found.trace),
            |trace| errors[trace.0 as usize] > 0,
        );
        sort(&mut found.groups, query.sort, query.descending);
        let is_exact = found.missing_is_exact;
        let rows = found
            .groups
            .iter()
            .take(GROUPS_KEPT)
            .map(|group| self.group_row(&fields, group, is_exact))
            .collect();
        Ok(Grouped {
            query,
            traces: selected.traces.len(),
            matched_spans: selected.matched_spans,
            in_several: found.in_several,
            distinct: found.groups.len(),
            rows,
        })
    }

    fn group_row(&self, fields: &[Field], group: &Group<'_>, missing_is_exact: bool) -> TraceGroup {
        let text = |value: &Val<'_>| (!value.is_nil()).then(|| words::shortened(&shown(value), CELL_LIMIT));
        let can_be_found = missing_is_exact || !group.is_missing();
        let conditions = fields.iter().zip(&group.values).map(|(field, value)| condition(field, value));
        TraceGroup {
            values: group.values.iter().map(text).collect(),
            service: self.service_among(fields, &group.values),
            conditions: conditions.collect::<Option<_>>().filter(|_| can_be_found),
            traces: group.traces,
            errors: group.errors,
            partial: group.partial,
            p50_ns: group.latency_ns(50),
            p95_ns: group.latency_ns(95),
            p99_ns: group.latency_ns(99),
        }
    }

    fn service_among(&self, fields: &[Field], values: &[Val<'_>]) -> Option<u32> {
        let place = fields.iter().position(naming::names_service)?;
        let Val::Text(name) = values.get(place)? else { return None };
        self.derived.services.find(&self.store, name)
    }
}

/// Sorts groups; those without a value come last, equal ones stand by their values.
fn sort(groups: &mut [Group<'_>], column: TraceGroupColumn, descending: bool) {
    let percentile =
        |one: &Group<'_>, two: &Group<'_>, percent| one.latency_ns(percent).cmp(&two.latency_ns(percent));
    groups.sort_by(|one, two| {
        let ordering = match column {
            TraceGroupColumn::Value => one.compare(two),
            TraceGroupColumn::Traces => one.traces.cmp(&two.traces),
            TraceGroupColumn::Errors => one.errors.cmp(&two.errors),
            TraceGroupColumn::P50 => percentile(one, two, 50),
            TraceGroupColumn::P95 => percentile(one, two, 95),
            TraceGroupColumn::P99 => percentile(one, two, 99),
        };
        let ordering = if descending { ordering.reverse() } else { ordering };
        match one.is_missing().cmp(&two.is_missing()) {
            Ordering::Equal => ordering.then_with(|| one.compare(two)),
            missing => missing,
        }
    });
}

/// The condition that a value makes; `None` where a search has no words for it.
fn condition(field: &Field, value: &Val<'_>) -> Option<String> {
    let value = match value {
        Val::Nil => Static::Nil,
        Val::Text(text) => Static::Text(text.to_string()),
        Val::Int(number) => Static::Int(*number),
        Val::Float(number) if number.is_finite() => Static::Float(*number),
        Val::Bool(value) => Static::Bool(*value),
        Val::Duration(ns) => Static::Duration(*ns),
        Val::Status(word) => Static::Status(*word),
        Val::Kind(word) => Static::Kind(*word),
        Val::Float(_) | Val::Array(_) | Val::Each(_) => return None,
    };
    let condition = Field::Binary {
        op: Binary::Compare(Comparison::Equal),
        left: Box::new(field.clone()),
        right: Box::new(Field::Static(value)),
    };
    Some(condition.to_string()).filter(|text| text.len() <= CONDITION_LIMIT)
}
