//! An edge: as wide as its calls are many, its colour and label say how many fail, its dashes that nobody waits.

use super::GraphState;
use crate::{
    charts::service_graph::{Trouble, edge_facts, edge_name, label as label_words, path, said},
    protocol::services::{EdgeKind, GraphPicture},
    state::graph_walk::At,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Widths of a label's ground, for each character and beside them.
const CHARACTER_PX: f64 = 6.1;
const BESIDE_PX: f64 = 8.0;
/// Height of a label's ground.
const HEIGHT_PX: f64 = 15.0;

/// The line.
#[component]
pub fn EdgeShape(
    /// The graph.
    state: GraphState,
    /// What is drawn.
    picture: Arc<GraphPicture>,
    /// Which edge.
    number: usize,
    /// Its width.
    width_px: f64,
) -> impl IntoView {
    let edge = &picture.edges[number];
    let trouble = Trouble::of(edge.errors, edge.calls);
    let line = match (edge.kind, &edge.of_spans) {
        (EdgeKind::Link, _) => "linked",
        (EdgeKind::Messaging, _) => "not-waited",
        (EdgeKind::Call, Some(spans)) if spans.asynchronous * 2 > edge.calls => "not-waited",
        (EdgeKind::Call, Some(spans)) if spans.no_server_half => "unanswered",
        (EdgeKind::Call, _) => "waited",
    };
    let d = path(&edge.curve_px);
    let label = said(&edge_name(&picture, edge), &edge_facts(edge));
    let lit = Arc::clone(&picture);
    view! {
        <g
            class=format!("graph-edge {} {line}", trouble.class())
            class:at=move || state.at.get() == Some(At::Edge(number))
            class:standing-out=move || state.is_lit(&lit, At::Edge(number))
            id=format!("graph-edge-{number}")
            data-graph=format!("e{number}")
            role="option"
            aria-label=label
            aria-selected=move || (state.at.get() == Some(At::Edge(number))).to_string()
        >
            <path class="graph-catch" d=d.clone() />
            <path class="graph-line" d=d stroke-width=format!("{width_px:.2}") marker-end="url(#graph-arrow)" />
        </g>
    }
}

/// The label, over all lines; `None` where there is no room for it.
pub fn label(state: GraphState, picture: &Arc<GraphPicture>, number: usize) -> Option<impl IntoView + use<>> {
    let edge = &picture.edges[number];
    let [x, y] = edge.label_px?.map(f64::from);
    let words = label_words(edge);
    let width_px = words.chars().count() as f64 * CHARACTER_PX + BESIDE_PX;
    let trouble = Trouble::of(edge.errors, edge.calls);
    let lit = Arc::clone(picture);
    Some(view! {
        <g
            class=format!("graph-label {}", trouble.class())
            class:standing-out=move || state.is_lit(&lit, At::Edge(number))
            data-graph=format!("e{number}")
            aria-hidden="true"
        >
            <rect x=x - width_px / 2.0 y=y - HEIGHT_PX / 2.0 width=width_px height=HEIGHT_PX rx="4"></rect>
            <text x=x y=y + 4.0>{words}</text>
        </g>
    })
}
