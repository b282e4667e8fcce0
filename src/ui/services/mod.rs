//! Services and the calls between them, over all traces that the search finds: the graph, and the same as tables.

mod calls;
mod head;
mod nodes;
mod table;

use super::{
    engine::use_engine,
    graph::{GraphPane, GraphState, Leads},
    parts::icon::{Icon, Sign},
    session::{SessionHandle, use_session},
    traces::NothingOpen,
};
use crate::{
    base::words,
    protocol::{
        request::{Failure, Reply, Request},
        services::{GraphOf, GraphPicture, GraphQuery},
    },
    state::{command::Command, session::Session},
};
use leptos::prelude::*;
use std::sync::Arc;
use table::ServicesTable;

/// A picture that follows what is asked for; the last one stays until the next has come.
pub struct Asked {
    /// The picture.
    pub picture: Signal<Option<Arc<GraphPicture>>>,
    /// Why there is none.
    pub failure: Signal<Option<Failure>>,
}

/// Asks for the pictures of what a session says, as long as the calling component lives.
pub fn asked(session: SessionHandle, of: impl Fn() -> GraphOf + Send + Sync + 'static) -> Asked {
    let engine = use_engine();
    let near = session.part(|session| (session.services.near.clone(), session.services.hops));
    let answer = LocalResource::new(move || {
        engine.revision().track();
        let (near, hops) = near.get();
        let query = GraphQuery { of: of(), near, hops };
        async move { engine.ask(Request::Graph(query)).await }
    });
    let (picture, failure) = (RwSignal::new(None), RwSignal::new(None));
    Effect::new(move |_| match answer.get() {
        Some(Ok(Reply::Graph(new))) => {
            picture.set(Some(Arc::new(new)));
            failure.set(None);
        }
        Some(Err(why)) => failure.set(Some(why)),
        _ => {}
    });
    Asked { picture: picture.into(), failure: failure.into() }
}

/// The view.
#[component]
pub fn ServicesView() -> impl IntoView {
    let engine = use_engine();
    let has_traces = Memo::new(move |_| engine.summary().with(|summary| summary.traces > 0));
    view! {
        <Show
            when=move || has_traces.get()
            fallback=|| view! { <div class="empty-view"><NothingOpen /></div> }
        >
            <Graphed />
        </Show>
    }
}

#[component]
fn Graphed() -> impl IntoView {
    let session = use_session();
    let selection = session.selection();
    let Asked { picture, failure } = asked(session, move || GraphOf::Traces(selection.get()));
    let find_calls = Leads::Near(Box::new(move |find| session.dispatch(Command::SearchAlso(find))));
    let state = GraphState::new(session, picture, find_calls);
    let is_narrowed = session.part(Session::is_narrowed);
    let count = move || {
        picture.with(|picture| {
            let Some(picture) = picture else { return "Looking through all traces…".to_owned() };
            let services = picture.nodes.iter().filter(|node| node.service.is_some()).count();
            let traces = picture.of_traces.as_ref().map_or(0, |told| told.traces);
            format!(
                "{} in {}",
                words::count(services, "service", "services"),
                words::count(traces, "trace", "traces")
            )
        })
    };
    view! {
        <div class="services-view">
            <div class="services-graph">
                <div class="services-heading">
                    <h1>"Services"</h1>
                    <p class="quiet" role="status">{count}</p>
                    <Show when=move || is_narrowed.get()>
                        <button class="button" on:click=move |_| session.dispatch(Command::ShowAllTraces)>
                            "Of all traces"
                        </button>
                    </Show>
                </div>
                {move || failure.get().map(|failure| view! {
                    <p class="file-error" role="alert">
                        <Icon sign=Sign::Warning />
                        <span>{failure.message}</span>
                    </p>
                })}
                <GraphPane state label="Services and the calls between them" />
            </div>
            <ServicesTable state />
        </div>
    }
}
