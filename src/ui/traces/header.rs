//! The heads of the list's columns: each sorts, and can be made wider.

use super::width_handle::WidthHandle;
use crate::{
    protocol::traces::TraceColumn,
    query::naming,
    state::command::Command,
    ui::{
        parts::sort_button::{SortButton, aria_sort},
        session::SessionHandle,
    },
};
use leptos::prelude::*;

/// The heads.
#[component]
pub fn ListHeader(
    /// The session, whose order they show and set.
    session: SessionHandle,
    /// The columns.
    names: Memo<Vec<TraceColumn>>,
) -> impl IntoView {
    view! {
        <div class="list-heads" role="row" aria-rowindex="1">
            {move || names.get().into_iter().map(|column| view! { <Head session column names /> }).collect_view()}
        </div>
    }
}

#[component]
fn Head(
    /// The session.
    session: SessionHandle,
    /// Which column.
    column: TraceColumn,
    /// All columns.
    names: Memo<Vec<TraceColumn>>,
) -> impl IntoView {
    let sort = session.sort();
    let (name, hint) = (head_name(&column), head_hint(&column));
    let class = if is_number(&column) { "list-head of-numbers" } else { "list-head" };
    let way = {
        let column = column.clone();
        Memo::new(move |_| sort.with(|sort| (sort.column == column).then_some(sort.descending)))
    };
    let press = {
        let column = column.clone();
        move || {
            session.dispatch(Command::SetSort(session.now(|session| session.sort.pressed(column.clone()))))
        }
    };
    let shown = name.clone();
    view! {
        <div role="columnheader" class=class aria-sort=move || aria_sort(way.get())>
            <SortButton way hint press>
                <span class="head-name">{shown}</span>
            </SortButton>
            <WidthHandle session column name names />
        </div>
    }
}

/// What a column is called.
pub fn head_name(column: &TraceColumn) -> String {
    let name = match column {
        TraceColumn::Root => "Root",
        TraceColumn::Latency => "Duration",
        TraceColumn::Extent => "Extent",
        TraceColumn::Spans => "Spans",
        TraceColumn::Matches => "Matches",
        TraceColumn::Services => "Services",
        TraceColumn::Errors => "Errors",
        TraceColumn::Start => "Start",
        TraceColumn::Field(name) => {
            return naming::named(name).map_or_else(|| name.clone(), |field| naming::short_name(&field));
        }
    };
    name.to_owned()
}

/// What a column says.
pub fn head_hint(column: &TraceColumn) -> String {
    let hint = match column {
        TraceColumn::Root => "Service and operation of the root span",
        TraceColumn::Latency => "Duration of the root span",
        TraceColumn::Extent => "From the first start to the last end of all spans",
        TraceColumn::Spans => "Number of spans",
        TraceColumn::Matches => "Spans that match the search",
        TraceColumn::Services => "Number of services",
        TraceColumn::Errors => "Spans with an error",
        TraceColumn::Start => "When the root span began",
        TraceColumn::Field(name) => {
            return format!(
                "{name} of the first matching span that has it, else of the root, else of any span"
            );
        }
    };
    hint.to_owned()
}

/// Whether the column's cells are numbers, which stand to the right.
const fn is_number(column: &TraceColumn) -> bool {
    matches!(column, TraceColumn::Extent | TraceColumn::Spans | TraceColumn::Matches | TraceColumn::Errors)
}
