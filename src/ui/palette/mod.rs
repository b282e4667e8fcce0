//! The command palette: a dialog that lists what can be done here, and leads to services, operations and traces by name.

mod targets;

use super::{
    engine::use_engine,
    parts::{
        dialog,
        icon::{Icon, Sign},
    },
    session::use_session,
};
use crate::state::{
    command::Command,
    keymap::Context,
    palette::{self, Found, Stock},
};
use leptos::{ev, html, prelude::*};
use targets::Targets;

/// More entries than these are not drawn: a few letters more bring the others up.
const AT_MOST: usize = 60;
/// Entries that a page key goes by.
const PAGE: isize = 10;

/// The dialog; it is open while the session says so.
#[component]
pub fn CommandPalette() -> impl IntoView {
    let session = use_session();
    let is_open = session.part(|session| session.palette);
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    dialog::follow(dialog, is_open);
    let close = move || {
        if is_open.get_untracked() {
            session.dispatch(Command::TogglePalette);
            // At once: what comes after it may open another dialog, which gives the keyboard back to who has it now.
            dialog::close(dialog);
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="palette"
            aria-label="Commands"
            on:close=move |_| close()
            on:click=move |event| {
                if dialog::is_beside(&event) {
                    close();
                }
            }
        >
            <Show when=move || is_open.get()>
                <Chooser close />
            </Show>
        </dialog>
    }
}

/// The field and the list below it, as long as the dialog is open.
#[component]
fn Chooser(
    /// Closes the dialog.
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let input: NodeRef<html::Input> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            // An input in the document takes the focus.
            let _ = input.focus();
        }
    });
    let here = session
        .now(|session| (Context::of(session), !session.hide.open, !session.hide.header && !session.embed));
    let (context, can_open, has_search) = here;
    let targets = Targets::new(typed);
    let found = Memo::new(move |_| {
        let has_traces = engine.summary().with(|summary| summary.traces > 0);
        let mut entries = palette::commands(context, Stock { has_traces, can_open, has_search });
        entries.extend(targets.entries());
        let mut found = typed.with(|typed| palette::find(entries, typed));
        found.truncate(AT_MOST);
        found
    });
    let count = Memo::new(move |_| found.with(Vec::len));
    let chosen_now = Memo::new(move |_| chosen.get().min(count.get().saturating_sub(1)));
    let run = move |nth: usize| {
        let Some(command) =
            found.with_untracked(|found| found.get(nth).map(|found| found.entry.command.clone()))
        else {
            return;
        };
        // The dialog gives the keyboard back first, so that a command can give it to something else.
        close();
        session.dispatch(command);
    };
    let go = move |by: isize| {
        let count = count.get_untracked().max(1) as isize;
        let at = chosen_now.get_untracked() as isize + by;
        let at = if by.abs() == 1 { at.rem_euclid(count) } else { at.clamp(0, count - 1) };
        chosen.set(at as usize);
        if let Some(option) = document().get_element_by_id(&option_id(at as usize)) {
            crate::browser::focus::bring_into_view(&option);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => go(1),
            "ArrowUp" => go(-1),
            "PageDown" => go(PAGE),
            "PageUp" => go(-PAGE),
            "Enter" => run(chosen_now.get_untracked()),
            "k" if event.ctrl_key() || event.meta_key() => close(),
            _ => return,
        }
        event.prevent_default();
    };
    let options = move || {
        let entry = |(nth, found): (usize, Found)| {
            let is_chosen = move || chosen_now.get() == nth;
            let Found { entry, letters } = found;
            let keys = entry.keys.into_iter().map(|caps| {
                let caps = caps.into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view();
                view! { <span class="chord">{caps}</span> }
            });
            view! {
                <li
                    id=option_id(nth)
                    role="option"
                    class:active=is_chosen
                    aria-selected=move || is_chosen().to_string()
                    on:pointermove=move |_| chosen.set(nth)
                    on:click=move |_| run(nth)
                >
                    <span class="palette-words">{marked(&entry.words, &letters)}</span>
                    <span class="quiet">{entry.hint}</span>
                    <span class="palette-keys">{keys.collect_view()}</span>
                </li>
            }
        };
        found.get().into_iter().enumerate().map(entry).collect_view()
    };
    view! {
        <div class="palette-card">
            <div class="palette-field">
                <Icon sign=Sign::Search />
                <input
                    node_ref=input
                    type="text"
                    role="combobox"
                    aria-label="Command, service, operation or trace"
                    aria-autocomplete="list"
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || (count.get() > 0).then(|| option_id(chosen_now.get()))
                    placeholder="Command, service, operation or trace"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        chosen.set(0);
                    }
                    on:keydown=on_key
                />
            </div>
            <ul id="palette-list" class="palette-list" role="listbox" aria-label="Commands">{options}</ul>
            <p class="palette-none quiet" role="status">
                {move || (count.get() == 0).then_some("Nothing has these letters")}
            </p>
        </div>
    }
}

fn option_id(nth: usize) -> String {
    format!("palette-{nth}")
}

/// The words with the letters that were typed set apart.
fn marked(words: &str, letters: &[usize]) -> impl IntoView + use<> {
    let letters: Vec<(char, bool)> =
        words.chars().enumerate().map(|(at, letter)| (letter, letters.binary_search(&at).is_ok())).collect();
    letters
        .chunk_by(|one, other| one.1 == other.1)
        .map(|run| {
            let text: String = run.iter().map(|(letter, _)| letter).collect();
            if run[0].1 { view! { <b>{text}</b> }.into_any() } else { view! { {text} }.into_any() }
        })
        .collect_view()
}
