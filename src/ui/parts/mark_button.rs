//! A button that marks a trace, and shows whether it is marked.

use super::icon::{Icon, Sign};
use crate::{
    state::{command::Command, marks::Marks},
    ui::session::SessionHandle,
};
use leptos::{ev, prelude::*};

/// The button.
#[component]
pub fn MarkButton(
    /// The session, which has the marks.
    session: SessionHandle,
    /// The marks.
    marks: Memo<Marks>,
    /// The trace; empty: none yet.
    #[prop(into)]
    trace_id: Signal<String>,
    /// It stands in a row that the keys reach, and need not be reached itself.
    #[prop(optional)]
    in_row: bool,
) -> impl IntoView {
    let is_marked = Memo::new(move |_| trace_id.with(|id| marks.with(|marks| marks.has(id))));
    let press = move |event: ev::MouseEvent| {
        event.stop_propagation();
        event.prevent_default();
        session.dispatch(Command::Mark(trace_id.get_untracked()));
    };
    view! {
        <button
            class="icon-button mark-button"
            class:marked=is_marked
            tabindex=in_row.then_some("-1")
            aria-label="Mark the trace"
            aria-pressed=move || is_marked.get().to_string()
            title=move || if is_marked.get() { "Take the mark away (m)" } else { "Mark the trace (m)" }
            on:click=press
        >
            <Icon sign=Sign::Mark />
        </button>
    }
}
