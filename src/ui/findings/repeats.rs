//! Calls that are made again and again, over all traces.

use super::{
    people,
    place::{Operation, Places},
};
use crate::{
    base::{time, words},
    protocol::findings::RepeatPatternFinding,
};
use leptos::prelude::*;

/// The table.
#[component]
pub fn Repeats(
    /// The repetitions, the dearest first.
    patterns: Vec<RepeatPatternFinding>,
) -> impl IntoView {
    view! {
        <table class="findings">
            <thead>
                <tr>
                    <th scope="col" class="number" title="What single calls would have saved, over all traces">
                        "Cost"
                    </th>
                    <th scope="col">"What is called, and by whom"</th>
                    <th scope="col">"How often"</th>
                    <th scope="col">"Touched"</th>
                    <th scope="col">"Traces"</th>
                </tr>
            </thead>
            <tbody>{patterns.into_iter().map(|pattern| view! { <Repeat pattern /> }).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Repeat(
    /// One repetition.
    pattern: RepeatPatternFinding,
) -> impl IntoView {
    let (kind, meaning) = kind(&pattern.kind);
    let often =
        format!("×{}, at most ×{}", words::grouped(pattern.median_n), words::grouped(pattern.largest_n));
    let each = format!("{} each time", time::duration(pattern.median_cost_ns));
    let share = format!(
        "{} of {}",
        words::grouped(pattern.traces),
        words::count(pattern.traces_of_operation, "trace", "traces")
    );
    let touched = people(pattern.users, pattern.sessions);
    let to = if pattern.peer.is_empty() { String::new() } else { format!(" → {}", pattern.peer) };
    let varies = (!pattern.varies.is_empty()).then(|| view! { <p class="quiet">{pattern.varies}</p> });
    view! {
        <tr>
            <td class="number">
                {time::duration(pattern.cost_ns)}
                <span class="quiet finding-more">{each}</span>
            </td>
            <td class="finding-what">
                <p class="finding-message">
                    <span class="badge" title=meaning>{kind}</span>
                    <code>{pattern.template}</code>
                </p>
                {varies}
                <p class="finding-caller">
                    <Operation service=pattern.service name=pattern.name />
                    <span>{to}</span>
                </p>
            </td>
            <td>{often}</td>
            <td>{share}<span class="quiet finding-more">{touched}</span></td>
            <td><Places places=pattern.exemplars /></td>
        </tr>
    }
}

/// A kind of repetition in words, and what it means.
fn kind(word: &str) -> (&'static str, &'static str) {
    match word {
        "n_plus_one" => ("N+1", "One call for every item, one after another, where one call would do"),
        "burst" => ("burst", "Many calls at the same time"),
        "loop" => ("loop", "The same few calls, round after round"),
        _ => ("redundant", "The same call with the same parameters"),
    }
}
