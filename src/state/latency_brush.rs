//! What is brushed of the charts of latency, as a cohort, and back: it names exactly the cells that the brush covers.
//!
//! Of traces a brush is a range of starts, of latencies, or both; of spans a range of durations, which only a search
//! can say: it means the traces with such a span.

use super::{
    compare_words, condition, grouping::search_of, latency_view::LatencyView, latency_view::operation_words,
};
use crate::{
    base::time,
    protocol::traces::{Selection, Within},
    query::{
        cohort::{Cohort, Part, Range},
        reading::{Query, read},
        tree::{Binary, Comparison, Field, Intrinsic, Pipeline, Spanset, Static},
    },
};

/// The traces that start and take as long as two ranges say; `None` where that is all of them.
pub fn of_traces(view: &LatencyView, starts: Range, latencies: Range) -> Option<Cohort> {
    let is_limit = |range: &Range| *range != Range::default();
    let operation = view.root().map(|of| Part::Operation(operation_words(of)));
    let ranges =
        [Some(latencies).filter(is_limit).map(Part::Duration), Some(starts).filter(is_limit).map(Part::Time)];
    let has_range = ranges.iter().any(Option::is_some);
    has_range.then(|| Cohort { parts: operation.into_iter().chain(ranges.into_iter().flatten()).collect() })
}

/// The traces with a span of the operation at hand that takes as long as a range says; `None` where that is all.
pub fn of_spans(view: &LatencyView, durations: Range) -> Option<Cohort> {
    let search = format!("{{ {} }}", conditions(view, durations).join(" && "));
    (durations != Range::default()).then(|| Cohort::of(Part::Search(search)))
}

fn conditions(view: &LatencyView, durations: Range) -> Vec<String> {
    let mut conditions: Vec<String> = view.of.iter().flat_map(condition::of_operation).collect();
    conditions.extend(durations.from_ns.map(|from_ns| condition::takes(Comparison::GreaterEqual, from_ns)));
    conditions.extend(durations.to_ns.map(|to_ns| condition::takes(Comparison::Less, to_ns)));
    conditions
}

/// The ranges of starts and latencies that a cohort covers, when it is one that a brush over the traces shown makes.
pub fn starts_and_latencies(view: &LatencyView, cohort: &Cohort) -> Option<(Range, Range)> {
    let (mut starts, mut latencies) = (Range::default(), Range::default());
    for part in &cohort.parts {
        match part {
            Part::Time(range) => starts = *range,
            Part::Duration(range) => latencies = *range,
            _ => {}
        }
    }
    (of_traces(view, starts, latencies).as_ref() == Some(cohort)).then_some((starts, latencies))
}

/// The range of durations that a cohort covers, when it is one that a brush over the spans shown makes.
pub fn durations(view: &LatencyView, cohort: &Cohort) -> Option<Range> {
    let [Part::Search(text)] = cohort.parts.as_slice() else { return None };
    let Query::TraceQl(Pipeline { first: Spanset::Filter(Some(field)), .. }) = read(text).query else {
        return None;
    };
    let mut range = Range::default();
    let mut rest = vec![&field];
    while let Some(field) = rest.pop() {
        let Field::Binary { op, left, right } = field else { continue };
        match (op, left.as_ref(), right.as_ref()) {
            (Binary::And, left, right) => rest.extend([left, right]),
            (
                Binary::Compare(Comparison::GreaterEqual),
                Field::Intrinsic(Intrinsic::Duration),
                Field::Static(Static::Duration(ns)),
            ) => range.from_ns = Some(*ns),
            (
                Binary::Compare(Comparison::Less),
                Field::Intrinsic(Intrinsic::Duration),
                Field::Static(Static::Duration(ns)),
            ) => range.to_ns = Some(*ns),
            _ => {}
        }
    }
    (of_spans(view, range).as_ref() == Some(cohort)).then_some(range)
}

/// The traces of a selection that are brushed. Of spans those that the charts measure must be brushed themselves: the
/// search and the brush hold for one span.
pub fn narrowed(selection: Selection, view: &LatencyView, brushed: &Cohort) -> Selection {
    let search = durations(view, brushed).and_then(|range| search_of(&selection.q, &conditions(view, range)));
    match search {
        Some(q) => Selection { q, ..selection },
        None => {
            let within = Within { cohort: brushed.to_string(), with_partial: view.with_partial };
            Selection { within: Some(within), ..selection }
        }
    }
}

/// A selection as a cohort of its own; `None` when it is everything.
pub fn cohort_of(selection: &Selection) -> Option<Cohort> {
    let q = selection.q.trim();
    let range = Range { from_ns: selection.from_ns, to_ns: selection.to_ns };
    let search = (!q.is_empty()).then(|| Part::Search(q.to_owned()));
    let time = (range != Range::default()).then_some(Part::Time(range));
    let within = selection.within.as_ref().and_then(|within| Cohort::read(&within.cohort).ok());
    let parts = search.into_iter().chain(time).chain(selection.only.clone().map(Part::Traces));
    let parts: Vec<Part> = parts.chain(within.unwrap_or_default().parts).collect();
    (!parts.is_empty()).then_some(Cohort { parts })
}

/// What is brushed, in a few words; `at` writes a moment.
pub fn words(view: &LatencyView, brushed: &Cohort, at: impl Fn(i64) -> String) -> String {
    let traces = starts_and_latencies(view, brushed).map(|(starts, latencies)| (Some(starts), latencies));
    let spans = || durations(view, brushed).map(|durations| (None, durations));
    let Some((starts, durations)) = traces.or_else(spans) else { return compare_words::cohort(brushed) };
    let mut words = Vec::new();
    words.extend(view.of.as_ref().map(operation_words));
    words.extend(ends(durations, time::duration, ["from", "under"]));
    words.extend(starts.and_then(|starts| ends(starts, at, ["from", "before"])));
    words.join(", ")
}

fn ends(range: Range, write: impl Fn(i64) -> String, [from, before]: [&str; 2]) -> Option<String> {
    match (range.from_ns, range.to_ns) {
        (None, None) => None,
        (Some(from_ns), None) => Some(format!("{from} {}", write(from_ns))),
        (None, Some(to_ns)) => Some(format!("{before} {}", write(to_ns))),
        (Some(from_ns), Some(to_ns)) => Some(format!("{} to {}", write(from_ns), write(to_ns))),
    }
}
