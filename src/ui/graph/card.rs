//! The numbers of what the pointer or the keyboard is at.

use super::GraphState;
use crate::{
    charts::service_graph::{edge_facts, edge_name, node_facts},
    state::graph_walk::At,
};
use leptos::prelude::*;

/// The card in the corner of the graph.
#[component]
pub fn Card(
    /// The graph.
    state: GraphState,
) -> impl IntoView {
    let told = move || {
        let picture = state.picture.get()?;
        let at = state.lit()?;
        let (name, facts) = match at {
            At::Node(node) => {
                let node = picture.nodes.get(node)?;
                (node.name.clone(), node_facts(&picture, node))
            }
            At::Edge(edge) => {
                let edge = picture.edges.get(edge)?;
                (edge_name(&picture, edge), edge_facts(edge))
            }
        };
        Some((name, facts, state.hint(&picture, at)))
    };
    view! {
        {move || told().map(|(name, facts, hint)| {
            let facts = facts.into_iter().map(|(what, value)| view! { <div><dt>{what}</dt><dd>{value}</dd></div> });
            view! {
                <div class="graph-card" aria-hidden="true">
                    <p class="graph-card-name">{name}</p>
                    <dl>{facts.collect_view()}</dl>
                    <p class="quiet">{hint}</p>
                </div>
            }
        })}
    }
}
