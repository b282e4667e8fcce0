//! Tempo's `compare({ … })`: how many selected spans, and how many of the others, have each value of each attribute.
//! Tempo gives the most frequent values of an attribute, and for each of its names how many spans there are in all.

use super::tempo_metrics::{Answer, Series};
use crate::{
    protocol::measured::{ComparedRow, ComparedStore},
    query::complete::offers::quoted,
};
use std::collections::BTreeMap;

/// The label that says what a line counts.
const META: &str = "__meta_type";
/// What is told instead of a value that is not there.
const NIL: &str = "nil";

/// Counts of one value, or of one name.
#[derive(Clone, Copy, Default)]
struct Sides {
    selected: f64,
    rest: f64,
}

/// The counts as shares, those that differ most first.
pub(super) fn compared(answer: &Answer) -> ComparedStore {
    let mut totals: BTreeMap<&str, Sides> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, String, bool), Sides> = BTreeMap::new();
    for series in &answer.series {
        let Some(meta) = series.label(META).map(ToString::to_string) else { continue };
        let Some(label) = series.labels.iter().find(|label| label.key != META) else { continue };
        let n = sum(series);
        let sides = match meta.as_str() {
            "baseline_total" | "selection_total" => totals.entry(&label.key).or_default(),
            "baseline" | "selection" => {
                counts.entry((&label.key, label.value.to_string(), label.value.is_text())).or_default()
            }
            // Such as `__meta_error`: too many values, whose counts are not there.
            _ => continue,
        };
        if meta.starts_with("selection") {
            sides.selected += n;
        } else {
            sides.rest += n;
        }
    }
    // Every span has these: their sums are those of all spans.
    let all = totals.values().fold(Sides::default(), |all, sides| Sides {
        selected: all.selected.max(sides.selected),
        rest: all.rest.max(sides.rest),
    });
    let share = |n: f64, of: f64| if of > 0.0 { n / of } else { 0.0 };
    let mut rows: Vec<ComparedRow> = counts
        .into_iter()
        .map(|((attribute, value, is_text), n)| {
            let value = (value != NIL).then_some(value);
            ComparedRow {
                attribute: attribute.to_owned(),
                find: find(attribute, value.as_deref(), is_text),
                value,
                selected: n.selected,
                rest: n.rest,
                selected_share: share(n.selected, all.selected),
                rest_share: share(n.rest, all.rest),
            }
        })
        .collect();
    let gap = |row: &ComparedRow| (row.selected_share - row.rest_share).abs();
    // The sort is stable: equal ones stand by name.
    rows.sort_by(|one, other| gap(other).total_cmp(&gap(one)));
    ComparedStore { selected: all.selected, rest: all.rest, rows }
}

fn sum(series: &Series) -> f64 {
    series.samples.iter().map(|sample| sample.value).sum()
}

/// Words of the language that come as text.
const WORDS: [&str; 4] = ["kind", "span:kind", "status", "span:status"];

/// The search for what has a value.
fn find(attribute: &str, value: Option<&str>, is_text: bool) -> String {
    let value = match value {
        None => NIL.to_owned(),
        Some(value) if is_text && !WORDS.contains(&attribute) => quoted(value),
        Some(value) => value.to_owned(),
    };
    format!("{{ {attribute} = {value} }}")
}
