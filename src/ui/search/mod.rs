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
use crate::{query::reading::read, state::command::Command};
use box_state::BoxState;
use leptos::{ev, html, prelude::*};
use list::SuggestionList;
use menu::SearchMenu;
use paint::Paint;

/// The search box.
#[component]
pub fn SearchBox() -> impl IntoView {
    let session = use_session();
    let input: NodeRef<html::Input> = NodeRef::new();
    let state = BoxState::new(input);
    session.on_command(move |command| {
        let is_ours = matches!(command, Command::FocusSearch);
        if let (true, Some(input)) = (is_ours, input.get_untracked()) {
            // An input in the document takes the focus.
            let _ = input.focus();
            input.select();
        }
    });
    let on_key = move |event: ev::KeyboardEvent| state.on_key(&event);
    // The sentence, and the letters before the passage it is about.
    let error = Memo::new(move |_| {
        state.draft.with(|draft| {
            let reading = read(draft);
            let error = reading.refusal()?;
            Some((error.message.clone(), draft.get(..error.from)?.chars().count()))
        })
    });
    let has_focus = state.has_focus;
    view! {
        <div class="search" role="search">
            <Icon sign=Sign::Search />
            <Paint state />
            <input
                node_ref=input
                type="search"
                role="combobox"
                aria-label="Search traces"
                aria-autocomplete="list"
                aria-controls="suggestions"
                aria-expanded=move || state.is_open().to_string()
                aria-activedescendant=move || state.active.get().map(|nth| format!("suggestion-{nth}"))
                aria-invalid=move || error.with(Option::is_some).to_string()
                placeholder="Words, an id or { duration > 1s }"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=state.draft
                on:input=move |event| state.on_input(event_target_value(&event))
                on:keydown=on_key
                on:keyup=move |_| state.look()
                on:click=move |_| state.look()
                on:focus=move |_| state.on_focus()
                on:blur=move |_| state.on_blur()
                on:scroll=move |_| state.follow_scroll()
            />
            <kbd aria-hidden="true">"/"</kbd>
            <SearchMenu state />
            <Show when=move || has_focus.get()>
                <div class="search-below">
                    {move || error.get().map(|(sentence, letters)| view! {
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
        </div>
    }
}
