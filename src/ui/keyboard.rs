//! Keys to commands, by the table of `state::keymap`.

use super::session::SessionHandle;
use crate::{
    browser::{focus, listener::Listener, window},
    state::{
        command::Command,
        keymap::{self, Context, Press},
    },
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// Listens to the keys of the whole window.
pub fn listen(session: SessionHandle) {
    let Some(window) = window() else { return };
    let listener = Listener::new(&window, "keydown", move |event| on_key(session, &event));
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
}

fn on_key(session: SessionHandle, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if event.default_prevented() || key.is_composing() || focus::is_something_on_top() {
        return;
    }
    let name = key.key();
    let press = Press {
        key: &name,
        ctrl: key.ctrl_key() || key.meta_key(),
        shift: key.shift_key(),
        alt: key.alt_key(),
    };
    let context = session.now(Context::of);
    let Some(command) = keymap::command(context, press) else { return };
    if command.opens() && session.now(|session| session.hide.open) {
        return;
    }
    if let Some(target) = focus::target(event) {
        if focus::is_text_field(&target) && !is_for_text_field(&command, press) {
            return;
        }
        let is_taken = match command {
            Command::Activate => focus::is_control(&target),
            Command::Move(_) => focus::takes_arrows(&target),
            _ => false,
        };
        if is_taken {
            return;
        }
    }
    event.prevent_default();
    session.dispatch(command);
}

/// Inside a text field keys are text, except those that cannot be.
fn is_for_text_field(command: &Command, press: Press<'_>) -> bool {
    press.ctrl && matches!(command, Command::FocusFind | Command::FocusServiceFind | Command::TogglePalette)
}
