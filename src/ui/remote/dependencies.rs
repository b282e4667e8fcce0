//! Who calls whom in everything that a store holds, as it counts it itself.

use super::{
    calls::CallTable,
    known::Told,
    state::{Remote, use_remote},
    unanswered::Why,
};
use crate::{
    base::{time, words},
    protocol::{measured::Dependencies, remote::Kind},
    ui::graph::{GraphPane, GraphState, Leads},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The calls, with what is said of all of them.
#[component]
pub fn DependenciesView() -> impl IntoView {
    let remote = use_remote();
    let told = remote.counted;
    let failure = Memo::new(move |_| told.with(|told| told.failure.clone()));
    let answer = Memo::new(move |_| told.with(|told| told.answer.clone()));
    let is_asking = Memo::new(move |_| remote.is_asking());
    let has_calls =
        Memo::new(move |_| answer.with(|answer| answer.as_ref().map(|answer| !answer.calls.is_empty())));
    let about = move || told.with(|told| about(remote, told));
    view! {
        <section class="store-numbers" aria-label="Dependencies of the whole store">
            <div class="list-bar">
                <p class="quiet" role="status">{about}</p>
                <div class="list-tools">
                    <Show when=move || is_asking.get()>
                        <button class="button" on:click=move |_| remote.stop_search()>"Stop"</button>
                    </Show>
                    <button class="button" on:click=move |_| remote.search_again()>"Count again"</button>
                </div>
            </div>
            {move || failure.get().map(|unanswered| view! { <div class="store-card"><Why unanswered /></div> })}
            <Show when=move || has_calls.get() == Some(false)>
                <p class="store-nothing">{move || nothing(remote)}</p>
            </Show>
            <Show when=move || has_calls.get() == Some(true)>
                <div class="store-calls">
                    <CallGraph remote answer />
                    <div class="store-calls-table">
                        <CallTable remote answer />
                    </div>
                </div>
            </Show>
        </section>
    }
}

/// The calls as a graph. A click leads to traces, as the names in the table do.
#[component]
fn CallGraph(
    /// The store.
    remote: Remote,
    /// The calls.
    answer: Memo<Option<Arc<Dependencies>>>,
) -> impl IntoView {
    let picture = Memo::new(move |_| {
        answer.with(|answer| answer.as_ref().map(|answer| Arc::new(answer.picture.clone())))
    });
    let records = move |service: &str| remote.records(service);
    let show = move |service: &str| remote.show_traces_of(service);
    let leads = Leads::Traces { records: Box::new(records), show: Box::new(show) };
    let state = GraphState::new(remote.session, picture.into(), leads);
    view! {
        <div class="store-graph">
            <GraphPane state label="Services of the whole store and the calls between them" />
        </div>
    }
}

fn about(remote: Remote, told: &Told<Dependencies>) -> String {
    if told.is_asking {
        return "Asking the store…".to_owned();
    }
    let (Some(query), Some(answer)) = (&told.query, &told.answer) else {
        return told.silence().to_owned();
    };
    let calls = answer.calls.iter().fold(0_usize, |sum, call| sum.saturating_add(call.calls));
    format!(
        "{} between {} in {} of everything that the store at {} holds, as it counts them; not of the loaded traces",
        words::count(calls, "call", "calls"),
        words::count(services(answer), "service", "services"),
        time::duration(query.to_ns.saturating_sub(query.from_ns)),
        remote.name().get()
    )
}

fn services(answer: &Dependencies) -> usize {
    let mut names: Vec<&str> = answer.calls.iter().flat_map(|call| [&*call.from, &*call.to]).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

fn nothing(remote: Remote) -> &'static str {
    match remote.kind() {
        Some(Kind::Jaeger) => {
            "The store counted no calls in this time; with Elasticsearch or Cassandra a job of Jaeger’s (spark-dependencies) counts them, once a day"
        }
        _ => "The store counted no calls in this time; a longer one may hold some",
    }
}
