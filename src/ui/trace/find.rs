//! Find in the trace: words, how many spans have them, and the way from one to the next.

use super::open_trace::OpenTrace;
use crate::{
    base::words,
    protocol::waterfall::Step,
    query::reading::read,
    state::command::Command,
    ui::parts::icon::{Icon, Sign},
};
use gloo_timers::callback::Timeout;
use leptos::{ev, html, prelude::*};

/// Typing pauses this long before the trace is searched.
const PAUSE_MS: u32 = 150;

/// The find box.
#[component]
pub fn FindBox(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let find = session.find();
    let input: NodeRef<html::Input> = NodeRef::new();
    let pause = StoredValue::new_local(None::<Timeout>);
    session.on_command(move |command| {
        let is_ours = matches!(command, Command::FocusFind);
        if let (true, Some(input)) = (is_ours, input.get_untracked()) {
            // An input in the document takes the focus.
            let _ = input.focus();
            input.select();
        }
    });
    // Counts anew whenever the words change, wherever they come from.
    Effect::new(move |_| {
        find.track();
        open.find(None, false);
    });
    let look_for = move |text: String| {
        pause.set_value(None);
        if find.with_untracked(|find| *find != text) {
            session.dispatch(Command::SetFind(text));
        }
    };
    let on_input = move |event| {
        let text = event_target_value(&event);
        pause.set_value(Some(Timeout::new(PAUSE_MS, move || look_for(text))));
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            look_for(event_target_value(&event));
            open.find(Some(if event.shift_key() { Step::Previous } else { Step::Next }), false);
        }
        "ArrowDown" => {
            event.prevent_default();
            open.rows.focus();
        }
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            if let Some(input) = input.get_untracked() {
                input.set_value("");
            }
            look_for(String::new());
            open.rows.focus();
        }
        _ => {}
    };
    let is_looking = Memo::new(move |_| find.with(|find| !find.trim().is_empty()));
    let refusal =
        Memo::new(move |_| find.with(|find| read(find).refusal().map(|error| error.message.clone())));
    let count = move || {
        if refusal.with(Option::is_some) {
            return "not a search".to_owned();
        }
        let found = open.found.get();
        match (found.total, found.nth) {
            (0, _) => "no hits".to_owned(),
            (total, Some(nth)) => format!("{} of {}", words::grouped(nth), words::grouped(total)),
            (total, None) => words::count(total, "hit", "hits"),
        }
    };
    let only_hits = session.part(|session| session.fold.only_hits);
    let has_none = move || !is_looking.get() || open.found.with(|found| found.total == 0);
    view! {
        <div class="find" role="search" class:looking=is_looking class:no-hits=move || is_looking.get() && has_none()>
            <Icon sign=Sign::Search />
            <input
                node_ref=input
                type="search"
                aria-label="Find in trace"
                placeholder="Find: words or TraceQL"
                autocomplete="off"
                spellcheck="false"
                prop:value=find
                on:input=on_input
                on:keydown=on_key
            />
            <span class="find-count" role="status" title=refusal>{move || is_looking.get().then(count)}</span>
            <button
                class="icon-button only-hits"
                title="Only the hits and what is above them (h)"
                aria-label="Only hits"
                aria-pressed=move || only_hits.get().to_string()
                disabled=has_none
                on:click=move |_| session.dispatch(Command::ToggleOnlyHits)
            >
                <Icon sign=Sign::Filter />
            </button>
            <button
                class="icon-button"
                title="Previous hit (Shift n)"
                aria-label="Previous hit"
                disabled=has_none
                on:click=move |_| session.dispatch(Command::FindPrevious)
            >
                <Icon sign=Sign::Up />
            </button>
            <button
                class="icon-button"
                title="Next hit (n)"
                aria-label="Next hit"
                disabled=has_none
                on:click=move |_| session.dispatch(Command::FindNext)
            >
                <Icon sign=Sign::Down />
            </button>
        </div>
    }
}
