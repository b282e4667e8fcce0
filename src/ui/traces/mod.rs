//! The list of traces.

mod bar;
mod cells;
mod columns_menu;
mod facets;
mod grid;
mod group_menu;
mod groups;
mod header;
mod list;
mod row;
mod width_handle;

pub use cells::offset_min;
pub use grid::{Layout, ListGrid};
pub use list::{ROW_PX, TraceList, provide_left};

use super::{engine::use_engine, session::use_session};
use crate::state::command::Command;
use bar::ListBar;
use facets::{FacetPanel, provide_facets};
use groups::GroupList;
use leptos::prelude::*;

/// The view.
#[component]
pub fn TracesView() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let summary = engine.summary();
    let has_files = Memo::new(move |_| summary.with(|summary| summary.traces > 0));
    let is_grouped = session.part(|session| session.grouping.is_some());
    let is_reading = Memo::new(move |_| engine.progress().with(Option::is_some));
    provide_facets(session, engine);
    let bar = Callback::new(move |count| view! { <ListBar session engine count /> }.into_any());
    view! {
        <Show
            when=move || has_files.get()
            fallback=move || {
                view! {
                    <div class="empty-view">
                        <Show
                            when=move || is_reading.get()
                            fallback=move || view! { <NothingOpen /> }
                        >
                            <p class="quiet">"Reading…"</p>
                        </Show>
                    </div>
                }
            }
        >
            <div class="beside-facets">
                <FacetPanel />
                <Show when=move || is_grouped.get() fallback=move || view! { <TraceList session engine bar /> }>
                    <GroupList session engine />
                </Show>
            </div>
        </Show>
    }
}

/// Nothing is open: what to do.
#[component]
pub fn NothingOpen() -> impl IntoView {
    let session = use_session();
    let has_store = session.part(|session| session.endpoint.is_some());
    view! {
        <h1>"No traces are open"</h1>
        <Show when=move || has_store.get()>
            <p class="quiet">"This view is of loaded traces; search the store and load what is found"</p>
            <button class="button primary" on:click=move |_| session.dispatch(Command::ShowStore)>
                "Search the store"
            </button>
        </Show>
        <p class="quiet">"Files from an earlier visit stay on your disk; drop them again to go on"</p>
        <button class="button primary" on:click=move |_| session.dispatch(Command::ShowOpen)>
            "Open traces"
        </button>
    }
}
