//! The one-line answer over an open trace: each part lights the spans it speaks of and leads to them.

use super::open_trace::OpenTrace;
use crate::{
    protocol::{answers::AnswerKind, request::SpanRef, traces::TraceHead, waterfall::WaterfallRow},
    state::{command::Command, tab::Tab},
    ui::parts::icon::{Icon, Sign},
};
use leptos::{ev, prelude::*};

/// The sentence.
#[component]
pub fn Sentence(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let parts = move || {
        open.head.with(|head| {
            let kinds = head.answer.iter().map(|part| part.kind).collect::<Vec<_>>();
            head.spoken().into_iter().zip(kinds).enumerate().collect::<Vec<_>>()
        })
    };
    let part = move |nth: usize, before: &'static str, text: String, kind: AnswerKind| {
        let act = move || session.dispatch(Command::ShowAnswer(nth));
        let on_key = move |event: ev::KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                event.stop_propagation();
                act();
            }
        };
        view! {
            {before}
            <span
                class="answer-part"
                class:answer-error=kind == AnswerKind::Error
                role="button"
                tabindex="0"
                aria-pressed=move || (open.lit.get() == Some(nth)).to_string()
                title="Show its spans; again for the next of them (c: the next part)"
                on:click=move |_| act()
                on:keydown=on_key
            >
                {text}
            </span>
        }
    };
    view! {
        <div class="answer" role="group" aria-label="Answer">
            <p title=move || open.head.with(|head| head.row.answer.clone())>
                {move || {
                    let parts = parts();
                    // Of a trace that took no time there is nothing to show.
                    let plain = parts.is_empty().then(|| open.head.with(|head| head.row.answer.clone()));
                    let parts = parts.into_iter().map(|(nth, ((before, text), kind))| part(nth, before, text, kind));
                    view! { {plain} {parts.collect_view()} }
                }}
            </p>
            <Show when=move || open.lit.get().is_some()>
                <button
                    class="icon-button"
                    title="Show all spans alike again"
                    aria-label="Show all spans alike again"
                    on:click=move |_| open.lit.set(None)
                >
                    <Icon sign=Sign::Close />
                </button>
            </Show>
        </div>
    }
}

/// Lights the spans of a part and goes to its dearest; of the part that is lit already to the next of its spans.
pub fn show(open: OpenTrace, nth: usize) {
    // The table and the log have no spans to light.
    if !open.session.now(|session| matches!(session.tab, Tab::Waterfall | Tab::Flame)) {
        open.session.dispatch(Command::ShowTab(Tab::Waterfall));
    }
    let current = open.current().map(|row| row.row);
    let is_lit = open.lit.get_untracked() == Some(nth);
    let goal = open.head.with_untracked(|head| {
        let part = head.answer.get(nth)?;
        let at = part.rows.iter().position(|&row| Some(row) == current).filter(|_| is_lit);
        let row = *part.rows.get(at.map_or(0, |at| (at + 1) % part.rows.len()))?;
        // What repeats is told by the row of its run, until somebody asks for one call after another.
        let is_run = part.kind == AnswerKind::Repeat && !is_lit && open.is_waterfall();
        let first = part.rows.iter().copied().min().unwrap_or(row);
        Some(if is_run { SpanRef::Run(first) } else { SpanRef::Row(row) })
    });
    if open.head.with_untracked(|head| nth < head.answer.len()) {
        open.lit.set(Some(nth));
    }
    if let Some(goal) = goal {
        open.reveal(goal);
    }
}

/// Goes to the next part of the answer.
pub fn show_next(open: OpenTrace) {
    let parts = open.head.with_untracked(|head| head.answer.len());
    if parts > 0 {
        let next = open.lit.get_untracked().map_or(0, |nth| (nth + 1) % parts);
        open.session.dispatch(Command::ShowAnswer(next));
    }
}

/// Whether a row is one of those that the lit part speaks of.
pub fn is_lit(open: OpenTrace, row: &WaterfallRow) -> bool {
    let Some(nth) = open.lit.get().filter(|_| row.linked.is_none()) else { return false };
    let end = if row.run.is_some() { row.row + row.descendants } else { row.row + 1 };
    let has_row = |head: &TraceHead| {
        head.answer.get(nth).is_some_and(|part| part.rows.iter().any(|at| (row.row..end).contains(at)))
    };
    open.head.with(has_row)
}
