//! Everything about the selected span, beside the waterfall.

mod attributes;
mod business;
mod facts;
mod failure;
mod menu;
mod parts;
mod standing;

use super::open_trace::OpenTrace;
use crate::{
    base::words,
    protocol::{
        detail::SpanDetail,
        request::{Failure, Reply, Request, SpanRef},
    },
    state::{
        attribute_group::{AttributeGroup, grouped},
        command::Command,
    },
    ui::{
        links,
        parts::{
            icon::{Icon, Sign},
            service::{ServiceSwatch, service_name},
        },
    },
};
use attributes::AttributeTable;
use business::Business;
use facts::{Facts, Path};
use failure::FailureBox;
use leptos::prelude::*;
use menu::{AskMenu, AttributeMenu};
use parts::{Events, Links};
use standing::Among;

/// The pane.
#[component]
pub fn DetailPane(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let (span, skew) = (open.session.span(), open.session.skew());
    let whole = RwSignal::new(false);
    let ask = AskMenu::provide();
    // Another span is shown cut again.
    Effect::new(move |_| {
        span.track();
        whole.set(false);
    });
    let detail = LocalResource::new(move || {
        open.engine.revision().track();
        let (span, whole, skew, trace_id) = (span.get(), whole.get(), skew.get(), open.trace_id());
        async move {
            let span = SpanRef::Id(span.unwrap_or_default());
            match open.engine.ask(Request::Span { trace_id, span, whole, skew }).await? {
                Reply::Span(detail) => Ok(*detail),
                _ => Err(Failure::default()),
            }
        }
    });
    view! {
        <aside class="detail" aria-label="Span details">
            <Transition fallback=|| view! { <p class="quiet detail-loading">"Loading…"</p> }>
                {move || detail.get().map(|detail| match detail {
                    Ok(detail) => view! { <Detail open detail whole /> }.into_any(),
                    Err(failure) => view! {
                        <div class="detail-head">
                            <h2>"Not here"</h2>
                            <CloseButton open />
                        </div>
                        <p class="detail-loading">{failure.message}</p>
                    }
                    .into_any(),
                })}
            </Transition>
            <AttributeMenu open ask />
        </aside>
    }
}

#[component]
fn CloseButton(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    view! {
        <button
            class="icon-button"
            title="Close the details (Esc)"
            aria-label="Close details"
            on:click=move |_| {
                open.session.dispatch(Command::SelectSpan(None));
                open.rows.focus();
            }
        >
            <Icon sign=Sign::Close />
        </button>
    }
}

#[component]
fn Detail(
    /// The trace.
    open: OpenTrace,
    /// The span.
    detail: SpanDetail,
    /// Set to have long values whole.
    whole: RwSignal<bool>,
) -> impl IntoView {
    links::provide_span(&detail);
    let service = open.engine.summary().with_untracked(|summary| service_name(summary, detail.service));
    let name = if detail.name.is_empty() { "(no name)".to_owned() } else { detail.name.clone() };
    let status = match (detail.error, detail.status.as_str()) {
        (true, _) => Some(("badge badge-error", "error")),
        (false, "ok") => Some(("badge", "ok")),
        (false, _) => None,
    };
    let remarks = detail.remarks.iter().map(|remark| view! { <li>{remark.clone()}</li> }).collect_view();
    let has_remarks = !detail.remarks.is_empty();
    let (own, groups): (Vec<_>, Vec<_>) = grouped(&detail.attributes, &detail.events)
        .into_iter()
        .partition(|(group, _)| *group == AttributeGroup::Own);
    let own = own.into_iter().flat_map(|(_, attributes)| attributes).collect();
    let links = words::count(detail.link_count, "link", "links");
    let linked_from = format!("Linked from {}", words::count(detail.linked_from_count, "span", "spans"));
    let scope_name = match (detail.scope_name.as_str(), detail.scope_version.as_str()) {
        ("", _) => None,
        (name, "") => Some(name.to_owned()),
        (name, version) => Some(format!("{name} {version}")),
    };
    view! {
        <div class="detail-head">
            <ServiceSwatch service=detail.service />
            <div class="detail-title">
                <h2 title=name.clone()>{name.clone()}</h2>
                <p class="quiet">{service} " · " {detail.kind.clone()}</p>
            </div>
            {status.map(|(class, word)| view! { <span class=class>{word}</span> })}
            <CloseButton open />
        </div>
        <div class="detail-body" tabindex="0" role="group" aria-label="Details">
            <FailureBox open detail=detail.clone() />
            {has_remarks.then(|| view! { <ul class="remarks">{remarks}</ul> })}
            <Facts open detail=detail.clone() />
            <Among open name=name standing=detail.standing.clone() />
            <Business open own=own context=detail.context.clone() whole />
            <Path open path=detail.path.clone() above=detail.depth />
            {groups
                .into_iter()
                .map(|(group, attributes)| {
                    view! { <Section title=group.title().to_owned() attributes whole /> }
                })
                .collect_view()}
            <Events events=detail.events.clone() all=detail.event_count whole />
            <Links open title=links links=detail.links.clone() whole />
            <Links open title=linked_from links=detail.linked_from.clone() whole />
            <Section title="Resource".to_owned() attributes=detail.resource.clone() whole />
            {scope_name.map(|scope| view! {
                <section class="detail-section">
                    <h3>"Instrumentation scope"</h3>
                    <p class="scope">{scope}</p>
                </section>
            })}
            <Section title="Scope attributes".to_owned() attributes=detail.scope whole />
        </div>
    }
}

/// A table under its heading; nothing without attributes.
#[component]
fn Section(
    /// The heading.
    title: String,
    /// The attributes.
    attributes: Vec<crate::protocol::detail::Attribute>,
    /// Set to have long values whole.
    whole: RwSignal<bool>,
) -> impl IntoView {
    (!attributes.is_empty()).then(|| {
        view! {
            <section class="detail-section">
                <h3>{title}</h3>
                <AttributeTable attributes whole />
            </section>
        }
    })
}
