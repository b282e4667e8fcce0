//! The search box. What is typed reaches the list after a moment; Enter goes to the list.

use crate::{
    state::{command::Command, session::View},
    ui::{
        parts::icon::{Icon, Sign},
        session::use_session,
    },
};
use gloo_timers::callback::Timeout;
use leptos::{ev, html, prelude::*};

/// Typing pauses this long before the list is searched.
const PAUSE_MS: u32 = 180;

/// The search box.
#[component]
pub fn SearchBox() -> impl IntoView {
    let session = use_session();
    let q = session.q();
    let view = session.view();
    let input: NodeRef<html::Input> = NodeRef::new();
    let pause = StoredValue::new_local(None::<Timeout>);
    session.on_command(move |command| {
        let is_ours = matches!(command, Command::FocusSearch);
        if let (true, Some(input)) = (is_ours, input.get_untracked()) {
            // An input in the document takes the focus.
            let _ = input.focus();
            input.select();
        }
    });
    let search = move |text: String| {
        pause.set_value(None);
        session.dispatch(Command::SetQuery(text));
    };
    let on_input = move |event| {
        let text = event_target_value(&event);
        pause.set_value(Some(Timeout::new(PAUSE_MS, move || search(text))));
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            search(event_target_value(&event));
            if view.get_untracked() != View::Traces {
                session.dispatch(Command::ShowTraces);
            }
            session.dispatch(Command::FocusRows);
        }
        "ArrowDown" => session.dispatch(Command::FocusRows),
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            if event_target_value(&event).is_empty() {
                session.dispatch(Command::FocusRows);
            } else {
                search(String::new());
            }
        }
        _ => {}
    };
    view! {
        <div class="search" role="search">
            <Icon sign=Sign::Search />
            <input
                node_ref=input
                type="search"
                aria-label="Search traces"
                placeholder="Search service, name, id, value"
                autocomplete="off"
                spellcheck="false"
                prop:value=q
                on:input=on_input
                on:keydown=on_key
            />
            <kbd aria-hidden="true">"/"</kbd>
        </div>
    }
}
