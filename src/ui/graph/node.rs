//! A node: its shape says its kind, its stripe the service, its border and small print how many calls into it fail.

use super::GraphState;
use crate::{
    base::words,
    charts::service_graph::{Trouble, node_facts, outline, said, subtitle},
    protocol::services::{GraphPicture, NodeKind},
    state::graph_walk::At,
    ui::parts::service::service_colour,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Characters that fit into a node, and those that fit when the whole graph is far away and letters are larger.
const NAME_CHARACTERS: usize = 20;
const FAR_CHARACTERS: usize = 10;

/// The shape.
#[component]
pub fn NodeShape(
    /// The graph.
    state: GraphState,
    /// What is drawn.
    picture: Arc<GraphPicture>,
    /// Which node.
    number: usize,
) -> impl IntoView {
    let node = &picture.nodes[number];
    let (name, kind) = (node.name.clone(), node.kind);
    let label = said(&name, &node_facts(&picture, node));
    let trouble = Trouble::of(node.failed_calls, node.calls);
    let [width, height] = picture.node_px;
    let stripe = node.service.map(|service| {
        view! {
            <rect class="graph-stripe" x=6 - width / 2 y=8 - height / 2 width="5" height=height - 16 rx="2.5"
                style:fill=service_colour(service)></rect>
        }
    });
    let left = if stripe.is_some() { 18 } else { 14 } - width / 2;
    // The lid of a database takes some of the height.
    let top = if kind == NodeKind::Database { 4 } else { 0 };
    let transform = format!("translate({} {})", node.middle_px[0], node.middle_px[1]);
    let class = format!("graph-node {} {}", trouble.class(), kind_class(kind));
    let subtitle = subtitle(node);
    let lit = Arc::clone(&picture);
    view! {
        <g
            class=class
            class:at=move || state.at.get() == Some(At::Node(number))
            class:standing-out=move || state.is_lit(&lit, At::Node(number))
            id=format!("graph-node-{number}")
            data-graph=format!("n{number}")
            role="option"
            aria-label=label
            aria-selected=move || (state.at.get() == Some(At::Node(number))).to_string()
            transform=transform
        >
            <path class="graph-outline" d=outline(kind, picture.node_px) />
            {stripe}
            <g clip-path="url(#graph-node-clip)" aria-hidden="true">
                <text class="graph-name" x=left y=top - 3>{words::shortened(&name, NAME_CHARACTERS)}</text>
                <text class="graph-name-far" x=left y=top + 8>{words::shortened(&name, FAR_CHARACTERS)}</text>
                <text class="graph-subtitle" x=left y=top + 13>{subtitle}</text>
            </g>
        </g>
    }
}

const fn kind_class(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Service => "of-service",
        NodeKind::Database => "of-database",
        NodeKind::Broker => "of-broker",
        NodeKind::Topic => "of-topic",
        NodeKind::External => "of-external",
        NodeKind::User => "of-user",
    }
}
