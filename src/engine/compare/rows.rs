//! The rows of a comparison as the page and `inspect` give them.

use super::filter;
use crate::{
    analysis::{
        compare::{
            Comparison, Index, Step,
            attributes::{Finding, What, unit_of, words},
            cohorts::Cohorts,
            numeric, sentence,
            shapes::Shape,
            units::Scope,
        },
        edge::Group,
        services,
    },
    base::words::shortened,
    engine::Engine,
    protocol::compare::{AttributeRow, GroupRow, KeyValue, NumbersRow, PartsRow, PeopleRow, ShapeRow},
};

/// Characters of a value in a row.
const VALUE_LIMIT: usize = 200;
/// Steps of a path that are told.
const STEPS_AT_MOST: usize = 12;
/// Bins of a picture of numbers.
const BINS: usize = 24;

impl Engine {
    pub(super) fn group_row_of(&self, index: &Index, step: &Step) -> GroupRow {
        let whole = |ns: f64| ns.round() as i64;
        let gap = &step.gap;
        let group = index.profile.groups[gap.group as usize].group;
        let factors = [gap.fast.factors::<f64>(), gap.slow.factors::<f64>()];
        let of = |factor: fn(&crate::analysis::compare::split::Factors<f64>) -> f64| {
            factors.clone().map(|side| side.as_ref().map_or(0.0, factor))
        };
        let (presence, count) = (whole(gap.parts.presence), whole(gap.parts.count));
        let delta_ns = whole(gap.delta);
        GroupRow {
            label: step.label.text.clone(),
            kind: match group {
                Group::Own { .. } => "self",
                Group::Between { .. } => "call",
                Group::Service { .. } => "service",
                Group::Peer { .. } => "peer",
            }
            .to_owned(),
            from: step.label.from.clone(),
            to: step.label.to.clone(),
            delta_ns,
            se_ns: whole(gap.variance.sqrt()),
            share: step.share.map(told),
            q: step.q.map(told),
            p: of(|factors| factors.present).map(told),
            n: of(|factors| factors.count).map(told),
            t_ns: of(|factors| factors.each).map(whole),
            parts_ns: PartsRow { presence, count, each: delta_ns - presence - count },
            significant: step.is_significant,
            filter: filter::of_group(group, &step.label),
        }
    }

    pub(super) fn attribute_rows(
        &self,
        index: &Index,
        cohorts: &Cohorts,
        comparison: &Comparison,
    ) -> Vec<AttributeRow> {
        let has_numbers = comparison.findings.iter().any(|finding| finding.auc.is_some());
        let numbers = if has_numbers { numeric::sorted(&index.units, cohorts) } else { Vec::new() };
        let row = |finding: &Finding| {
            let unit = &index.units.units[unit_of(&index.units, finding.what) as usize];
            let key_value = |what: &What| KeyValue {
                key: index.units.units[unit_of(&index.units, *what) as usize].name.clone(),
                value: self.value_words(index, *what),
            };
            let KeyValue { key, value } = key_value(&finding.what);
            AttributeRow {
                key,
                value,
                scope: match unit.scope {
                    Scope::Span => "span",
                    Scope::Resource => "resource",
                    Scope::Event => "event",
                    Scope::Flag => "flag",
                }
                .to_owned(),
                slow_share: told(finding.slow.share()),
                fast_share: told(finding.fast.share()),
                slow_n: finding.slow.of,
                fast_n: finding.fast.of,
                q: told(finding.q),
                interval: [told(finding.interval.0), told(finding.interval.1)],
                bits: told(finding.bits),
                equivalent: finding.equivalent.iter().map(key_value).collect(),
                folded: unit.folded,
                numbers: finding.auc.and_then(|auc| {
                    let unit = unit_of(&index.units, finding.what);
                    let (_, [slow, fast]) = numbers.iter().find(|(known, _)| *known == unit)?;
                    Some(spread(auc, slow, fast))
                }),
                filter: filter::of_value(&self.store, index, unit, finding.what),
            }
        };
        comparison.findings.iter().map(row).collect()
    }

    fn value_words(&self, index: &Index, what: What) -> String {
        shortened(&words(&self.store, &index.units, what), VALUE_LIMIT)
    }

    pub(super) fn shape_row(&self, index: &Index, shape: &Shape) -> ShapeRow {
        let steps = index.paths.steps(shape.path);
        let name = |step: &crate::analysis::compare::shapes::Path| {
            let service = services::name(&self.store, step.service);
            shortened(format!("{service} {}", self.store.text(step.name)).trim_end(), VALUE_LIMIT)
        };
        let hidden = steps.len().saturating_sub(STEPS_AT_MOST);
        let words: Vec<String> = steps[hidden..].iter().map(name).collect();
        let start = if hidden > 0 { "… › " } else { "" };
        let path = index.paths.paths[shape.path as usize];
        let above = path.above.map(|above| index.paths.paths[above as usize]);
        ShapeRow {
            path: format!("{start}{}", words.join(" › ")),
            change: sentence::change_word(shape.change).to_owned(),
            slow_share: told(shape.slow.share()),
            fast_share: told(shape.fast.share()),
            slow_mean: told(shape.slow_mean),
            fast_mean: told(shape.fast_mean),
            q: told(shape.q),
            filter: filter::of_path(&self.store, above, path),
        }
    }

    pub(super) fn people_rows(&self, index: &Index, comparison: &Comparison) -> Vec<PeopleRow> {
        let row = |touched: &crate::analysis::compare::touched::Touched| PeopleRow {
            key: index.units.units[touched.unit as usize].name.clone(),
            slow_traces: touched.slow_traces,
            slow: touched.slow,
            fast: touched.fast,
            most: touched
                .most
                .iter()
                .map(|&(value, count)| (shortened(&index.units.text(&self.store, value), VALUE_LIMIT), count))
                .collect(),
            with_most: touched.with_most,
        };
        comparison.touched.iter().map(row).collect()
    }
}

/// A number with six digits: as many as anyone reads, and the same after it has travelled as text.
fn told(number: f64) -> f64 {
    format!("{number:.5e}").parse().unwrap_or(number)
}

/// Numbers of both cohorts, ascending, in equally wide bins.
fn spread(auc: f64, slow: &[f64], fast: &[f64]) -> NumbersRow {
    let ends = |side: &[f64]| side.first().copied().zip(side.last().copied());
    let (low, high) = match (ends(slow), ends(fast)) {
        (Some((a, b)), Some((c, d))) => (a.min(c), b.max(d)),
        (Some(ends), None) | (None, Some(ends)) => ends,
        (None, None) => (0.0, 0.0),
    };
    let bins = |side: &[f64]| {
        let mut bins = vec![0_u32; BINS];
        let width = (high - low).max(f64::MIN_POSITIVE);
        for number in side {
            let at = ((number - low) / width * BINS as f64) as usize;
            bins[at.min(BINS - 1)] += 1;
        }
        bins
    };
    let median = |side: &[f64]| side.get(side.len() / 2).copied().unwrap_or_default();
    NumbersRow {
        auc: told(auc),
        bounds: [told(low), told(high)],
        median: [told(median(fast)), told(median(slow))],
        slow: bins(slow),
        fast: bins(fast),
    }
}
