//! What has another shape: calls that appear, vanish or repeat.

use super::{FilterLink, Section};
use crate::{
    protocol::compare::CompareAnswer,
    state::compare_words::{change, having},
};
use leptos::prelude::*;

/// The table.
#[component]
pub fn Shapes(
    /// The comparison.
    answer: CompareAnswer,
) -> impl IntoView {
    let (slow, fast, tentative) = (answer.slow, answer.fast, answer.tentative);
    let nothing = answer.structure.is_empty().then_some("Slow and fast traces make the same calls");
    let share =
        move |share: f64, all: usize| having(share, (share * all as f64).round() as usize, all, tentative);
    let rows = answer.structure.into_iter().map(move |row| {
        let sign = match row.change.as_str() {
            "appears" => "+",
            "vanishes" => "−",
            _ => "×",
        };
        view! {
            <tr>
                <td><span class="shape-sign" aria-hidden="true">{sign}</span>" "{change(&row)}</td>
                <th scope="row"><FilterLink words=row.path.clone() filter=Some(row.filter.clone()) /></th>
                <td class="number">{share(row.slow_share, slow)}</td>
                <td class="number">{share(row.fast_share, fast)}</td>
            </tr>
        }
    });
    view! {
        <Section title="What they do differently" about="Calls by their path from the root" nothing>
            <div class="compare-scroll">
                <table class="findings compare-table">
                    <thead>
                        <tr>
                            <th scope="col">"Change"</th>
                            <th scope="col">"Call"</th>
                            <th scope="col" class="number">"Slow"</th>
                            <th scope="col" class="number">"Fast"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </Section>
    }
}
