//! The facets beside the trace list: a click on a value asks for it, with Alt it excludes it.

mod group;
mod state;
mod value;

pub use state::provide_facets;

use crate::{
    browser::{focus, popover},
    state::{command::Command, facets::ShownFacet, health},
    ui::parts::icon::{Icon, Sign},
};
use group::FacetGroup;
use leptos::{ev, html, prelude::*};
use state::FacetState;

/// The button over the list that shows the panel or hides it.
#[component]
pub fn FacetsButton() -> impl IntoView {
    let state = FacetState::here();
    view! {
        <button
            id="facets-button"
            class="button"
            title="Show or hide the facets (f)"
            aria-label="Facets"
            aria-expanded=move || state.is_shown.get().to_string()
            aria-controls="facets"
            on:click=move |_| state.session.dispatch(Command::ToggleFacets)
        >
            <Icon sign=Sign::Filter />
            <span>"Facets"</span>
        </button>
    }
}

/// The panel; on a narrow window a sheet over the list.
#[component]
pub fn FacetPanel() -> impl IntoView {
    let state = FacetState::here();
    view! {
        <Show when=move || state.is_shown.get()>
            <Panel state />
        </Show>
    }
}

#[component]
fn Panel(state: FacetState) -> impl IntoView {
    let node: NodeRef<html::Div> = NodeRef::new();
    let session = state.session;
    let close = move || {
        session.dispatch(Command::ToggleFacets);
        if let Some(button) = document().get_element_by_id("facets-button") {
            focus::on(&button);
        }
    };
    // A sheet takes the keyboard, as it takes the screen.
    Effect::new(move |_| {
        if let Some(node) = node.get().filter(|_| state.is_narrow.get_untracked()) {
            popover::items(&node, "button").first().into_iter().for_each(focus::on);
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && state.is_narrow.get_untracked() {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
    };
    let names = Memo::new(move |_| {
        state.shown.with(|facets| facets.iter().map(|facet| facet.field.to_string()).collect::<Vec<_>>())
    });
    let is_empty = Memo::new(move |_| state.shown.with(Vec::is_empty));
    view! {
        <div
            id="facets"
            class="facets"
            role="complementary"
            aria-label="Facets"
            aria-busy=move || state.is_counting.get().to_string()
            node_ref=node
            on:keydown=on_key
        >
            <div class="facets-head">
                <h2>"Facets"</h2>
                <button class="icon-button" title="Hide the facets (f)" aria-label="Hide the facets" on:click=move |_| close()>
                    <Icon sign=Sign::Close />
                </button>
            </div>
            <HealthSwitch state />
            <For each=move || names.get() key=String::clone let:name>
                <FacetGroup state name />
            </For>
            <Show when=move || is_empty.get()>
                <p class="quiet facets-none">
                    {move || if state.is_counting.get() { "Counting…" } else { "Nothing matches, so there is nothing to count" }}
                </p>
            </Show>
        </div>
    }
}

/// Leaves health checks out of the search.
#[component]
fn HealthSwitch(state: FacetState) -> impl IntoView {
    let session = state.session;
    let are_hidden = session.part(|session| health::are_hidden(&session.q));
    let can_hide = session.part(|session| health::toggled(&session.q).is_some());
    view! {
        <label class="facet-switch" title="Health, readiness and metrics endpoints, and gRPC health checks">
            <input
                type="checkbox"
                prop:checked=are_hidden
                disabled=move || !can_hide.get()
                on:change=move |_| session.dispatch(Command::ToggleHealthChecks)
            />
            "Hide health checks"
        </label>
    }
}

/// The facet with a name.
fn find<'a>(facets: &'a [ShownFacet], name: &str) -> Option<&'a ShownFacet> {
    facets.iter().find(|facet| facet.field.to_string() == name)
}
