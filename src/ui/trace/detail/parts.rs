//! Events and links of a span.

use super::{attributes::AttributeTable, facts::go_to};
use crate::{
    base::{time, words},
    protocol::detail::{EventDetail, LinkDetail},
    ui::{
        parts::{
            copy::CopyButton,
            icon::{Icon, Sign},
        },
        trace::open_trace::OpenTrace,
    },
};
use leptos::prelude::*;

/// Events shown until more are asked for.
const FIRST_EVENTS: usize = 20;

/// The events by time.
#[component]
pub fn Events(
    /// The events, the first of them.
    events: Vec<EventDetail>,
    /// How many there are.
    all: usize,
    /// Set to have long values whole.
    whole: RwSignal<bool>,
) -> impl IntoView {
    let count = events.len();
    let limit = RwSignal::new(FIRST_EVENTS.min(count));
    let events = StoredValue::new(events);
    let items = move || {
        events.with_value(|events| {
            events
                .iter()
                .take(limit.get())
                .map(|event| {
                    let name =
                        if event.name.is_empty() { "(no name)".to_owned() } else { event.name.clone() };
                    view! {
                        <li class="event">
                            <p>
                                <span class="event-time number">
                                    {format!("+{}", time::duration(event.since_start_ns)).replace("+−", "−")}
                                </span>
                                <strong>{name}</strong>
                            </p>
                            <AttributeTable attributes=event.attributes.clone() whole />
                        </li>
                    }
                })
                .collect_view()
        })
    };
    (count > 0).then(|| {
        view! {
            <section class="detail-section">
                <h3>{words::count(all, "event", "events")}</h3>
                <ol class="event-list">{items}</ol>
                <Show when=move || limit.get() != count>
                    <button class="button" on:click=move |_| limit.set(count)>
                        {if count == all {
                            format!("Show all {}", words::grouped(count))
                        } else {
                            format!("Show the first {}", words::grouped(count))
                        }}
                    </button>
                </Show>
            </section>
        }
    })
}

/// Links, each a way there when what it leads to is open.
#[component]
pub fn Links(
    /// The trace.
    open: OpenTrace,
    /// The heading.
    title: String,
    /// The links, the first of them.
    links: Vec<LinkDetail>,
    /// Set to have long values whole.
    whole: RwSignal<bool>,
) -> impl IntoView {
    let count = links.len();
    let items = links.into_iter().map(move |link| {
        let LinkDetail { trace_id, span_id, loaded, target, attributes } = link;
        let place = if loaded {
            let (trace, span) = (trace_id, span_id);
            view! {
                <button class="path-step" on:click=move |_| go_to(open, trace.clone(), span.clone())>
                    <Icon sign=Sign::Link />
                    <span>{target}</span>
                </button>
            }
            .into_any()
        } else {
            view! {
                <p>
                    <span class="quiet">"Not open: trace "</span>
                    <code title=trace_id.clone()>{words::shortened(&trace_id, 8)}</code>
                    <span class="quiet">", span "</span>
                    <code>{span_id}</code>
                    <CopyButton text=trace_id what="the trace id" />
                </p>
            }
            .into_any()
        };
        view! {
            <li>
                {place}
                <AttributeTable attributes whole />
            </li>
        }
    });
    (count > 0).then(|| {
        view! {
            <section class="detail-section">
                <h3>{title}</h3>
                <ul class="link-list">{items.collect_view()}</ul>
            </section>
        }
    })
}
