//! A row of the list, in a slot that shows one trace after another.

use super::{
    cells::{Slot, cell},
    list::{Key, Listed, Totals},
};
use crate::{
    protocol::traces::TraceColumn,
    state::{command::Command, marks::Marks},
    ui::{engine::Engine, parts::rows::Rows, session::SessionHandle},
};
use leptos::{ev, prelude::*};

/// The row in a slot.
#[component]
pub fn ListRow(
    /// The session.
    session: SessionHandle,
    /// The engine, which knows the names of services.
    engine: Engine,
    /// The list.
    rows: Rows<Key, Listed>,
    /// The number of the slot.
    number: usize,
    /// What the list says as a whole: the scale of the bars.
    totals: RwSignal<Totals>,
    /// The columns.
    names: Memo<Vec<TraceColumn>>,
    /// Marked traces.
    marks: Memo<Marks>,
) -> impl IntoView {
    let shown = rows.shown(number);
    let top_px = rows.top_px(shown);
    let index = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.index)));
    let is_current = Memo::new(move |_| index.get().is_some() && rows.current().get() == index.get());
    let slot = Slot::new(session, engine, shown, totals, marks);
    let open = move |event: ev::MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() || slot.id.with(String::is_empty) {
            return;
        }
        event.prevent_default();
        rows.set_current(index.get_untracked());
        session.dispatch(Command::OpenTrace(slot.id.get_untracked()));
    };
    view! {
        <div
            role="row"
            class="list-row"
            class:current=is_current
            class:away=move || index.get().is_none()
            class:coming=move || slot.id.with(String::is_empty)
            id=move || index.get().map(|index| format!("trace-{index}"))
            aria-rowindex=move || index.get().map(|index| (index + 2).to_string())
            aria-selected=move || if is_current.get() { "true" } else { "false" }
            style:transform=move || format!("translateY({}px)", top_px.get())
            on:click=open
        >
            {move || names.get().into_iter().map(|column| cell(slot, column)).collect_view()}
        </div>
    }
}
