//! The graph as a table: services, or the calls between them.

use super::{calls::CallRows, head::Head, nodes::NodeRows};
use crate::{
    state::{
        command::Command,
        service_view::{ServiceColumn, ServiceTable},
    },
    ui::graph::GraphState,
};
use leptos::prelude::*;

/// Rows that are shown at first: more than anyone reads, and the first ones say most.
pub const ROWS: usize = 100;

/// A column: what it sorts by, its head, and what is said of it when asked.
pub type Column = (ServiceColumn, &'static str, &'static str);

const OF_NODES: [Column; 8] = [
    (ServiceColumn::Name, "Service", "Services, and whatever else is called"),
    (ServiceColumn::Calls, "Calls", "Calls into it; of a service its entry spans"),
    (ServiceColumn::Errors, "Failed", "Part of the calls that failed: either half has an error"),
    (ServiceColumn::P50, "p50", "Half of the calls take no longer"),
    (ServiceColumn::P95, "p95", "95 % of the calls take no longer"),
    (ServiceColumn::P99, "p99", "99 % of the calls take no longer"),
    (ServiceColumn::Own, "Self", "Sum of the self times: what no call below covers"),
    (ServiceColumn::Share, "Critical", "Share of the critical paths: of the time that was really waited for"),
];
const OF_CALLS: [Column; 8] = [
    (ServiceColumn::Name, "Call", "Who calls whom"),
    (ServiceColumn::Calls, "Calls", "How many"),
    (ServiceColumn::Errors, "Failed", "Part of the calls that failed: either half has an error"),
    (ServiceColumn::P50, "p50", "The callee takes no longer for half of them"),
    (ServiceColumn::P95, "p95", "The callee takes no longer for 95 % of them"),
    (ServiceColumn::P99, "p99", "The callee takes no longer for 99 % of them"),
    (ServiceColumn::Own, "Wait p95", "The caller waits no longer for 95 % of them"),
    (ServiceColumn::Share, "Async", "Part of the calls that nobody waits for"),
];

/// The table with the choice of what it lists.
#[component]
pub fn ServicesTable(
    /// The graph.
    state: GraphState,
) -> impl IntoView {
    let session = state.session;
    let table = session.part(|session| session.services.table);
    let shows_all = RwSignal::new(false);
    let choice = move |of: ServiceTable, words: &'static str| {
        view! {
            <button
                class="choice"
                aria-pressed=move || (table.get() == of).to_string()
                on:click=move |_| session.dispatch(Command::SetServiceTable(of))
            >
                {words}
            </button>
        }
    };
    let rows = move || {
        let of = table.get();
        state.picture.with(|picture| {
            picture.as_ref().map_or(0, |picture| match of {
                ServiceTable::Services => picture.nodes.len(),
                ServiceTable::Calls => picture.edges.len(),
            })
        })
    };
    view! {
        <section class="services-side" aria-label="As a table">
            <div class="choices" role="group" aria-label="Table of">
                {choice(ServiceTable::Services, "Services")}
                {choice(ServiceTable::Calls, "Calls")}
            </div>
            <div class="services-scroll">
                {move || match table.get() {
                    ServiceTable::Services => view! {
                        <table class="services-table">
                            <Head session columns=OF_NODES />
                            <NodeRows state shows_all />
                        </table>
                    }.into_any(),
                    ServiceTable::Calls => view! {
                        <table class="services-table">
                            <Head session columns=OF_CALLS />
                            <CallRows state shows_all />
                        </table>
                    }.into_any(),
                }}
                <Show when=move || { rows() > ROWS && !shows_all.get() }>
                    <button class="button services-more" on:click=move |_| shows_all.set(true)>
                        {move || format!("Show all {}", rows())}
                    </button>
                </Show>
            </div>
        </section>
    }
}
