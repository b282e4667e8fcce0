//! What goes together with being slow: attributes, with the shares of both cohorts as paired bars; numbers as two
//! distributions.

use super::{FilterLink, Section};
use crate::{
    protocol::compare::{AttributeRow, CompareAnswer, NumbersRow},
    state::compare_words::{attribute, having, probability},
};
use leptos::prelude::*;

/// The table.
#[component]
pub fn Attributes(
    /// The comparison.
    answer: CompareAnswer,
) -> impl IntoView {
    let (slow, fast, tentative) = (answer.slow, answer.fast, answer.tentative);
    let nothing = answer.attributes.is_empty().then_some("No attribute is clearly more frequent on one side");
    let about = if tentative {
        "Goes together with being slow; few traces, so only counted"
    } else {
        "Goes together with being slow, which is not to say it is why"
    };
    let rows = answer.attributes.into_iter();
    let rows = rows.map(move |row| view! { <Row row slow fast tentative /> }).collect_view();
    view! {
        <Section title="What the slow ones are" about nothing>
            <div class="compare-scroll">
                <table class="findings compare-table">
                    <thead>
                        <tr>
                            <th scope="col">"Attribute"</th>
                            <th scope="col" class="compare-pair">"Share of slow, of fast traces"</th>
                            <th scope="col" class="number">"Slow"</th>
                            <th scope="col" class="number">"Fast"</th>
                            <th scope="col" class="number" title="Share of false discoveries; of few traces Fisher’s exact probability">"q"</th>
                            <th scope="col">"Equivalent"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    }
}

#[component]
fn Row(
    /// The attribute.
    row: AttributeRow,
    /// Slow traces in all.
    slow: usize,
    /// Fast traces in all.
    fast: usize,
    /// Counts are told, no shares.
    tentative: bool,
) -> impl IntoView {
    let words = attribute(&row);
    let scope = if row.folded { format!("{}, folded", row.scope) } else { row.scope.clone() };
    let equivalent: Vec<String> =
        row.equivalent.iter().map(|other| format!("{} = {}", other.key, other.value)).collect();
    let summary = match equivalent.len() {
        0 => String::new(),
        1 => equivalent[0].clone(),
        n => format!("{} and {} more", equivalent[0], n - 1),
    };
    let interval = format!(
        "Difference {:.0} to {:.0} percentage points (95 %)",
        row.interval[0] * 100.0,
        row.interval[1] * 100.0
    );
    view! {
        <tr>
            <th scope="row">
                <FilterLink words filter=row.filter.clone() />
                <span class="quiet finding-more">{scope}</span>
                {row.numbers.clone().map(|numbers| view! { <Numbers numbers /> })}
            </th>
            <td class="compare-pair" title=interval>
                <span class="paired" aria-hidden="true">
                    <span class="paired-bar paired-slow" style:width=format!("{:.2}%", row.slow_share * 100.0)></span>
                    <span class="paired-bar paired-fast" style:width=format!("{:.2}%", row.fast_share * 100.0)></span>
                </span>
            </td>
            <td class="number">{having(row.slow_share, row.slow_n, slow, tentative)}</td>
            <td class="number">{having(row.fast_share, row.fast_n, fast, tentative)}</td>
            <td class="number">{probability(row.q)}</td>
            <td title=equivalent.join("\n")>{summary}</td>
        </tr>
    }
}

/// Two distributions over the same numbers: slow above the line, fast below it.
#[component]
fn Numbers(
    /// The numbers.
    numbers: NumbersRow,
) -> impl IntoView {
    /// Height of a side, and the width of a bin, in its own units.
    const HEIGHT: f64 = 20.0;
    const BIN: f64 = 8.0;
    let bars = |bins: &[u32], is_slow: bool| {
        let all = f64::from(bins.iter().sum::<u32>().max(1));
        let most = numbers
            .slow
            .iter()
            .max()
            .map_or(0.0, |&n| f64::from(n) / f64::from(numbers.slow.iter().sum::<u32>().max(1)));
        let most = most.max(
            numbers
                .fast
                .iter()
                .max()
                .map_or(0.0, |&n| f64::from(n) / f64::from(numbers.fast.iter().sum::<u32>().max(1))),
        );
        bins.iter()
            .enumerate()
            .map(|(at, &n)| {
                let height = f64::from(n) / all / most.max(f64::MIN_POSITIVE) * HEIGHT;
                let y = if is_slow { HEIGHT - height } else { HEIGHT + 1.0 };
                let class = if is_slow { "spread-slow" } else { "spread-fast" };
                view! { <rect class=class x=at as f64 * BIN y=y width=BIN - 1.0 height=height /> }
            })
            .collect_view()
    };
    let width = numbers.slow.len() as f64 * BIN;
    let words = format!(
        "Median {} slow, {} fast; from {} to {}",
        numbers.median[1], numbers.median[0], numbers.bounds[0], numbers.bounds[1]
    );
    view! {
        <svg class="spread" viewBox=format!("0 0 {width} {}", HEIGHT * 2.0 + 1.0) role="img" aria-label=words.clone()>
            {bars(&numbers.slow, true)}
            {bars(&numbers.fast, false)}
        </svg>
        <span class="quiet finding-more">{words}</span>
    }
}
