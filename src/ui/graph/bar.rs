//! What stands above and below the graph: what is looked for, what is near, how large; what its signs mean.

use super::GraphState;
use crate::{
    base::words,
    charts::service_graph::{counts_errors, left_out_words, line_words, outline},
    protocol::services::{GraphPicture, NodeKind},
    state::{command::Command, service_view::MOST_HOPS},
    ui::parts::icon::{Icon, Sign},
};
use leptos::{ev, prelude::*};

/// Hops that can be chosen; more are everything.
const HOPS: [u32; 4] = [1, 2, 3, MOST_HOPS];

/// The bar.
#[component]
pub fn GraphBar(
    /// The graph.
    state: GraphState,
) -> impl IntoView {
    let session = state.session;
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            state.go_to_found();
            if let Some(node) = state.node.get_untracked() {
                crate::browser::focus::on(&node);
            }
        }
        "Escape" => {
            event.stop_propagation();
            state.find.set(String::new());
            if let Some(node) = state.node.get_untracked() {
                crate::browser::focus::on(&node);
            }
        }
        _ => {}
    };
    let button = move |words: &'static str, hint: &'static str, command: Command| {
        view! {
            <button class="button graph-button" title=hint aria-label=hint on:click=move |_| session.dispatch(command.clone())>
                {words}
            </button>
        }
    };
    view! {
        <div class="graph-bar">
            <label class="graph-find">
                <Icon sign=Sign::Search />
                <input
                    type="search"
                    placeholder="Find a service…"
                    aria-label="Find a service"
                    title="Find a service (f)"
                    node_ref=state.field
                    prop:value=state.find
                    on:input=move |event| state.find.set(event_target_value(&event).trim().to_lowercase())
                    on:keydown=on_key
                />
            </label>
            <Near state />
            <div class="graph-buttons" role="group" aria-label="Size of the graph">
                {button("−", "Zoom out (-)", Command::ZoomOut)}
                {button("+", "Zoom in (+)", Command::ZoomIn)}
                {button("Fit", "The whole graph (0)", Command::Fit)}
            </div>
        </div>
    }
}

/// What is near what, when not everything is shown.
#[component]
fn Near(
    /// The graph.
    state: GraphState,
) -> impl IntoView {
    let session = state.session;
    let near = session.part(|session| session.services.near.clone());
    let hops = session.part(|session| session.services.hops);
    let options = move || {
        let words = |hops: u32| match hops {
            MOST_HOPS => "any number of calls".to_owned(),
            hops => words::count(hops as usize, "call", "calls"),
        };
        let now = hops.get();
        let others = HOPS.into_iter().filter(move |choice| *choice != now).chain([now]);
        let mut choices: Vec<u32> = others.collect();
        choices.sort_unstable();
        choices
            .into_iter()
            .map(|choice| view! { <option value=choice.to_string() selected=choice == now>{words(choice)}</option> })
            .collect_view()
    };
    view! {
        <Show when=move || state.narrows() && near.with(|near| !near.is_empty())>
            <div class="graph-near">
                <span>
                    "Near " <b>{move || near.get().join(" → ")}</b>
                </span>
                <select
                    class="graph-hops"
                    aria-label="Calls away"
                    on:change=move |event| {
                        if let Ok(hops) = event_target_value(&event).parse() {
                            session.dispatch(Command::SetHops(hops));
                        }
                    }
                >
                    {options}
                </select>
                <button class="button" on:click=move |_| session.dispatch(Command::Near(Vec::new()))>
                    "Show all"
                </button>
            </div>
        </Show>
    }
}

/// What shapes and lines mean, and what is left out.
#[component]
pub fn Legend(
    /// The graph.
    state: GraphState,
    /// Labels of edges are drawn.
    has_labels: Memo<bool>,
) -> impl IntoView {
    let shape = |kind: NodeKind, class: &'static str, words: &'static str| {
        view! {
            <span class="graph-key">
                <svg viewBox="-15 -10 30 20" aria-hidden="true">
                    <g class=format!("graph-node {class}")><path class="graph-outline" d=outline(kind, [26, 16]) /></g>
                </svg>
                {words}
            </span>
        }
    };
    let line = |class: &'static str, words: String| {
        view! {
            <span class="graph-key">
                <svg viewBox="0 -10 30 20" aria-hidden="true">
                    <g class=format!("graph-edge {class}")><path class="graph-line" d="M1 0H29" stroke-width="2" /></g>
                </svg>
                {words}
            </span>
        }
    };
    let words = |words: fn(&GraphPicture) -> Option<String>| {
        Memo::new(move |_| state.picture.with(|picture| picture.as_deref().and_then(words)))
    };
    let left_out = words(left_out_words);
    let calls = Memo::new(move |_| {
        let has_labels = has_labels.get();
        state.picture.with(|picture| picture.as_deref().map(|picture| line_words(picture, has_labels)))
    });
    let is = |is: fn(&GraphPicture) -> bool| {
        Memo::new(move |_| state.picture.with(|picture| picture.as_deref().is_none_or(is)))
    };
    let tells_kinds = is(|picture| picture.of_traces.is_some());
    let tells_errors = is(|picture| picture.of_traces.is_some() || counts_errors(picture));
    view! {
        <div class="graph-legend quiet">
            {move || left_out.get().map(|words| view! { <span class="graph-key">{words}</span> })}
            {shape(NodeKind::Service, "of-service", "service")}
            <Show when=move || tells_kinds.get()>
                {shape(NodeKind::External, "of-external", "records no spans")}
                {shape(NodeKind::Database, "of-database", "database")}
                {shape(NodeKind::Topic, "of-topic", "topic")}
                {shape(NodeKind::Broker, "of-broker", "broker")}
            </Show>
            {move || line("waited", calls.get().unwrap_or_default().to_owned())}
            <Show when=move || tells_kinds.get()>
                {line("not-waited", "nobody waits".to_owned())}
                {line("linked", "link".to_owned())}
            </Show>
            <Show when=move || tells_errors.get()>
                {line("much-trouble waited", "5 % or more fail".to_owned())}
            </Show>
        </div>
    }
}
