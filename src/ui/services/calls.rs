//! The rows of calls.

use super::{nodes::histogram, table::ROWS};
use crate::{
    base::{time, words},
    charts::service_graph::{Trouble, edge_name},
    protocol::services::{EdgeKind, EdgeSpans, GraphEdge, GraphPicture},
    state::{
        column_sort::compare_shares,
        command::Command,
        graph_walk::At,
        service_view::{ServiceColumn, ServiceSort},
    },
    ui::{graph::GraphState, parts::link::on_click},
};
use core::cmp::Ordering;
use leptos::prelude::*;

/// The rows.
#[component]
pub fn CallRows(
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
            let mut order: Vec<usize> = (0..picture.edges.len()).collect();
            let name = |number: usize| edge_name(picture, &picture.edges[number]);
            order.sort_by(|&one, &other| {
                let by_name = || name(one).cmp(&name(other));
                let ordering = match sort.column {
                    ServiceColumn::Name => by_name(),
                    _ => compare(&picture.edges[one], &picture.edges[other], sort),
                };
                let ordering = if sort.descending { ordering.reverse() } else { ordering };
                ordering.then_with(by_name)
            });
            order.truncate(if shows_all { order.len() } else { ROWS });
            Some(order.into_iter().map(|number| row(state, picture, number)).collect_view())
        })
    };
    view! { <tbody>{rows}</tbody> }
}

fn compare(one: &GraphEdge, other: &GraphEdge, sort: ServiceSort) -> Ordering {
    let by = |number: fn(&EdgeSpans) -> i64| {
        let of = |edge: &GraphEdge| edge.of_spans.as_ref().map(number);
        of(one).cmp(&of(other))
    };
    let failed = |edge: &GraphEdge| edge.errors.unwrap_or(0);
    let asynchronous = |edge: &GraphEdge| edge.of_spans.as_ref().map_or(0, |spans| spans.asynchronous);
    match sort.column {
        ServiceColumn::Name => Ordering::Equal,
        ServiceColumn::Calls => one.calls.cmp(&other.calls),
        ServiceColumn::Errors => compare_shares(failed(one), one.calls, failed(other), other.calls),
        ServiceColumn::P50 => by(|spans| spans.callee_ns[0]),
        ServiceColumn::P95 => by(|spans| spans.callee_ns[1]),
        ServiceColumn::P99 => by(|spans| spans.callee_ns[2]),
        ServiceColumn::Own => by(|spans| spans.wait_ns.map_or(-1, |wait_ns| wait_ns[1])),
        ServiceColumn::Share => {
            compare_shares(asynchronous(one), one.calls, asynchronous(other), other.calls)
        }
    }
}

fn row(state: GraphState, picture: &GraphPicture, number: usize) -> impl IntoView + use<> {
    let mut edge = picture.edges[number].clone();
    let spans = edge.of_spans.take().unwrap_or_default();
    let failed = edge.errors.unwrap_or(0);
    let kind = match edge.kind {
        EdgeKind::Call if spans.no_server_half => "no server half",
        EdgeKind::Call => "",
        EdgeKind::Messaging => "messages",
        EdgeKind::Link => "links",
    };
    let percent = |part: usize| match part {
        0 => String::new(),
        part => words::percent(part as i64, edge.calls as i64),
    };
    let at = At::Edge(number);
    let command = Command::SearchAlso(spans.find.clone());
    let go = on_click(move || state.activate(at));
    view! {
        <tr
            class:at=move || state.lit() == Some(at)
            on:pointerenter=move |_| state.hovered.set(Some(at))
            on:pointerleave=move |_| state.hovered.set(None)
        >
            <th scope="row">
                <a class="services-name" href=state.session.href(command) title=format!("Find them: {}", spans.find) on:click=go>
                    <span class="service-name">{edge_name(picture, &edge)}</span>
                    <span class="quiet">{kind}</span>
                </a>
            </th>
            <td class="number">{words::grouped(edge.calls)}</td>
            <td class=format!("number {}", Trouble::of(edge.errors, edge.calls).class())>{percent(failed)}</td>
            <td class="number">{time::duration(spans.callee_ns[0])}</td>
            <td class="number">{time::duration(spans.callee_ns[1])}</td>
            <td class="number">{time::duration(spans.callee_ns[2])}</td>
            <td class="number">{spans.wait_ns.map(|wait_ns| time::duration(wait_ns[1]))}</td>
            <td class="number">{percent(spans.asynchronous)}</td>
            <td>{histogram(&spans.octaves)}</td>
        </tr>
    }
}
