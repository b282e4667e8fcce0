//! What a link does when it is clicked.

use crate::{state::command::Command, ui::session::use_session};
use leptos::ev;

/// Carries a command out in place of the browser, unless the link is to open elsewhere.
pub fn go(command: Command) -> impl Fn(ev::MouseEvent) + 'static {
    let session = use_session();
    on_click(move || session.dispatch(command.clone()))
}

/// Does something in place of the browser, in the same case.
pub fn on_click(run: impl Fn() + 'static) -> impl Fn(ev::MouseEvent) + 'static {
    move |event| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            run();
        }
    }
}
