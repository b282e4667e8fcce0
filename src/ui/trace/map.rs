//! The map: the services that the trace went through, and the calls between them.

use super::open_trace::OpenTrace;
use crate::{
    protocol::services::GraphOf,
    state::{command::Command, tab::Tab},
    ui::{
        graph::{GraphPane, GraphState, Leads},
        services::asked,
    },
};
use leptos::prelude::*;

/// The map.
#[component]
pub fn TraceMap(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let skew = session.skew();
    let asked = asked(session, move || GraphOf::Trace { trace_id: open.trace_id(), skew: skew.get() });
    let find_calls = Leads::Near(Box::new(move |find| {
        session.dispatch(Command::SetFind(find));
        session.dispatch(Command::ShowTab(Tab::Waterfall));
        open.find_first();
    }));
    let state = GraphState::new(session, asked.picture, find_calls);
    view! {
        <div class="map-view">
            <GraphPane state label="Services of the trace and the calls between them" />
        </div>
    }
}
