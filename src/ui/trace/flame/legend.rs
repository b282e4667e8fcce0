//! The services of the trace with their colours; a click finds a service's spans.

use super::super::open_trace::OpenTrace;
use crate::{
    base::words,
    state::{command::Command, condition},
    ui::parts::service::{ServiceSwatch, service_name},
};
use leptos::prelude::*;

/// The legend.
#[component]
pub fn Legend(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let find = session.find();
    let entry = move |(service, spans): (u32, usize)| {
        let name = open.engine.summary().with(|summary| service_name(summary, service));
        let wanted = condition::of_service(&name);
        let is_lit = Memo::new({
            let wanted = wanted.clone();
            move |_| find.with(|find| *find == wanted)
        });
        let toggle = move |_| {
            let words = if is_lit.get_untracked() { String::new() } else { wanted.clone() };
            session.dispatch(Command::SetFind(words));
        };
        let hint = format!("{}: light them", words::count(spans, "span", "spans"));
        view! {
            <li>
                <button class="legend-entry" title=hint aria-pressed=move || is_lit.get().to_string() on:click=toggle>
                    <ServiceSwatch service />
                    {name}
                </button>
            </li>
        }
    };
    view! {
        <ul class="legend" aria-label="Services">
            {move || open.head.with(|head| head.services.clone()).into_iter().map(entry).collect_view()}
        </ul>
    }
}
