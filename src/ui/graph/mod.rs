//! A graph of services: of all traces in the services view, of one in its map.

mod bar;
mod card;
mod edge;
mod node;
mod pointer;
mod state;

pub use state::{GraphState, Leads};

use crate::{
    charts::service_graph::{edge_width_px, outline},
    protocol::services::{GraphPicture, NodeKind},
    state::graph_walk::At,
    ui::focus,
};
use bar::{GraphBar, Legend};
use card::Card;
use edge::EdgeShape;
use leptos::prelude::*;
use node::NodeShape;
use std::sync::Arc;

/// The graph with its bar and legend.
#[component]
pub fn GraphPane(
    /// The graph.
    state: GraphState,
    /// What it is, for those who hear the page.
    label: &'static str,
) -> impl IntoView {
    pointer::listen(state);
    focus::when_nowhere(state.node);
    let picture = state.picture;
    let active = move || {
        state.at.get().map(|at| match at {
            At::Node(node) => format!("graph-node-{node}"),
            At::Edge(edge) => format!("graph-edge-{edge}"),
        })
    };
    let transform = move || {
        let view = state.view.get();
        format!("translate({:.2} {:.2}) scale({:.4})", view.corner_px[0], view.corner_px[1], view.scale)
    };
    let has_labels = Memo::new(move |_| state.has_labels());
    let is_very_far = Memo::new(move |_| state.is_very_far());
    let is_empty =
        Memo::new(move |_| picture.with(|picture| picture.as_ref().is_some_and(|it| it.nodes.is_empty())));
    view! {
        <div class="graph-pane" data-picture="graph">
            <GraphBar state />
            <div
                class="graph-box"
                class:far=move || !has_labels.get()
                class:very-far=is_very_far
                class:lit=move || state.lit().is_some() || !state.find.with(String::is_empty)
                node_ref=state.node
                role="listbox"
                tabindex="0"
                aria-label=label
                aria-activedescendant=active
            >
                <svg class="graph" role="group">
                    <g transform=transform>
                        {move || picture.get().map(|picture| view! { <Shapes state picture /> })}
                    </g>
                </svg>
                <Show when=move || is_empty.get()>
                    <p class="graph-empty quiet">"No trace that is found calls anything"</p>
                </Show>
                <Card state />
            </div>
            <Legend state has_labels />
        </div>
    }
}

/// Everything that is drawn: edges below nodes.
#[component]
fn Shapes(
    /// The graph.
    state: GraphState,
    /// What is drawn.
    picture: Arc<GraphPicture>,
) -> impl IntoView {
    let most = picture.edges.iter().map(|edge| edge.calls).max().unwrap_or(0);
    let edges = (0..picture.edges.len()).map(|number| {
        let width_px = edge_width_px(picture.edges[number].calls, most);
        view! { <EdgeShape state picture=Arc::clone(&picture) number width_px /> }
    });
    let labels = (0..picture.edges.len()).map(|number| edge::label(state, &picture, number));
    let nodes = (0..picture.nodes.len())
        .map(|number| view! { <NodeShape state picture=Arc::clone(&picture) number /> });
    let clip = outline(NodeKind::External, [picture.node_px[0] - 20, picture.node_px[1]]);
    view! {
        <defs>
            <marker id="graph-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9"
                markerUnits="userSpaceOnUse" orient="auto">
                <path class="graph-arrow" d="M0 0L8 4L0 8z" />
            </marker>
            <clipPath id="graph-node-clip"><path d=clip /></clipPath>
        </defs>
        {edges.collect_view()}
        {labels.collect_view()}
        {nodes.collect_view()}
    }
}
