//! Files from outside: dropped anywhere on the page, pasted, or picked.

use super::{
    engine::{Engine, use_engine},
    parts::icon::{Icon, Sign},
    session::use_session,
};
use crate::{
    browser::{document, files, focus, listener::Listener, source::Source},
    state::command::Command,
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Event};

/// The hidden picker, and the frame that shows over the page while files are dragged across it.
#[component]
pub fn DropZone() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let picker: NodeRef<html::Input> = NodeRef::new();
    session.on_command(move |command| {
        if matches!(command, Command::PickFiles)
            && let Some(picker) = picker.get_untracked()
        {
            picker.click();
        }
    });
    let is_over = RwSignal::new(false);
    let listeners = StoredValue::new_local(listeners(engine, is_over));
    on_cleanup(move || listeners.dispose());
    let on_pick = move |_| {
        if let Some(picker) = picker.get_untracked() {
            engine.open(files::from_picker(&picker));
        }
    };
    view! {
        <input node_ref=picker type="file" multiple hidden aria-hidden="true" on:change=on_pick />
        <Show when=move || is_over.get()>
            <div class="drop-over" aria-hidden="true">
                <div class="drop-over-card">
                    <Icon sign=Sign::Down />
                    <p>"Drop to open beside what is open"</p>
                    <p class="quiet">"Nothing leaves this machine"</p>
                </div>
            </div>
        </Show>
    }
}

fn listeners(engine: Engine, is_over: RwSignal<bool>) -> Vec<Listener> {
    let Some(document) = document() else { return Vec::new() };
    let on = |name, handler: fn(Engine, RwSignal<bool>, &Event)| {
        Listener::new(&document, name, move |event| handler(engine, is_over, &event))
    };
    vec![
        on("dragenter", |_, is_over, event| {
            if holds_files(event) {
                event.prevent_default();
                is_over.set(true);
            }
        }),
        on("dragover", |_, _, event| {
            if holds_files(event) {
                event.prevent_default();
            }
        }),
        on("dragleave", |_, is_over, event| {
            // Moving from one element to another is no leaving; at the window's edge there is none to move to.
            let is_inside =
                event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_some());
            if !is_inside {
                is_over.set(false);
            }
        }),
        on("drop", |engine, is_over, event| {
            is_over.set(false);
            let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
            let sources = transfer.map(|transfer| files::from_transfer(&transfer)).unwrap_or_default();
            take(engine, event, sources);
        }),
        on("paste", |engine, _, event| {
            if focus::target(event).is_some_and(|target| focus::is_text_field(&target)) {
                return;
            }
            let transfer = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let sources = transfer.map(|transfer| files::from_transfer(&transfer)).unwrap_or_default();
            take(engine, event, sources);
        }),
    ]
}

fn holds_files(event: &Event) -> bool {
    let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    transfer.is_some_and(|transfer| files::holds_files(&transfer))
}

fn take(engine: Engine, event: &Event, sources: Vec<Source>) {
    if !sources.is_empty() {
        event.prevent_default();
        engine.open(sources);
    }
}
