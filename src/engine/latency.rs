//! How long traces and spans took: the answer to `latency`, the histogram with its table, the heatmap.

use super::{Engine, ROWS_AT_MOST, selection::Selected};
use crate::{
    analysis::{
        derived::Derived,
        distribution::{self, Count, Measured, Spread},
        heatmap::{self, Point},
        latencies::{By, Latencies},
        services,
    },
    base::{bits::Bits, edges::Edges, log_linear},
    model::{ids::TraceIx, store::Store},
    protocol::{
        latency::{
            Bar, HeatmapCell, HeatmapPage, HeatmapQuery, Histogram, HistogramQuery, LatencyAnswer,
            LatencyBin, LatencyBy, LatencyColumn, LatencyGroup, LatencyRow, LatencySpread, Operation,
        },
        request::Failure,
        traces::Selection,
    },
};
use core::cmp::{Ordering, Reverse};
use std::rc::Rc;

/// More bars than any screen has pixels for.
const BARS_AT_MOST: usize = 4_000;

/// What was ranked so far, one for each way to measure.
#[derive(Debug, Default)]
pub(super) struct Ranked(Vec<Rc<Latencies>>);

/// What is measured of a selection, from the shortest to the longest.
struct Measuring {
    of: Rc<Latencies>,
    things: Vec<Measured>,
    spreads: Vec<Spread>,
}

impl Engine {
    /// The answer to `latency`: every group with its quantiles and bins.
    pub(super) fn latency(&mut self, q: &str, by: LatencyBy) -> Result<LatencyAnswer, Failure> {
        let selected = self.selected(&Selection { q: q.to_owned(), ..Selection::default() })?;
        let Measuring { of, things, spreads } = self.measure(&selected, by, false);
        let bins = distribution::bins(of.groups.len(), things.iter().copied());
        let mut partial = vec![0; of.groups.len()];
        if by == LatencyBy::Root {
            let is_partial = |item: u32| self.store.trace(TraceIx(item)).partial;
            let traces = self.traces_in(&selected);
            let left_out = of.ranking.kept(|item| traces.get(item as usize) && is_partial(item));
            left_out.for_each(|thing| partial[thing.group as usize] += 1);
        }
        let mut groups: Vec<LatencyGroup> = (0..of.groups.len())
            .filter(|&at| spreads[at].n + partial[at] > 0)
            .map(|at| {
                let Operation { service, name } = self.operation(&of, at);
                let Spread { n, errors, min_ns, quantiles_ns: [p50_ns, p90_ns, p95_ns, p99_ns], max_ns } =
                    spreads[at];
                let bins = bins[at].iter().map(|bin| LatencyBin {
                    from_ns: log_linear::first_of(bin.number),
                    to_ns: log_linear::first_of(bin.number + 1),
                    n: bin.count.n,
                    errors: bin.count.errors,
                });
                LatencyGroup {
                    key: if name.is_empty() { service.clone() } else { format!("{service} {name}") },
                    service,
                    name,
                    n,
                    errors,
                    partial: partial[at],
                    min_ns,
                    p50_ns,
                    p90_ns,
                    p95_ns,
                    p99_ns,
                    max_ns,
                    bins: bins.collect(),
                }
            })
            .collect();
        groups.sort_by(|one, other| {
            (Reverse(one.n), &one.service, &one.name).cmp(&(Reverse(other.n), &other.service, &other.name))
        });
        Ok(LatencyAnswer { by, groups })
    }

    /// The histogram of all groups or of one, and the table of all.
    pub(super) fn histogram(&mut self, query: &HistogramQuery) -> Result<Histogram, Failure> {
        let selected = self.selected(&query.selection)?;
        let Measuring { of, things, spreads } = self.measure(&selected, query.by, query.with_partial);
        let mut order: Vec<(Operation, usize)> = (0..of.groups.len())
            .filter(|&at| spreads[at].n > 0)
            .map(|at| (self.operation(&of, at), at))
            .collect();
        order.sort_by(|(one, at), (other, other_at)| {
            let ordering = compare(query.sort, (one, &spreads[*at]), (other, &spreads[*other_at]));
            let ordering = if query.descending { ordering.reverse() } else { ordering };
            ordering.then_with(|| one.cmp(other))
        });
        let total = order.len();
        let wanted = query
            .of
            .as_ref()
            .map(|of| order.iter().find(|(operation, _)| operation == of).map(|(_, at)| *at));
        order.truncate(query.limit.min(ROWS_AT_MOST));
        let whole = distribution::together(&spreads, &things);
        let small_edges = edges(&whole, query.small_bars, query.linear);
        // All that is in the large picture is one group; a group that is not there is an empty one.
        let spread = wanted.map_or(whole, |wanted| wanted.map_or_else(Spread::default, |at| spreads[at]));
        let edges = edges(&spread, query.bars, query.linear);
        let large =
            things.iter().filter(|thing| wanted.is_none_or(|wanted| wanted == Some(thing.group as usize)));
        let large = large.map(|thing| Measured { group: 0, ..*thing });
        let bars = distribution::counts(1, &edges, large).pop().unwrap_or_default();
        let mut slots = vec![None; of.groups.len()];
        order.iter().zip(0..).for_each(|((_, at), slot)| slots[*at] = Some(slot));
        let shown = things
            .iter()
            .filter_map(|thing| Some(Measured { group: slots[thing.group as usize]?, ..*thing }));
        let small = distribution::counts(order.len(), &small_edges, shown);
        let rows = order.into_iter().zip(small).map(|((operation, at), bars)| LatencyRow {
            service: self.derived.services.find(&self.store, &operation.service).unwrap_or(0),
            operation,
            spread: spreads[at].into(),
            bars: bars.into_iter().map(Bar::from).collect(),
        });
        Ok(Histogram {
            groups: rows.collect(),
            edges_ns: edges.values().to_vec(),
            bars: bars.into_iter().map(Bar::from).collect(),
            spread: spread.into(),
            partial: self.partial_in(&selected),
            total,
            small_edges_ns: small_edges.values().to_vec(),
        })
    }

    /// The traces by start and latency.
    pub(super) fn heatmap(&mut self, query: &HeatmapQuery) -> Result<HeatmapPage, Failure> {
        let selected = self.selected(&query.selection)?;
        let (store, errors) = (&self.store, &self.derived.errors_of_trace);
        let traces = selected.traces.iter().map(|found| found.trace);
        let traces = traces.filter(|&trace| query.with_partial || !store.trace(trace).partial);
        let traces = traces.filter(|&trace| {
            let root = store.trace(trace).root;
            query.of.as_ref().is_none_or(|of| {
                of.name == store.text(store.name(root))
                    && of.service == services::name(store, store.service(root))
            })
        });
        let points = traces.map(|trace| Point {
            start_ns: store.start_ns(store.trace(trace).root),
            latency_ns: store.latency_ns(trace),
            has_failed: errors[trace.0 as usize] > 0,
        });
        let most = |asked: usize| asked.min(BARS_AT_MOST);
        let map = heatmap::of_points(points, most(query.columns), most(query.rows));
        let cells = map.cells.iter().map(|cell| HeatmapCell {
            column: cell.column as u32,
            row: cell.row as u32,
            count: cell.count.into(),
        });
        Ok(HeatmapPage {
            cells: cells.collect(),
            partial: self.partial_in(&selected),
            starts_ns: map.starts.values().to_vec(),
            latencies_ns: map.latencies.values().to_vec(),
        })
    }

    /// Measures what is selected: traces, or the spans that match in them.
    fn measure(&mut self, selected: &Selected, by: LatencyBy, with_partial: bool) -> Measuring {
        let of = self.ranked.of(&self.store, &self.derived, by.into());
        let things: Vec<Measured> = match by {
            LatencyBy::Root => {
                let traces = self.traces_in(selected);
                let is_partial = |item: u32| self.store.trace(TraceIx(item)).partial;
                let is_kept = |item: u32| traces.get(item as usize) && (with_partial || !is_partial(item));
                of.ranking.kept(is_kept).collect()
            }
            LatencyBy::Operation | LatencyBy::Service => {
                of.ranking.kept(|item| selected.spans.get(item as usize)).collect()
            }
        };
        let spreads = distribution::spreads(of.groups.len(), things.iter().copied());
        Measuring { of, things, spreads }
    }

    fn traces_in(&self, selected: &Selected) -> Bits {
        let mut traces = Bits::none(self.store.trace_count());
        selected.traces.iter().for_each(|found| traces.set(found.trace.0 as usize));
        traces
    }

    fn partial_in(&self, selected: &Selected) -> usize {
        selected.traces.iter().filter(|found| self.store.trace(found.trace).partial).count()
    }

    fn operation(&self, of: &Latencies, group: usize) -> Operation {
        let (service, name) = of.groups[group];
        Operation {
            service: services::name(&self.store, service).to_owned(),
            name: self.store.text(name).to_owned(),
        }
    }
}

impl Ranked {
    fn of(&mut self, store: &Store, derived: &Derived, by: By) -> Rc<Latencies> {
        if let Some(known) = self.0.iter().find(|known| known.by == by) {
            return Rc::clone(known);
        }
        let new = Rc::new(Latencies::of_store(store, derived, by));
        self.0.push(Rc::clone(&new));
        new
    }
}

/// The bars for what is spread so: of equal length from 0, or of about equal ratio.
fn edges(spread: &Spread, bars: usize, linear: bool) -> Edges {
    let most = bars.clamp(1, BARS_AT_MOST);
    match (spread.n, linear) {
        (0, _) => Edges::default(),
        (_, true) => Edges::steps(spread.max_ns, most),
        (_, false) => Edges::log_linear(spread.min_ns, spread.max_ns, most, false),
    }
}

fn compare(column: LatencyColumn, one: (&Operation, &Spread), other: (&Operation, &Spread)) -> Ordering {
    let number = |spread: &Spread| match column {
        LatencyColumn::Name => 0,
        LatencyColumn::Count => spread.n as i64,
        LatencyColumn::Errors => spread.errors as i64,
        LatencyColumn::P50 => spread.quantiles_ns[0],
        LatencyColumn::P90 => spread.quantiles_ns[1],
        LatencyColumn::P95 => spread.quantiles_ns[2],
        LatencyColumn::P99 => spread.quantiles_ns[3],
        LatencyColumn::Max => spread.max_ns,
    };
    match column {
        LatencyColumn::Name => one.0.cmp(other.0),
        _ => number(one.1).cmp(&number(other.1)),
    }
}

impl From<LatencyBy> for By {
    fn from(by: LatencyBy) -> Self {
        match by {
            LatencyBy::Root => Self::Root,
            LatencyBy::Operation => Self::Operation,
            LatencyBy::Service => Self::Service,
        }
    }
}

impl From<Count> for Bar {
    fn from(Count { n, errors }: Count) -> Self {
        Self { n, errors }
    }
}

impl From<Spread> for LatencySpread {
    fn from(Spread { n, errors, min_ns, quantiles_ns, max_ns }: Spread) -> Self {
        Self { n, errors, min_ns, quantiles_ns, max_ns }
    }
}
