//! The heads of the table's columns: each sorts.

use crate::{
    protocol::groups::GroupColumn,
    state::command::Command,
    ui::{
        parts::sort_button::{SortButton, aria_sort},
        session::SessionHandle,
    },
};
use leptos::prelude::*;

/// The columns: what they sort by, their head, and what is said of them when asked.
const COLUMNS: [(GroupColumn, &str, &str); 9] = [
    (GroupColumn::Group, "Group", "What the spans of a group have in common"),
    (GroupColumn::Share, "Share", "Part of the critical path: of the time that was really waited for"),
    (GroupColumn::Spans, "Spans", "Number of spans"),
    (GroupColumn::Total, "Total", "Sum of the durations"),
    (GroupColumn::OwnTime, "Self", "Sum of the self times: what no child covers"),
    (GroupColumn::Critical, "Critical", "Sum of the spans’ own times on the critical path"),
    (GroupColumn::P50, "p50", "Half of the spans take no longer"),
    (GroupColumn::P95, "p95", "95 % of the spans take no longer"),
    (GroupColumn::Errors, "Errors", "Spans with an error"),
];

/// The heads.
#[component]
pub fn TableHeader(
    /// The session, whose order they show and set.
    session: SessionHandle,
    /// Width of the rows below.
    width_px: Signal<f64>,
) -> impl IntoView {
    let sort = session.table();
    let heads = COLUMNS.map(|(column, name, hint)| {
        let way = Memo::new(move |_| sort.get().way_of(column));
        let press = move || session.dispatch(Command::SetGroupSort(sort.get_untracked().pressed(column)));
        view! {
            <div role="columnheader" class="list-head" aria-sort=move || aria_sort(way.get())>
                <SortButton way hint press>
                    {name}
                </SortButton>
            </div>
        }
    });
    view! {
        <div class="table-heads" role="row" aria-rowindex="1" style:width=move || format!("{}px", width_px.get())>
            {heads.collect_view()}
        </div>
    }
}
