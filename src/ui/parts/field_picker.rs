//! A field to name an attribute or property, with those of the data below it, the most frequent first.

use crate::{
    base::words,
    browser::focus,
    protocol::{
        request::{Reply, Request},
        traces::FieldName,
    },
    query::naming,
    ui::engine::Engine,
};
use leptos::{ev, html, prelude::*, task::spawn_local};

/// Names offered.
const OFFERED: usize = 9;

/// The field and the list below it.
#[component]
pub fn FieldPicker(
    /// The engine, which knows the names.
    engine: Engine,
    /// What it is for.
    label: &'static str,
    /// The id of the list.
    list_id: &'static str,
    /// Takes the name that was chosen, as a search writes it.
    on_pick: Callback<String>,
) -> impl IntoView {
    let input: NodeRef<html::Input> = NodeRef::new();
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<FieldName>::new());
    let active = RwSignal::new(None::<usize>);
    let look = move || {
        let asked = typed.get_untracked();
        spawn_local(async move {
            let request = Request::Fields { typed: asked.clone(), limit: OFFERED };
            let Ok(Reply::Fields { names }) = engine.ask(request).await else { return };
            if typed.try_get_untracked().as_ref() == Some(&asked) {
                active.set(None);
                found.set(names);
            }
        });
    };
    let pick = move |name: String| {
        typed.set(String::new());
        look();
        on_pick.run(name);
    };
    // What stands there when nothing was chosen from the list: a name as a search writes it is meant as it is.
    let meant = move || {
        let typed = typed.get_untracked();
        let named = naming::named(&typed)?.to_string();
        let first = found.with_untracked(|found| found.first().map(|name| name.text.clone()));
        if named == typed.trim() { Some(named) } else { first.or(Some(named)) }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        let step = |by: usize| {
            let next = active.get_untracked().map_or(if by == 1 { 0 } else { count - 1 }, |at| at + by);
            active.set(Some(next % count));
        };
        match event.key().as_str() {
            "ArrowDown" if count > 0 => step(1),
            "ArrowUp" if count > 0 => step(count - 1),
            "Enter" => {
                let chosen = active.get_untracked().and_then(|nth| {
                    found.with_untracked(|found| found.get(nth).map(|name| name.text.clone()))
                });
                if let Some(name) = chosen.or_else(meant) {
                    pick(name);
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let option = move |(nth, name): (usize, FieldName)| {
        let is_active = move || active.get() == Some(nth);
        let often = name
            .count
            .map_or_else(|| "every span".to_owned(), |count| format!("{}×", words::grouped(count as usize)));
        let text = name.text.clone();
        view! {
            <li
                id=format!("{list_id}-{nth}")
                role="option"
                class:active=is_active
                aria-selected=move || is_active().to_string()
                on:pointerdown=|event| event.prevent_default()
                on:click=move |_| {
                    pick(text.clone());
                    if let Some(input) = input.get_untracked() {
                        focus::on(&input);
                    }
                }
            >
                <code title=name.text>{name.text.clone()}</code>
                <span class="quiet number">{often}</span>
            </li>
        }
    };
    view! {
        <div class="field-picker">
            <input
                node_ref=input
                type="text"
                role="combobox"
                aria-label=label
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls=list_id
                aria-activedescendant=move || active.get().map(|nth| format!("{list_id}-{nth}"))
                placeholder=label
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=typed
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    look();
                }
                on:focus=move |_| look()
                on:keydown=on_key
            />
            <ul id=list_id role="listbox" aria-label="Attributes and properties">
                {move || found.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
            <Show when=move || found.with(Vec::is_empty) && !typed.with(String::is_empty)>
                <p class="quiet">"No span has such an attribute"</p>
            </Show>
        </div>
    }
}
