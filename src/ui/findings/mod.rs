//! What was found in everything that is open: failures, repeated calls, and how well services are instrumented.

mod failures;
mod instrumentation;
mod place;
mod repeats;

use super::{
    engine::use_engine,
    parts::{
        icon::{Icon, Sign},
        link::go,
    },
    traces::NothingOpen,
};
use crate::{
    base::words,
    protocol::{
        findings::FindingsAnswer,
        request::{Reply, Request},
    },
};
use failures::Failures;
use instrumentation::Instrumentation;
use leptos::prelude::*;
use repeats::Repeats;

/// Rows of a section: more than anyone reads, and the dearest come first.
const ROWS: usize = 100;

/// The view.
#[component]
pub fn FindingsView() -> impl IntoView {
    let engine = use_engine();
    let has_traces = Memo::new(move |_| engine.summary().with(|summary| summary.traces > 0));
    let findings = LocalResource::new(move || {
        engine.revision().track();
        async move { engine.ask(Request::Findings { limit: ROWS }).await }
    });
    let shown = move || {
        findings.get().map(|answer| match answer {
            Ok(Reply::Findings(found)) => view! { <Found found /> }.into_any(),
            Ok(_) => ().into_any(),
            Err(failure) => view! {
                <p class="file-error" role="alert">
                    <Icon sign=Sign::Warning />
                    <span>{failure.message}</span>
                </p>
            }
            .into_any(),
        })
    };
    view! {
        <Show
            when=move || has_traces.get()
            fallback=|| view! { <div class="empty-view"><NothingOpen /></div> }
        >
            <div class="findings-view">
                <h1>"Findings"</h1>
                <Transition fallback=|| view! { <p class="quiet" role="status">"Looking through all traces…"</p> }>
                    {shown}
                </Transition>
            </div>
        </Show>
    }
}

#[component]
fn Found(
    /// The answer.
    found: FindingsAnswer,
) -> impl IntoView {
    let FindingsAnswer {
        errors_total,
        fingerprints,
        repeats_total,
        repeat_patterns,
        score,
        lints,
        rules,
        ..
    } = found;
    let failures = words::count(errors_total, "error", "errors");
    let repeats = words::count(repeats_total, "repetition", "repetitions");
    view! {
        <Section title="Where errors began" count=failures is_empty=fingerprints.is_empty()
            nothing="No span has an error">
            <Failures fingerprints />
        </Section>
        <Section title="Repeated calls" count=repeats is_empty=repeat_patterns.is_empty()
            nothing="No call is made again and again">
            <Repeats patterns=repeat_patterns />
        </Section>
        <Section title="Instrumentation" count=words::count(score.len(), "service", "services")
            is_empty=score.is_empty() nothing="No service is there to be scored">
            <Instrumentation score lints rules />
        </Section>
    }
}

/// A section with its heading, and what is said when there is nothing in it.
#[component]
fn Section(
    /// The heading.
    title: &'static str,
    /// How much there is.
    count: String,
    /// There is nothing.
    is_empty: bool,
    /// What is said then.
    nothing: &'static str,
    /// What there is.
    children: Children,
) -> impl IntoView {
    let inside = if is_empty { view! { <p class="quiet">{nothing}</p> }.into_any() } else { children() };
    view! {
        <section class="findings-section">
            <div class="findings-heading">
                <h2>{title}</h2>
                <Show when=move || !is_empty>
                    <span class="quiet">{count.clone()}</span>
                </Show>
            </div>
            {inside}
        </section>
    }
}

/// The service's place in the summary, which gives its colour.
fn service_place(name: &str) -> u32 {
    let of = |names: &Vec<String>| names.iter().position(|other| other == name).unwrap_or(0) as u32;
    use_engine().summary().with_untracked(|summary| of(&summary.service_names))
}

/// Users and sessions that were touched, in words; empty when the traces name none.
fn people(users: usize, sessions: usize) -> String {
    let parts = [(users, "user", "users"), (sessions, "session", "sessions")];
    let words: Vec<String> = parts
        .into_iter()
        .filter(|part| part.0 > 0)
        .map(|(n, one, many)| words::count(n, one, many))
        .collect();
    words.join(", ")
}
