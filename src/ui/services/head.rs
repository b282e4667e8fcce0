//! The heads of a table's columns: each sorts.

use super::table::Column;
use crate::{
    state::command::Command,
    ui::{
        parts::icon::{Icon, Sign},
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
        let is_sorted = Memo::new(move |_| sort.get().column == column);
        let aria_sort = move || {
            let sort = sort.get();
            (sort.column == column).then_some(if sort.descending { "descending" } else { "ascending" })
        };
        let sign = Signal::derive(move || if sort.get().descending { Sign::Down } else { Sign::Up });
        view! {
            <th scope="col" aria-sort=aria_sort>
                <button
                    class="services-sort"
                    title=hint
                    class:sorted=is_sorted
                    on:click=move |_| session.dispatch(Command::SetServiceSort(sort.get_untracked().pressed(column)))
                >
                    {name}
                    <Show when=move || is_sorted.get()>
                        <Icon sign />
                    </Show>
                </button>
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
