//! Find in the trace: words, how many spans have them, and the way from one to the next.

use super::open_trace::OpenTrace;
use crate::{
    base::words,
    protocol::{
        request::{Reply, Request, SpanRef},
        waterfall::{FindQuery, FindReply, Step},
    },
    query::reading::read,
    state::{command::Command, tab::Tab},
    ui::parts::icon::{Icon, Sign},
};
use gloo_timers::callback::Timeout;
use leptos::{ev, html, prelude::*, task::spawn_local};
use std::collections::VecDeque;

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

/// A question to find.
#[derive(Clone, Copy)]
pub struct Asked {
    /// Which way to go; `None` only counts.
    step: Option<Step>,
    /// Only spans with an error count.
    errors_only: bool,
    /// From the top on, not from the current row.
    from_top: bool,
}

impl OpenTrace {
    /// Goes to the first span that has the words of the session.
    pub fn find_first(self) {
        self.queue(Asked { step: Some(Step::Next), from_top: true, errors_only: false });
    }

    /// Looks for the words of the session, or for errors, from the current row on; without a step it only counts. What
    /// is asked while another question is on its way waits for it, so that quick presses add up.
    pub fn find(self, step: Option<Step>, errors_only: bool) {
        if step.is_some() && self.session.now(|session| matches!(session.tab, Tab::Table | Tab::Log)) {
            // What is found is a span, which a table of groups or a log cannot show.
            self.session.dispatch(Command::ShowTab(Tab::Waterfall));
        }
        self.queue(Asked { step, errors_only, from_top: false });
    }

    fn queue(self, asked: Asked) {
        let is_first = self.finding.try_update_value(|waiting| {
            waiting.push_back(asked);
            waiting.len() == 1
        });
        if is_first != Some(true) {
            return;
        }
        spawn_local(async move {
            while let Some(asked) = self.finding.try_with_value(|waiting| waiting.front().copied()).flatten()
            {
                self.find_one(asked).await;
                self.finding.try_update_value(VecDeque::pop_front);
            }
        });
    }

    async fn find_one(self, Asked { step, errors_only, from_top }: Asked) {
        let find = if errors_only { String::new() } else { self.session.now(|session| session.find.clone()) };
        if find.trim().is_empty() && !errors_only {
            self.found.set(FindReply::default());
            return;
        }
        let here = || {
            let current = self.is_waterfall().then(|| self.current()).flatten();
            current.map(|row| row.row).or_else(|| self.at_row.get_untracked())
        };
        let from = if from_top { None } else { self.going_to.get_value().or_else(here) };
        let query = FindQuery { trace_id: self.trace_id(), find, from, step, errors_only };
        let reply = self.engine.ask(Request::Find(query)).await;
        if self.rows.is_gone() {
            return;
        }
        let found = match reply {
            Ok(Reply::Found(found)) => found,
            _ => FindReply::default(),
        };
        if let Some(row) = found.row.filter(|_| step.is_some()) {
            self.reveal(SpanRef::Row(row));
        }
        if !errors_only {
            self.found.set(found);
        }
    }
}
