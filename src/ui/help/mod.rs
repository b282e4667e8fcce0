//! The help: every key, out of the same table that the handler uses, and what else is worth knowing.

use super::{
    parts::{
        dialog,
        icon::{Icon, Sign},
    },
    session::use_session,
};
use crate::state::{
    command::Command,
    keymap::{self, Binding, Context},
};
use leptos::{ev, html, prelude::*};

/// What the pointer does, beside the keys.
const POINTER: [(&str, &str); 6] = [
    ("Drag on the overview or the ruler", "Show a part of the time"),
    ("Drag on the ruler with Shift", "See what ran in a part of the time"),
    ("Ctrl and wheel, or pinch", "Zoom around the pointer"),
    ("Shift and wheel, or drag a bar", "Move through time"),
    ("Double-click a span", "Zoom to it"),
    ("Right button, or a long press", "What can be done with a span"),
];

/// The help dialog; it is open while the session says so.
#[component]
pub fn Help() -> impl IntoView {
    let session = use_session();
    let is_open = session.part(|session| session.help);
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    dialog::follow(dialog, is_open);
    let close = move || {
        if is_open.get_untracked() {
            session.dispatch(Command::ToggleHelp);
            // At once: what comes after it may open another dialog, which gives the keyboard back to who has it now.
            dialog::close(dialog);
        }
    };
    let show_search_help = move |_| {
        close();
        session.dispatch(Command::ShowSearchHelp);
    };
    let on_click = move |event: ev::MouseEvent| {
        if dialog::is_beside(&event) {
            close();
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "?" {
            event.prevent_default();
            close();
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="help"
            aria-label="Keys and help"
            on:close=move |_| close()
            on:click=on_click
            on:keydown=on_key
        >
            <div class="help-card">
                <div class="help-head">
                    <h2>"Keys and help"</h2>
                    <button class="icon-button" title="Close (Esc)" aria-label="Close help" on:click=move |_| close()>
                        <Icon sign=Sign::Close />
                    </button>
                </div>
                <div class="help-columns">
                    {Context::ALL.map(key_table).collect_view()}
                    <section>
                        <h3>"Pointer and touch, in a trace"</h3>
                        <dl>{POINTER.map(|(what, words)| view! { <div><dt>{what}</dt><dd>{words}</dd></div> }).collect_view()}</dl>
                    </section>
                    <section>
                        <h3>"Search"</h3>
                        <p>
                            "Words are looked for in services, operations, attributes, events and ids; all of them must be there. Words in double quotes are one, -word excludes, status=error and duration>1s work, and a pasted trace id opens its trace. Text in braces is TraceQL"
                        </p>
                        <button class="button" on:click=show_search_help>"What can be searched for…"</button>
                    </section>
                    <section>
                        <h3>"List of traces"</h3>
                        <p>
                            "A column of an attribute shows the value of the first matching span that has one, else the root’s, else the first of all; +2 says that the same spans have two other values. A trace stands in the group of each of its matching spans. The time range asks when the root span began"
                        </p>
                    </section>
                    <section>
                        <h3>"Colours and marks"</h3>
                        <p>
                            "A bar has the colour of its service: full with a dark foot on the critical path, the time the root really waited, weaker where the span works for itself, pale where calls below have the time. Small ticks are events, a dashed line is the time in a queue. Equal calls one after another are one row, ×41, until you press Enter on it"
                        </p>
                        <p>
                            "In the flame graph a frame is as wide as its time; merged, as the work of all spans of its call path, whatever ran side by side. Frames with an outline, and narrow ones with a mark at their top, have errors"
                        </p>
                    </section>
                </div>
            </div>
        </dialog>
    }
}

fn key_table(context: Context) -> impl IntoView {
    let rows = keymap::lines_of(context).filter(|line| !line.chords.is_empty()).map(key_row);
    view! {
        <section>
            <h3>{context.label()}</h3>
            <dl>{rows.collect_view()}</dl>
        </section>
    }
}

fn key_row(binding: &'static Binding) -> impl IntoView {
    let chords = binding.chords.iter().enumerate().map(|(nth, chord)| {
        let caps = chord.caps().into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view();
        view! {
            {(nth > 0).then_some(" or ")}
            <span class="chord">{caps}</span>
        }
    });
    view! {
        <div>
            <dt>{chords.collect_view()}</dt>
            <dd>{binding.words}</dd>
        </div>
    }
}
