//! Slow against fast: what the slow requests have in common.

mod attributes;
mod cohorts;
mod gap;
mod pair;
mod people;
mod shapes;
mod take_away;

use super::{
    engine::use_engine,
    parts::{
        icon::{Icon, Sign},
        link::go,
    },
    session::use_session,
    traces::NothingOpen,
};
use crate::{
    base::words,
    protocol::{
        compare::{CompareAnswer, CompareQuery},
        request::{Reply, Request},
    },
    state::command::Command,
};
use attributes::Attributes;
use cohorts::Cohorts;
use gap::GapTable;
use leptos::prelude::*;
use pair::Pair;
use people::People;
use shapes::Shapes;
use take_away::TakeAway;

/// The view.
#[component]
pub fn CompareView() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let has_traces = Memo::new(move |_| engine.summary().with(|summary| summary.traces > 0));
    let query = session.part(|session| {
        let text = |cohort: &Option<_>| cohort.as_ref().map(ToString::to_string).unwrap_or_default();
        CompareQuery { slow: text(&session.slow), fast: text(&session.fast) }
    });
    let compared = LocalResource::new(move || {
        engine.revision().track();
        let query = query.get();
        async move { engine.ask(Request::Compare(query)).await }
    });
    let answer = Memo::new(move |_| match compared.get() {
        Some(Ok(Reply::Compared(answer))) => Some(*answer),
        _ => None,
    });
    let failure = Memo::new(move |_| match compared.get() {
        Some(Err(failure)) => Some(failure.message),
        _ => None,
    });
    let shown = move || match (failure.get(), answer.get()) {
        (Some(message), _) => view! {
            <p class="file-error" role="alert"><Icon sign=Sign::Warning /><span>{message}</span></p>
        }
        .into_any(),
        (None, Some(answer)) => view! { <Compared answer /> }.into_any(),
        (None, None) => view! { <p class="quiet" role="status">"Comparing…"</p> }.into_any(),
    };
    view! {
        <Show
            when=move || has_traces.get()
            fallback=|| view! { <div class="empty-view"><NothingOpen /></div> }
        >
            <div class="compare-view">
                <div class="compare-heading">
                    <h1>"Slow against fast"</h1>
                    <TakeAway answer />
                </div>
                <Cohorts answer />
                {shown}
            </div>
        </Show>
    }
}

#[component]
fn Compared(
    /// The answer.
    answer: CompareAnswer,
) -> impl IntoView {
    let is_empty = answer.slow == 0 || answer.fast == 0;
    let sentence = answer.sentence.clone();
    let notes = notes(&answer);
    let parts = (!is_empty).then(|| {
        view! {
            <GapTable answer=answer.clone() />
            <Attributes answer=answer.clone() />
            <Shapes answer=answer.clone() />
            <People rows=answer.people.clone() slow=answer.slow />
            <Pair exemplars=answer.exemplars.clone() />
        }
    });
    view! {
        <p class="compare-sentence" role="status">{sentence}</p>
        <Show when={
            let has_notes = !notes.is_empty();
            move || has_notes
        }>
            <p class="quiet compare-notes">{notes.clone()}</p>
        </Show>
        {parts}
    }
}

/// What is to be known of the cohorts before believing anything.
fn notes(answer: &CompareAnswer) -> String {
    let mut notes = Vec::new();
    if answer.in_both > 0 {
        notes.push(format!(
            "{} in both cohorts count as fast",
            words::count(answer.in_both, "trace", "traces")
        ));
    }
    if answer.partial > 0 {
        notes.push(format!("{} without a root left out", words::count(answer.partial, "trace", "traces")));
    }
    if answer.by_duration && answer.slow > 0 && answer.fast > 0 {
        notes.push(
            "The cohorts are cut by duration, so every group differs: no group is called significant"
                .to_owned(),
        );
    }
    notes.join(" · ")
}

/// A section with its heading and what is said when there is nothing in it.
#[component]
fn Section(
    /// The heading.
    title: &'static str,
    /// What the columns say, in a few words.
    about: &'static str,
    /// What is said instead of an empty table.
    nothing: Option<&'static str>,
    /// What there is.
    children: Children,
) -> impl IntoView {
    let inside = match nothing {
        Some(nothing) => view! { <p class="quiet">{nothing}</p> }.into_any(),
        None => children(),
    };
    view! {
        <section class="compare-section">
            <div class="compare-heading">
                <h2>{title}</h2>
                <span class="quiet">{about}</span>
            </div>
            {inside}
        </section>
    }
}

/// A link that searches for the traces of a row.
#[component]
fn FilterLink(
    /// What it says.
    words: String,
    /// The search; none: the words alone.
    filter: Option<String>,
) -> impl IntoView {
    let Some(filter) = filter else { return view! { <span>{words}</span> }.into_any() };
    let session = use_session();
    let command = Command::SearchFor(filter.clone());
    let (href, go) = (session.href(command.clone()), go(command));
    view! { <a href=href on:click=go title=format!("Show the traces that have it: {filter}")>{words}</a> }
        .into_any()
}
