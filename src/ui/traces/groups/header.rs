//! The heads over the groups: each sorts.

use crate::{
    protocol::trace_groups::TraceGroupColumn,
    state::{command::Command, grouping::GroupOrder},
    ui::{
        parts::sort_button::{SortButton, aria_sort},
        session::SessionHandle,
    },
};
use leptos::prelude::*;

/// The columns: what they are called, and what is said of them when asked.
const COLUMNS: [(TraceGroupColumn, &str, &str); 6] = [
    (TraceGroupColumn::Value, "", "What the traces have in common"),
    (TraceGroupColumn::Traces, "Traces", "How many traces, and their share of all that are listed"),
    (TraceGroupColumn::Errors, "Errors", "Traces with an error, and their share of the group"),
    (TraceGroupColumn::P50, "p50", "Half of the traces take no longer (nearest rank)"),
    (TraceGroupColumn::P95, "p95", "95 of 100 traces take no longer (nearest rank)"),
    (TraceGroupColumn::P99, "p99", "99 of 100 traces take no longer (nearest rank)"),
];

/// The heads.
#[component]
pub fn GroupHeader(
    /// The session, whose order they show and set.
    session: SessionHandle,
) -> impl IntoView {
    let sort =
        session.part(|session| session.grouping.as_ref().map(|grouping| grouping.order).unwrap_or_default());
    let by =
        session.part(|session| session.grouping.as_ref().map(|grouping| grouping.name()).unwrap_or_default());
    let heads = COLUMNS.map(|(column, name, hint)| {
        let words = move || if column == TraceGroupColumn::Value { by.get() } else { name.to_owned() };
        view! { <Head session sort column hint>{words}</Head> }
    });
    view! { <div class="list-heads" role="row" aria-rowindex="1">{heads.collect_view()}</div> }
}

#[component]
fn Head(
    /// The session.
    session: SessionHandle,
    /// The order.
    sort: Memo<GroupOrder>,
    /// Which column.
    column: TraceGroupColumn,
    /// What it says.
    hint: &'static str,
    /// What it is called.
    children: Children,
) -> impl IntoView {
    let way = Memo::new(move |_| sort.get().way_of(column));
    let press = move || session.dispatch(Command::SetGroupOrder(sort.get_untracked().pressed(column)));
    let is_right = !matches!(column, TraceGroupColumn::Value | TraceGroupColumn::Traces);
    let class = if is_right { "list-head of-numbers" } else { "list-head" };
    view! {
        <div role="columnheader" class=class aria-sort=move || aria_sort(way.get())>
            <SortButton way hint press>
                <span class="head-name">{children()}</span>
            </SortButton>
        </div>
    }
}
