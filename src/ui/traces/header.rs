//! The heads of the list's columns: each sorts.

use crate::{
    protocol::traces::TraceSort,
    state::command::Command,
    ui::{
        parts::icon::{Icon, Sign},
        session::SessionHandle,
    },
};
use leptos::prelude::*;

/// The columns: what they sort by, their head, and what is said of them when asked.
const COLUMNS: [(TraceSort, &str, &str); 6] = [
    (TraceSort::Root, "Root", "Service and operation of the root span"),
    (TraceSort::Latency, "Duration", "Duration of the root span"),
    (TraceSort::Spans, "Spans", "Number of spans"),
    (TraceSort::Services, "Services", "Number of services"),
    (TraceSort::Errors, "Errors", "Spans with an error"),
    (TraceSort::Start, "Start", "When the root span began"),
];

/// The heads.
#[component]
pub fn ListHeader(
    /// The session, whose order they show and set.
    session: SessionHandle,
    /// Width of the rows below.
    width_px: Signal<f64>,
) -> impl IntoView {
    let sort = session.sort();
    let heads = COLUMNS.map(|(column, name, hint)| {
        let is_sorted = Memo::new(move |_| sort.get().column == column);
        let aria_sort =
            move || is_sorted.get().then(|| if sort.get().descending { "descending" } else { "ascending" });
        let sign = Signal::derive(move || if sort.get().descending { Sign::Down } else { Sign::Up });
        view! {
            <div role="columnheader" class="list-head" aria-sort=aria_sort>
                <button
                    title=hint
                    class:sorted=is_sorted
                    on:click=move |_| session.dispatch(Command::SetSort(sort.get_untracked().pressed(column)))
                >
                    {name}
                    <Show when=move || is_sorted.get()>
                        <Icon sign />
                    </Show>
                </button>
            </div>
        }
    });
    view! {
        <div class="list-heads" role="row" aria-rowindex="1" style:width=move || format!("{}px", width_px.get())>
            {heads.collect_view()}
        </div>
    }
}
