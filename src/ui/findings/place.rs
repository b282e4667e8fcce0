//! Links to the spans a finding is about.

use super::{go, service_place};
use crate::{
    protocol::findings::SpanPlace,
    query::literal,
    state::command::Command,
    ui::{parts::service::ServiceSwatch, session::use_session},
};
use leptos::prelude::*;

/// Characters of a trace id in a link.
const ID_CHARACTERS: usize = 8;

/// A few traces, each opened at its span.
#[component]
pub fn Places(
    /// The spans.
    places: Vec<SpanPlace>,
) -> impl IntoView {
    let links = places.into_iter().map(|place| {
        let SpanPlace { trace_id, span_id } = place;
        let command = Command::OpenSpan { trace_id: trace_id.clone(), span_id };
        let short: String = trace_id.chars().take(ID_CHARACTERS).collect();
        let (href, open) = (use_session().href(command.clone()), go(command));
        view! {
            <a href=href on:click=open title=trace_id.clone() aria-label=format!("Trace {trace_id}")>
                {short}
            </a>
        }
    });
    view! { <span class="places">{links.collect_view()}</span> }
}

/// A name that leads to all traces with the operation.
#[component]
pub fn Operation(
    /// The service.
    service: String,
    /// The name of the spans.
    name: String,
) -> impl IntoView {
    let q = operation_search(&service, &name, "");
    let place = service_place(&service);
    let command = Command::SearchFor(q.clone());
    let (href, open) = (use_session().href(command.clone()), go(command));
    view! {
        <a class="finding-operation" href=href on:click=open title=format!("Show the traces that have it: {q}")>
            <ServiceSwatch service=Signal::stored(place) />
            <span class="service-name">{service}</span>
            " "
            <span class="operation">{name}</span>
        </a>
    }
}

/// The search for the spans of an operation of which something else holds ` && …`.
pub fn operation_search(service: &str, name: &str, also: &str) -> String {
    format!("{{ resource.service.name = {} && name = {}{also} }}", quoted(service), quoted(name))
}

/// A text as a search writes it.
fn quoted(text: &str) -> String {
    let mut written = String::new();
    // Writing to a String cannot fail.
    let _ = literal::write_text(&mut written, text);
    written
}
