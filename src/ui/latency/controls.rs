//! What is measured: traces by the operation of their root, or spans by their own; all of them, or one operation's.

use super::asked::Charts;
use crate::{
    base::words,
    protocol::latency::{LatencyBy, Operation},
    state::latency_view::{operation_text, operation_words, read_operation},
};
use leptos::{ev, prelude::*};

/// The choices, and the title of the view.
#[component]
pub fn Controls(
    /// The charts.
    charts: Charts,
) -> impl IntoView {
    let spans = Memo::new(move |_| charts.view.with(|view| view.measures_spans()));
    let choice = move |of_spans: bool, words: &'static str, hint: &'static str| {
        view! {
            <button
                class="choice"
                title=hint
                aria-pressed=move || (spans.get() == of_spans).to_string()
                on:click=move |_| charts.set(|view| {
                    let by = if of_spans { LatencyBy::Operation } else { LatencyBy::Root };
                    if view.by != by {
                        (view.by, view.of) = (by, None);
                    }
                })
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="latency-heading">
            <h1>"Latency"</h1>
            <div class="choices" role="group" aria-label="By">
                {choice(false, "Root operations", "How long traces take, by the operation of their root")}
                {choice(true, "Span operations", "How long spans take, by service and name")}
            </div>
            <OperationPicker charts />
            <PartialSwitch charts />
        </div>
    }
}

/// The operation at hand, chosen from all there are.
#[component]
fn OperationPicker(
    /// The charts.
    charts: Charts,
) -> impl IntoView {
    let of = Memo::new(move |_| charts.view.with(|view| view.of.clone()));
    // The busiest first, whatever the order of the table; one that a link names may not be among them.
    let operations = Memo::new(move |_| {
        let mut operations: Vec<(Operation, usize)> = charts.histogram.with(|histogram| {
            let groups = histogram.iter().flat_map(|histogram| &histogram.groups);
            groups.map(|group| (group.operation.clone(), group.spread.n)).collect()
        });
        operations.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        if let Some(of) = of.get().filter(|of| !operations.iter().any(|(other, _)| other == of)) {
            operations.push((of, 0));
        }
        operations
    });
    let options = move || {
        let chosen = of.get();
        let operations = operations.get().into_iter();
        operations
            .map(|(operation, n)| {
                let is_chosen = chosen.as_ref() == Some(&operation);
                let words = format!("{} ({})", operation_words(&operation), words::grouped(n));
                view! { <option value=operation_text(&operation) selected=is_chosen>{words}</option> }
            })
            .collect_view()
    };
    let choose = move |event: ev::Event| {
        let of = read_operation(&event_target_value(&event));
        charts.set(|view| view.of = of);
    };
    view! {
        <select class="field operation-picker" aria-label="Operation" on:change=choose>
            <option value="" selected=move || of.with(Option::is_none)>"All operations"</option>
            {options}
        </select>
    }
}

/// Traces without a true root: how many there are, and whether they count.
#[component]
fn PartialSwitch(
    /// The charts.
    charts: Charts,
) -> impl IntoView {
    let partial =
        Memo::new(move |_| charts.histogram.with(|histogram| histogram.as_ref().map_or(0, |it| it.partial)));
    let with_partial = Memo::new(move |_| charts.view.with(|view| view.with_partial));
    let words = move || {
        let traces = words::count(partial.get(), "partial trace", "partial traces");
        format!("{traces} {}", if with_partial.get() { "taken in" } else { "left out" })
    };
    view! {
        <Show when=move || { partial.get() > 0 }>
            <button
                class="button"
                aria-pressed=move || with_partial.get().to_string()
                title="Their root is not among what is open, so nobody knows how long they took: the longest time that is known is counted when they are taken in"
                on:click=move |_| charts.set(|view| view.with_partial = !view.with_partial)
            >
                {words}
            </button>
        </Show>
    }
}
