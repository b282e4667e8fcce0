//! What stands in the head of a column by which a table is sorted.

use super::icon::{Icon, Sign};
use leptos::prelude::*;

/// Which way a column sorts, as assistive technology is told it; `None` where another column sorts.
pub fn aria_sort(way: Option<bool>) -> Option<&'static str> {
    way.map(|descending| if descending { "descending" } else { "ascending" })
}

/// The column's name; pressed, it sorts by it or turns the order round.
#[component]
pub fn SortButton(
    /// Which way the column sorts: `Some(true)` the largest first, `None` where another one sorts.
    way: Memo<Option<bool>>,
    /// What the column says.
    #[prop(into)]
    hint: String,
    /// How it is dressed, where that is not by the head around it.
    #[prop(optional)]
    class: &'static str,
    /// Takes a press.
    press: impl Fn() + 'static,
    /// What the column is called.
    children: Children,
) -> impl IntoView {
    let is_sorted = Memo::new(move |_| way.get().is_some());
    let sign = Signal::derive(move || if way.get() == Some(true) { Sign::Down } else { Sign::Up });
    view! {
        <button class=class class:sorted=is_sorted title=hint on:click=move |_| press()>
            {children()}
            <Show when=move || is_sorted.get()>
                <Icon sign />
            </Show>
        </button>
    }
}
