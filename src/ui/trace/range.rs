//! What ran in a part of the time: a card over the waterfall, by service.

use super::open_trace::OpenTrace;
use crate::{
    base::{time, words},
    protocol::{
        range::{RangeQuery, RangeReply, RangeService},
        request::{Reply, Request},
    },
    state::command::Command,
    ui::parts::{
        icon::{Icon, Sign},
        service::{ServiceSwatch, service_name},
    },
};
use leptos::prelude::*;

/// The card, while a range is measured.
#[component]
pub fn RangeCard(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let skew = open.session.skew();
    let reply = LocalResource::new(move || {
        open.engine.revision().track();
        let (range, skew, trace_id) = (open.range.get(), skew.get(), open.trace_id());
        async move {
            let (from_ns, to_ns) = range?;
            let query = RangeQuery { trace_id, from_ns, to_ns, skew };
            match open.engine.ask(Request::Range(query)).await {
                Ok(Reply::Range(reply)) => Some(reply),
                _ => None,
            }
        }
    });
    let close = move |_| open.session.dispatch(Command::MeasureRange(None));
    let head = move || {
        open.range.get().map(|(from_ns, to_ns)| {
            let ends = format!("{} to {}", time::duration(from_ns), time::duration(to_ns));
            (time::duration(to_ns - from_ns), ends)
        })
    };
    view! {
        <Show when=move || open.range.get().is_some()>
            <section class="range-card" aria-label="What ran">
                <header>
                    <h2>{move || head().map(|(length, _)| length)}</h2>
                    <span class="quiet">{move || head().map(|(_, ends)| ends)}</span>
                    <button class="icon-button" title="Close" aria-label="Close what ran" on:click=close>
                        <Icon sign=Sign::Close />
                    </button>
                </header>
                {move || reply.get().flatten().map(|reply| table(open, &reply))}
            </section>
        </Show>
    }
}

fn table(open: OpenTrace, reply: &RangeReply) -> impl IntoView + use<> {
    let errors = (reply.errors > 0).then(|| format!(", {} with an error", words::grouped(reply.errors)));
    let more = reply.service_count.saturating_sub(reply.services.len());
    let rows: Vec<_> = reply.services.iter().map(|told| row(open, told)).collect();
    view! {
        <p>
            {words::count(reply.spans, "span", "spans")}
            {format!(", {} began here", words::grouped(reply.began))}
            {errors}
        </p>
        <table>
            <thead>
                <tr>
                    <th scope="col">"Service"</th>
                    <th scope="col" class="number">"Spans"</th>
                    <th scope="col" class="number">"Own time"</th>
                    <th scope="col" class="number">"Critical"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {(more > 0).then(|| view! { <p class="quiet">{format!("and {}", words::count(more, "more service", "more services"))}</p> })}
    }
}

fn row(open: OpenTrace, told: &RangeService) -> impl IntoView + use<> {
    let service = told.service;
    let name = open.engine.summary().with_untracked(|summary| service_name(summary, service));
    let title = name.clone();
    view! {
        <tr>
            <th scope="row" title=title>
                <ServiceSwatch service />
                {name}
            </th>
            <td class="number">{words::grouped(told.spans)}</td>
            <td class="number">{time::duration(told.self_ns)}</td>
            <td class="number">{time::duration(told.critical_ns)}</td>
        </tr>
    }
}
