//! The rows of services, and of whatever else is called.

use super::table::ROWS;
use crate::{
    base::{time, words},
    charts::service_graph::{Trouble, bars, kind_word},
    protocol::services::{GraphNode, GraphPicture, NodeKind, NodeSpans},
    state::{
        column_sort::compare_shares,
        graph_walk::At,
        service_view::{ServiceColumn, ServiceSort},
    },
    ui::{graph::GraphState, parts::service::ServiceSwatch},
};
use core::cmp::Ordering;
use leptos::prelude::*;

/// Size of a histogram.
pub const BARS_PX: [f64; 2] = [64.0, 16.0];

/// The rows.
#[component]
pub fn NodeRows(
    /// The graph.
    state: GraphState,
    /// Also those beyond the first.
    shows_all: RwSignal<bool>,
) -> impl IntoView {
    let sort = state.session.part(|session| session.services.sort);
    let rows = move || {
        let (sort, shows_all) = (sort.get(), shows_all.get());
        state.picture.with(|picture| {
            let picture = picture.as_ref()?;
            let mut order: Vec<usize> = (0..picture.nodes.len()).collect();
            order.sort_by(|&one, &other| compare(&picture.nodes[one], &picture.nodes[other], sort));
            order.truncate(if shows_all { order.len() } else { ROWS });
            Some(order.into_iter().map(|number| row(state, picture, number)).collect_view())
        })
    };
    view! { <tbody>{rows}</tbody> }
}

/// The order of two rows; equal ones stand by name.
fn compare(one: &GraphNode, other: &GraphNode, sort: ServiceSort) -> Ordering {
    let of = |node: &GraphNode, number: fn(&NodeSpans) -> i64| node.of_spans.as_ref().map(number);
    let by = |number: fn(&NodeSpans) -> i64| of(one, number).cmp(&of(other, number));
    let failed = |node: &GraphNode| node.failed_calls.unwrap_or(0);
    let ordering = match sort.column {
        ServiceColumn::Name => one.name.cmp(&other.name),
        ServiceColumn::Calls => one.calls.cmp(&other.calls),
        ServiceColumn::Errors => compare_shares(failed(one), one.calls, failed(other), other.calls),
        ServiceColumn::P50 => by(|spans| spans.callee_ns[0]),
        ServiceColumn::P95 => by(|spans| spans.callee_ns[1]),
        ServiceColumn::P99 => by(|spans| spans.callee_ns[2]),
        ServiceColumn::Own => by(|spans| spans.self_ns),
        ServiceColumn::Share => by(|spans| spans.critical_ns),
    };
    let ordering = if sort.descending { ordering.reverse() } else { ordering };
    ordering.then_with(|| one.name.cmp(&other.name))
}

fn row(state: GraphState, picture: &GraphPicture, number: usize) -> impl IntoView + use<> {
    let mut node = picture.nodes[number].clone();
    let spans = node.of_spans.take().unwrap_or_default();
    let critical_ns = picture.of_traces.as_ref().map_or(0, |traces| traces.critical_ns);
    let swatch = node.service.map(|service| view! { <ServiceSwatch service /> });
    let kind = (node.service.is_none()).then(|| view! { <span class="quiet">{kind_word(node.kind)}</span> });
    let has_calls = node.calls > 0;
    let duration = |ns: i64, is_there: bool| if is_there { time::duration(ns) } else { String::new() };
    let failed = match node.failed_calls.unwrap_or(0) {
        0 => String::new(),
        failed => words::percent(failed as i64, node.calls as i64),
    };
    let has_spans = spans.spans > 0;
    let share = if has_spans { words::percent(spans.critical_ns, critical_ns) } else { String::new() };
    let at = At::Node(number);
    let calls = if node.kind == NodeKind::User { String::new() } else { words::grouped(node.calls) };
    view! {
        <tr
            class:at=move || state.lit() == Some(at)
            on:pointerenter=move |_| state.hovered.set(Some(at))
            on:pointerleave=move |_| state.hovered.set(None)
        >
            <th scope="row">
                <button class="services-name" title="Only what is near it" on:click=move |_| state.activate(at)>
                    {swatch}
                    <span class="service-name">{node.name.clone()}</span>
                    {kind}
                </button>
            </th>
            <td class="number">{calls}</td>
            <td class=format!("number {}", Trouble::of(node.failed_calls, node.calls).class())>{failed}</td>
            <td class="number">{duration(spans.callee_ns[0], has_calls)}</td>
            <td class="number">{duration(spans.callee_ns[1], has_calls)}</td>
            <td class="number">{duration(spans.callee_ns[2], has_calls)}</td>
            <td class="number">{duration(spans.self_ns, has_spans)}</td>
            <td class="number">{share}</td>
            <td>{histogram(&spans.octaves)}</td>
        </tr>
    }
}

/// The small histogram of a row.
pub fn histogram(octaves: &[u32]) -> impl IntoView + use<> {
    let [width, height] = BARS_PX;
    view! {
        <svg class="services-bars" viewBox=format!("0 0 {width} {height}") aria-hidden="true">
            <path d=bars(octaves, BARS_PX) />
        </svg>
    }
}
