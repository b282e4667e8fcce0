//! A trace that was found in the store.

use super::state::Remote;
use crate::{
    base::{
        time::{self, MS},
        words,
    },
    protocol::remote::RemoteTrace,
    state::{command::Command, zone::date_time_in},
    ui::{parts::rows::Rows, session::SessionHandle, traces::offset_min},
};
use leptos::{ev, prelude::*};

/// The row in a slot.
#[component]
pub fn FoundRow(
    /// The session.
    session: SessionHandle,
    /// The store, which knows what is loaded.
    remote: Remote,
    /// The list.
    rows: Rows<u32, RemoteTrace>,
    /// The number of the slot.
    number: usize,
    /// The scale of the bars.
    longest_ns: Memo<i64>,
) -> impl IntoView {
    let shown = rows.shown(number);
    let top_px = rows.top_px(shown);
    let index = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.index)));
    let is_current = Memo::new(move |_| index.get().is_some() && rows.current().get() == index.get());
    let row = Memo::new(move |_| {
        let row = shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.clone()));
        row.map(|row| RemoteTrace::clone(&row)).unwrap_or_default()
    });
    let id = Memo::new(move |_| row.with(|row| row.trace_id.clone()));
    let is_here = Memo::new(move |_| remote.is_here(&id.get()));
    let open = move |event: ev::MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() || id.with(String::is_empty) {
            return;
        }
        event.prevent_default();
        rows.set_current(index.get_untracked());
        session.dispatch(Command::OpenTrace(id.get_untracked()));
    };
    let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
    let number_of = move |of: fn(&RemoteTrace) -> Option<usize>| move || row.with(of).map(words::grouped);
    let width = move || {
        let share = row.with(|row| row.duration_ns.max(0)) as f64 / longest_ns.get().max(1) as f64;
        format!("{:.2}%", share * 100.0)
    };
    let zone = session.zone();
    let start = move || {
        let start_ns = row.with(|row| row.start_ns);
        let whole_ms_ns = start_ns.div_euclid(MS).saturating_mul(MS);
        (start_ns != 0).then(|| date_time_in(whole_ms_ns, offset_min(zone.get(), start_ns)))
    };
    let errors = Memo::new(move |_| row.with(|row| row.errors));
    view! {
        <div
            role="row"
            class="list-row"
            class:current=is_current
            class:away=move || index.get().is_none()
            class:coming=move || id.with(String::is_empty)
            id=move || index.get().map(|index| format!("found-{index}"))
            aria-rowindex=move || index.get().map(|index| (index + 2).to_string())
            aria-selected=move || if is_current.get() { "true" } else { "false" }
            style:transform=move || format!("translateY({}px)", top_px.get())
            on:click=open
        >
            <div role="gridcell" class="cell-root">
                <a
                    href=move || session.href(Command::OpenTrace(id.get()))
                    tabindex="-1"
                    title=move || row.with(|row| format!("{} · {}\n{}", row.service, row.name, row.trace_id))
                >
                    <span class="service-name">{move || row.with(|row| or(&row.service, "(service not known)"))}</span>
                    " "
                    <span class="operation">{move || row.with(|row| or(&row.name, "(no name)"))}</span>
                </a>
                <Show when=move || is_here.get()>
                    <span class="badge" title="It is among the loaded traces">"loaded"</span>
                </Show>
            </div>
            <div role="gridcell" class="cell-latency">
                <span class="latency-track"><span class="latency-bar" style:width=width></span></span>
                <span class="number">{move || time::duration(row.with(|row| row.duration_ns))}</span>
            </div>
            <div role="gridcell" class="cell-spans number">{number_of(|row| row.spans)}</div>
            <div role="gridcell" class="cell-services number of-found">{number_of(|row| row.services)}</div>
            <div role="gridcell" class="cell-errors number">
                <span
                    class:error-count=move || errors.get().is_some_and(|errors| errors != 0)
                    class:none=move || errors.get().is_none_or(|errors| errors == 0)
                >
                    {move || errors.get().map(words::grouped)}
                </span>
            </div>
            <div role="gridcell" class="cell-matches number">{number_of(|row| row.matched)}</div>
            <div role="gridcell" class="cell-start number">{start}</div>
        </div>
    }
}
