//! Searches kept under a name, searches of before, and what else goes for every search: one menu at the box.

use super::box_state::{BoxState, HISTORY, SAVED};
use crate::{
    browser::{focus, popover, storage},
    state::{
        command::Command,
        health, history,
        saved_searches::{self, SavedSearch},
    },
    ui::{
        parts::icon::{Icon, Sign},
        session::use_session,
    },
};
use leptos::{ev, html, prelude::*};

/// The button and its menu.
#[component]
pub fn SearchMenu(
    /// The box.
    state: BoxState,
) -> impl IntoView {
    let session = use_session();
    let panel: NodeRef<html::Div> = NodeRef::new();
    let button: NodeRef<html::Button> = NodeRef::new();
    let saved = RwSignal::new(Vec::<SavedSearch>::new());
    let earlier = RwSignal::new(Vec::<String>::new());
    let look = move || {
        saved.set(saved_searches::read(&storage::get(SAVED).unwrap_or_default()));
        earlier.set(history::read(&storage::get(HISTORY).unwrap_or_default()));
    };
    let close = move || {
        if let Some(panel) = panel.get_untracked() {
            popover::hide(&panel);
        }
    };
    let open = move |_| {
        look();
        if let (Some(panel), Some(button)) = (panel.get_untracked(), button.get_untracked()) {
            popover::hang(&panel, &button);
        }
    };
    let apply = move |search: String| {
        close();
        state.put(search);
    };
    let forget = move |name: String| {
        storage::set(SAVED, &saved_searches::without(&storage::get(SAVED).unwrap_or_default(), &name));
        look();
        // The row that had the keyboard is gone.
        if let Some(panel) = panel.get_untracked() {
            popover::items(&panel, "input, button").first().into_iter().for_each(focus::on);
        }
    };
    let forget_earlier = move |_| {
        storage::set(HISTORY, "");
        look();
    };
    let saved_row = move |SavedSearch { name, search }: SavedSearch| {
        let label = format!("Delete {name}");
        let (deleted, applied, title) = (name.clone(), search.clone(), search.clone());
        view! {
            <li>
                <button class="menu-search" title=title on:click=move |_| apply(applied.clone())>
                    <span class="menu-name">{name}</span>
                    <code>{search}</code>
                </button>
                <button class="icon-button" title=label.clone() aria-label=label on:click=move |_| forget(deleted.clone())>
                    <Icon sign=Sign::Close />
                </button>
            </li>
        }
    };
    let earlier_row = move |search: String| {
        let (applied, title) = (search.clone(), search.clone());
        view! {
            <li>
                <button class="menu-search" title=title on:click=move |_| apply(applied.clone())>
                    <code>{search}</code>
                </button>
            </li>
        }
    };
    let are_hidden = session.part(|session| health::are_hidden(&session.q));
    let can_hide = session.part(|session| health::toggled(&session.q).is_some());
    view! {
        <button
            class="icon-button search-menu-button"
            popovertarget="search-menu"
            title="Saved searches and earlier ones"
            aria-label="Saved searches and earlier ones"
            node_ref=button
            on:click=open
        >
            <Icon sign=Sign::Saved />
        </button>
        <div
            id="search-menu"
            class="popover hanging search-menu"
            popover="auto"
            role="dialog"
            aria-label="Searches"
            node_ref=panel
        >
            <section>
                <h2>"Saved searches"</h2>
                <SaveForm saved look=Callback::new(move |()| look()) />
                <ul>{move || saved.get().into_iter().map(saved_row).collect_view()}</ul>
            </section>
            <Show when=move || !earlier.with(Vec::is_empty)>
                <section>
                    <div class="menu-head">
                        <h2>"Searched before"</h2>
                        <button class="button quiet-button" on:click=forget_earlier>"Forget"</button>
                    </div>
                    <ul>{move || earlier.get().into_iter().map(earlier_row).collect_view()}</ul>
                </section>
            </Show>
            <div class="panel-actions">
                <button
                    class="button"
                    aria-pressed=move || are_hidden.get().to_string()
                    disabled=move || !can_hide.get()
                    on:click=move |_| session.dispatch(Command::ToggleHealthChecks)
                >
                    <Show when=move || are_hidden.get()>
                        <Icon sign=Sign::Check />
                    </Show>
                    "Hide health checks"
                </button>
                <button
                    class="button"
                    on:click=move |_| {
                        close();
                        session.dispatch(Command::ShowSearchHelp);
                    }
                >
                    "What can be searched for…"
                </button>
            </div>
        </div>
    }
}

/// A name for the search that is in the box.
#[component]
fn SaveForm(saved: RwSignal<Vec<SavedSearch>>, look: Callback<()>) -> impl IntoView {
    let session = use_session();
    let q = session.q();
    let input: NodeRef<html::Input> = NodeRef::new();
    let name = RwSignal::new(String::new());
    let has_search = Memo::new(move |_| q.with(|q| !q.trim().is_empty()));
    let is_taken = Memo::new(move |_| {
        let name = name.get();
        saved.with(|saved| saved.iter().any(|saved| saved.name == name.trim()))
    });
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let kept = storage::get(SAVED).unwrap_or_default();
        storage::set(
            SAVED,
            &name.with_untracked(|name| saved_searches::with(&kept, name, &q.get_untracked())),
        );
        name.set(String::new());
        look.run(());
        if let Some(input) = input.get_untracked() {
            focus::on(&input);
        }
    };
    let cannot_save = move || !has_search.get() || name.with(|name| name.trim().is_empty());
    view! {
        <Show
            when=move || has_search.get()
            fallback=|| view! { <p class="quiet">"A search in the box can be kept here under a name"</p> }
        >
            <form class="save-search" on:submit=save>
                <input
                    type="text"
                    aria-label="Name for this search"
                    placeholder="Name for this search"
                    maxlength="80"
                    autocomplete="off"
                    node_ref=input
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <button class="button primary" type="submit" disabled=cannot_save>
                    {move || if is_taken.get() { "Replace" } else { "Save" }}
                </button>
            </form>
        </Show>
    }
}
