//! The search box: coloured as it is typed, completed out of the loaded data, with what is wrong said below it.

mod box_state;
mod list;
mod menu;
mod paint;
mod sheet;

pub use sheet::SearchSheet;

use super::{
    parts::icon::{Icon, Sign},
    session::use_session,
};
use crate::state::command::Command;
pub use box_state::{BoxState, Over};
use leptos::{ev, html, prelude::*};
use list::SuggestionList;
use menu::SearchMenu;
use paint::Paint;

/// The search box over what is loaded.
#[component]
pub fn SearchBox() -> impl IntoView {
    let input: NodeRef<html::Input> = NodeRef::new();
    let state = BoxState::new(input, Over::Loaded);
    view! {
        <div class="search" role="search">
            <Icon sign=Sign::Search />
            <QueryInput state input label="Search traces" placeholder=Signal::stored("Words, an id or { duration > 1s }") />
            <kbd aria-hidden="true">"/"</kbd>
            <SearchMenu state />
            <Below state />
        </div>
    }
}

/// The search box over the store of an endpoint, inside the form that carries it out.
#[component]
pub fn StoreBox(
    /// What it holds.
    state: BoxState,
    /// The input, which the state knows too.
    input: NodeRef<html::Input>,
    /// What can be typed.
    placeholder: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <div class="search">
            <Icon sign=Sign::Search />
            <QueryInput state input label="TraceQL" placeholder />
            <Below state />
        </div>
    }
}

/// The text in colours and the input over it.
#[component]
fn QueryInput(
    /// The box.
    state: BoxState,
    /// The input, which the box knows too.
    input: NodeRef<html::Input>,
    /// What it is called.
    label: &'static str,
    /// What can be typed.
    placeholder: Signal<&'static str>,
) -> impl IntoView {
    let session = use_session();
    session.on_command(move |command| {
        let is_ours = matches!(command, Command::FocusSearch);
        if let (true, Some(input)) = (is_ours, input.get_untracked()) {
            // An input in the document takes the focus.
            let _ = input.focus();
            input.select();
        }
    });
    view! {
        <Paint state />
        <input
            node_ref=input
            type="search"
            role="combobox"
            aria-label=label
            aria-autocomplete="list"
            aria-controls="suggestions"
            aria-expanded=move || state.is_open().to_string()
            aria-activedescendant=move || state.active.get().map(|nth| format!("suggestion-{nth}"))
            aria-invalid=move || state.error.with(Option::is_some).to_string()
            placeholder=placeholder
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            prop:value=state.draft
            on:input=move |event| state.on_input(event_target_value(&event))
            on:keydown=move |event: ev::KeyboardEvent| state.on_key(&event)
            on:keyup=move |_| state.look()
            on:click=move |_| state.on_click()
            on:focus=move |_| state.on_focus()
            on:blur=move |_| state.on_blur()
            on:scroll=move |_| state.follow_scroll()
        />
    }
}

/// What is said below the box while it has the keyboard.
#[component]
fn Below(
    /// The box.
    state: BoxState,
) -> impl IntoView {
    let has_focus = state.has_focus;
    view! {
        <Show when=move || has_focus.get()>
            <div class="search-below">
                {move || state.error.get().map(|(sentence, letters)| view! {
                    <p
                        class="search-error"
                        role="status"
                        style:--letters=letters.to_string()
                        style:--scrolled=move || format!("{}px", state.scrolled_px.get())
                    >
                        <Icon sign=Sign::Warning />
                        <span>{sentence}</span>
                    </p>
                })}
                <SuggestionList state />
            </div>
        </Show>
    }
}
