//! What stands over the traces or their groups: how many there are, and what the list is made of.

use super::{columns_menu::ColumnsMenu, facets::FacetsButton, group_menu::GroupMenu};
use crate::{
    browser::clock,
    state::{command::Command, export, latency_brush::cohort_of, session::Session},
    ui::{
        engine::Engine,
        export::ExportMenu,
        parts::icon::{Icon, Sign},
        session::SessionHandle,
    },
};
use leptos::prelude::*;

/// The bar.
#[component]
pub fn ListBar(
    /// The session.
    session: SessionHandle,
    /// The engine.
    engine: Engine,
    /// How many there are, in words.
    #[prop(into)]
    count: Signal<String>,
) -> impl IntoView {
    let is_grouped = session.part(|session| session.grouping.is_some());
    let only_marked = session.part(|session| session.only_marked);
    // What is listed as a cohort; none when all traces are.
    let cohort = session.part(|session| cohort_of(&session.selection(clock::unix_ns())));
    view! {
        <div class="list-bar">
            <h1>"Traces"</h1>
            <p class="quiet" role="status">{count}</p>
            <div class="list-tools">
                <FacetsButton />
                <Show when=move || only_marked.get()>
                    <button class="button" on:click=move |_| session.dispatch(Command::ShowOnlyMarked(false))>
                        <Icon sign=Sign::Close />
                        "Only marked"
                    </button>
                </Show>
                <ExportMenu parts=&[export::Part::Found, export::Part::All] />
                <Show when=move || cohort.with(Option::is_some)>
                    <button
                        class="button"
                        title="Compare these traces with the others of the same operations"
                        on:click=move |_| session.dispatch(Command::Compare { slow: cohort.get_untracked(), fast: None })
                    >
                        "Compare with the rest"
                    </button>
                </Show>
                <GroupMenu session engine />
                <Show when=move || !is_grouped.get()>
                    <ColumnsMenu session engine />
                </Show>
            </div>
        </div>
    }
}

/// No trace is left: why, and the way back to all.
#[component]
pub fn NothingLeft(
    /// The session.
    session: SessionHandle,
) -> impl IntoView {
    let why = session.part(why);
    view! {
        <p>{why}</p>
        <button class="button" on:click=move |_| session.dispatch(Command::ShowAllTraces)>"Show all traces"</button>
    }
}

fn why(session: &Session) -> &'static str {
    if session.brushed().is_some() {
        return "No trace that is found is brushed";
    }
    match (session.q.trim().is_empty(), session.range.is_whole(), session.only_marked) {
        (_, true, false) => "No trace has all of these words",
        (true, false, false) => "No trace starts in this range of time",
        (false, false, false) => "No trace has all of these words and starts in this range of time",
        (true, true, true) => "No trace that is marked is open",
        (_, _, true) => "No trace that is marked has all of these words and starts in this range of time",
    }
}
