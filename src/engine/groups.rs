//! The table of a trace, kept between requests in the order last asked for.

use super::Engine;
use crate::{
    analysis::groups::{self, Group},
    model::ids::{SpanIx, TraceIx},
    protocol::{
        groups::{GroupColumn, GroupRow, GroupsPage, GroupsQuery},
        request::Failure,
    },
    query::{
        reading::{Query, read},
        tree::{Attribute, Field, Intrinsic, Scope, Spanset, Stage, Static},
    },
    search::groups as values,
};
use core::cmp::Ordering;

/// The groups last asked for.
#[derive(Debug)]
pub(super) struct Table {
    /// What was asked, without the part of the list.
    query: GroupsQuery,
    fields: Vec<Field>,
    values: Vec<Vec<Static>>,
    sums: Vec<Group>,
    /// The service of each group, if there is but one.
    services: Vec<Option<u32>>,
    order: Vec<u32>,
}

impl Engine {
    pub(super) fn groups(&mut self, query: &GroupsQuery) -> Result<GroupsPage, Failure> {
        let trace = self.trace(&query.trace_id)?;
        let asked = GroupsQuery { offset: 0, limit: 0, ..query.clone() };
        let table = match self.open_trace(trace).table.take() {
            Some(table) if table.query == asked => table,
            Some(table) if table.is_of(&asked) => table.ordered(asked),
            _ => self.table(trace, asked)?,
        };
        let rows = table.order.iter().skip(query.offset).take(query.limit.min(super::ROWS_AT_MOST));
        let page = GroupsPage {
            total: table.order.len(),
            spans: table.sums.iter().map(|group| group.spans as usize).sum(),
            critical_ns: table.sums.iter().map(|group| group.critical_ns).sum(),
            rows: rows.map(|&number| table.row(number as usize)).collect(),
        };
        self.open_trace(trace).table = Some(table);
        Ok(page)
    }

    fn table(&mut self, trace: TraceIx, query: GroupsQuery) -> Result<Table, Failure> {
        let fields = fields_of(&query.by)?;
        let bounds = self.store.trace(trace);
        let rows = match &query.focus {
            Some(span) => {
                let first = bounds.first + self.row_of(trace, span)?;
                first..self.store.subtree_end(SpanIx(first)).0
            }
            None => bounds.first..bounds.end,
        };
        let grouped = values::group(&self.store, &mut self.columns, &fields, rows.clone())
            .map_err(|refusal| failure(&refusal.sentence))?;
        let count = grouped.values.len();
        self.set_clocks(query.skew);
        let derived = self.derived_with(query.skew);
        let sums = groups::sums(&self.store, derived, SpanIx(rows.start), &grouped.group_of, count);
        let mut seen: Vec<Option<Option<u32>>> = vec![None; count];
        for (&number, row) in grouped.group_of.iter().zip(rows) {
            let service = self.derived.services.of_span(&self.store, SpanIx(row));
            let known = &mut seen[number as usize];
            *known = Some(known.map_or(Some(service), |before| before.filter(|other| *other == service)));
        }
        let services = seen.into_iter().map(Option::flatten).collect();
        let table = Table {
            query: GroupsQuery::default(),
            fields,
            values: grouped.values,
            sums,
            services,
            order: Vec::new(),
        };
        Ok(table.ordered(query))
    }
}

impl Table {
    /// Whether it has the groups that are asked for, if in another order.
    fn is_of(&self, query: &GroupsQuery) -> bool {
        (&self.query.focus, &self.query.by, self.query.skew) == (&query.focus, &query.by, query.skew)
    }

    /// Puts the groups into the order that is asked for; equals by their values.
    fn ordered(mut self, query: GroupsQuery) -> Self {
        self.order = (0..self.sums.len() as u32).collect();
        let number = |group: &Group| match query.sort {
            GroupColumn::Group => 0,
            GroupColumn::Spans => i64::from(group.spans),
            GroupColumn::Total => group.total_ns,
            GroupColumn::OwnTime => group.self_ns,
            GroupColumn::Critical | GroupColumn::Share => group.critical_ns,
            GroupColumn::P50 => group.p50_ns,
            GroupColumn::P95 => group.p95_ns,
            GroupColumn::Errors => i64::from(group.errors),
        };
        self.order.sort_by(|&one, &other| {
            let by_number = number(&self.sums[one as usize]).cmp(&number(&self.sums[other as usize]));
            // Groups stand in the order of their values.
            let by_values = one.cmp(&other);
            let by_column = if query.sort == GroupColumn::Group { by_values } else { by_number };
            let by_column = if query.descending { by_column.reverse() } else { by_column };
            if by_column == Ordering::Equal { by_values } else { by_column }
        });
        self.query = query;
        self
    }

    fn row(&self, number: usize) -> GroupRow {
        let (values, group) = (&self.values[number], self.sums[number]);
        GroupRow {
            values: values.iter().map(shown).collect(),
            service: self.services[number],
            find: values::condition(&self.fields, values).to_string(),
            spans: group.spans,
            errors: group.errors,
            total_ns: group.total_ns,
            self_ns: group.self_ns,
            critical_ns: group.critical_ns,
            p50_ns: group.p50_ns,
            p95_ns: group.p95_ns,
        }
    }
}

/// The fields that make a group.
fn fields_of(by: &str) -> Result<Vec<Field>, Failure> {
    if by.is_empty() {
        let name = "service.name".to_owned();
        let service = Field::Attribute(Attribute { scope: Scope::Resource, parent: false, name });
        return Ok(vec![service, Field::Intrinsic(Intrinsic::Name)]);
    }
    let reading = read(&format!("{{ }} | by({by})"));
    if let Some(error) = reading.refusal() {
        return Err(failure(&format!("“{by}” is nothing to group by: {}", error.message)));
    }
    if let Query::TraceQl(pipeline) = reading.query
        && pipeline.first == Spanset::Filter(None)
        && let [Stage::By(fields)] = &pipeline.stages[..]
    {
        return Ok(fields.clone());
    }
    Err(failure(&format!("“{by}” is nothing to group by")))
}

/// A value as people read it.
fn shown(value: &Static) -> Option<String> {
    match value {
        Static::Nil => None,
        Static::Text(text) => Some(text.clone()),
        value => Some(value.to_string()),
    }
}

fn failure(message: &str) -> Failure {
    Failure { code: "query".to_owned(), message: message.to_owned(), at: None }
}
