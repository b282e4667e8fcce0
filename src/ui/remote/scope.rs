//! Says of the views of loaded traces that they are of these alone, while the store of an endpoint holds more.

use super::use_remote;
use crate::{
    base::words,
    protocol::remote::Kind,
    state::{
        command::Command,
        session::{StorePart, View},
    },
    ui::{engine::use_engine, parts::link, session::use_session},
};
use leptos::prelude::*;

/// The line; nothing without an endpoint, or where nothing loaded is shown.
#[component]
pub fn ScopeLine() -> impl IntoView {
    let (session, engine, remote) = (use_session(), use_engine(), use_remote());
    let is_of_loaded = session.part(|session| {
        matches!(session.view, View::Traces | View::Services | View::Latency | View::Findings | View::Compare)
    });
    let is_of_services = session.part(|session| session.view == View::Services);
    let counts_calls =
        Memo::new(move |_| is_of_services.get() && remote.kind().is_some_and(|kind| kind != Kind::Tempo));
    let traces = Memo::new(move |_| engine.summary().with(|summary| summary.traces));
    let is_connected = remote.is_connected();
    let name = remote.name();
    view! {
        <Show when=move || is_of_loaded.get() && is_connected.get() && traces.get() != 0>
            <p class="scope-line">
                <span>
                    "This shows the loaded traces: " {move || words::count(traces.get(), "trace", "traces")}
                    ". The store at " {name} " may hold more. "
                </span>
                <a href=move || session.href(Command::ShowStore) on:click=link::go(Command::ShowStore)>
                    "Search the whole store"
                </a>
                <Show when=move || counts_calls.get()>
                    " "
                    <a
                        href=move || session.href(Command::ShowStorePart(StorePart::Dependencies))
                        on:click=link::go(Command::ShowStorePart(StorePart::Dependencies))
                    >
                        "Who calls whom in the whole store"
                    </a>
                </Show>
            </p>
        </Show>
    }
}
