//! The heads of a table's columns: each sorts.

use super::table::Column;
use crate::{
    state::command::Command,
    ui::{
        parts::sort_button::{SortButton, aria_sort},
        session::SessionHandle,
    },
};
use leptos::prelude::*;

/// The heads, with one more for the histogram, by which nothing is sorted.
#[component]
pub fn Head(
    /// The session, whose order they show and set.
    session: SessionHandle,
    /// The columns.
    columns: [Column; 8],
) -> impl IntoView {
    let sort = session.part(|session| session.services.sort);
    let heads = columns.map(|(column, name, hint)| {
        let way = Memo::new(move |_| sort.get().way_of(column));
        let press = move || session.dispatch(Command::SetServiceSort(sort.get_untracked().pressed(column)));
        view! {
            <th scope="col" aria-sort=move || aria_sort(way.get())>
                <SortButton way hint class="services-sort" press>
                    {name}
                </SortButton>
            </th>
        }
    });
    view! {
        <thead>
            <tr>
                {heads.collect_view()}
                <th scope="col" title="How many calls took how long: a bar is twice as long a time as the one before it">
                    "Times"
                </th>
            </tr>
        </thead>
    }
}
