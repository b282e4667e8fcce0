//! Files from outside: dropped anywhere on the page, pasted, or picked.

use super::{
    incoming::{Incoming, use_incoming},
    parts::icon::{Icon, Sign},
    session::use_session,
};
use crate::{
    browser::{document, files, focus, folder, listener::Listener, source::Source},
    state::command::Command,
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, FileSystemEntry};

/// The hidden picker, and the frame that shows over the page while files are dragged across it.
#[component]
pub fn DropZone() -> impl IntoView {
    let (session, incoming) = (use_session(), use_incoming());
    let picker: NodeRef<html::Input> = NodeRef::new();
    let can_open = session.part(|session| !session.hide.open);
    session.on_command(move |command| {
        if matches!(command, Command::PickFiles)
            && can_open.get_untracked()
            && let Some(picker) = picker.get_untracked()
        {
            picker.click();
        }
    });
    let is_over = RwSignal::new(false);
    let listeners = StoredValue::new_local(listeners(Zone { incoming, can_open, is_over }));
    on_cleanup(move || listeners.dispose());
    let on_pick = move |_| {
        if let Some(picker) = picker.get_untracked() {
            incoming.offer(files::from_picker(&picker));
        }
    };
    view! {
        <input node_ref=picker type="file" multiple hidden aria-hidden="true" on:change=on_pick />
        <Show when=move || is_over.get()>
            <div class="drop-over" aria-hidden="true">
                <div class="drop-over-card">
                    <Icon sign=Sign::Down />
                    <p>"Drop files or folders to open them"</p>
                    <p class="quiet">"Nothing leaves this machine"</p>
                </div>
            </div>
        </Show>
    }
}

/// What the listeners need; a handle.
#[derive(Clone, Copy)]
struct Zone {
    incoming: Incoming,
    /// Whether files may be opened here at all.
    can_open: Memo<bool>,
    is_over: RwSignal<bool>,
}

fn listeners(zone: Zone) -> Vec<Listener> {
    let Some(document) = document() else { return Vec::new() };
    let on =
        |name, handler: fn(Zone, &Event)| Listener::new(&document, name, move |event| handler(zone, &event));
    vec![
        on("dragenter", |zone, event| {
            if holds_files(event) {
                event.prevent_default();
                zone.is_over.set(zone.can_open.get_untracked());
            }
        }),
        on("dragover", |zone, event| {
            if holds_files(event) {
                // Left to itself the browser would leave the page for the file.
                event.prevent_default();
                if let Some(transfer) = dragged(event)
                    && !zone.can_open.get_untracked()
                {
                    transfer.set_drop_effect("none");
                }
            }
        }),
        on("dragleave", |zone, event| {
            // Moving from one element to another is no leaving; at the window's edge there is none to move to.
            let is_inside =
                event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_some());
            if !is_inside {
                zone.is_over.set(false);
            }
        }),
        on("drop", |zone, event| {
            zone.is_over.set(false);
            let Some(transfer) = dragged(event) else { return };
            match folder::entries(&transfer) {
                Some(entries) => zone.take_folders(event, entries),
                None => zone.take(event, files::from_transfer(&transfer)),
            }
        }),
        on("paste", |zone, event| {
            if focus::target(event).is_some_and(|target| focus::is_text_field(&target)) {
                return;
            }
            let transfer = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let sources = transfer.map(|transfer| files::from_transfer(&transfer)).unwrap_or_default();
            zone.take(event, sources);
        }),
    ]
}

impl Zone {
    fn take(self, event: &Event, sources: Vec<Source>) {
        if sources.is_empty() {
            return;
        }
        event.prevent_default();
        if self.can_open.get_untracked() {
            self.incoming.offer(sources);
        }
    }

    fn take_folders(self, event: &Event, entries: Vec<FileSystemEntry>) {
        event.prevent_default();
        if self.can_open.get_untracked() {
            self.incoming.offer_folders(entries);
        }
    }
}

fn dragged(event: &Event) -> Option<DataTransfer> {
    event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer)
}

fn holds_files(event: &Event) -> bool {
    dragged(event).is_some_and(|transfer| files::holds_files(&transfer))
}
