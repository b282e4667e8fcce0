//! A group, in a slot that shows one after another.

use super::Key;
use crate::{
    base::{time, words},
    protocol::trace_groups::TraceGroup,
    state::{command::Command, grouping},
    ui::{
        engine::Engine,
        parts::{
            rows::Rows,
            service::{ServiceSwatch, service_name},
        },
        session::SessionHandle,
    },
};
use leptos::{ev, prelude::*};
use std::sync::Arc;

/// The group in a slot.
#[component]
pub fn GroupListRow(
    /// The session.
    session: SessionHandle,
    /// The engine, which knows the names of services.
    engine: Engine,
    /// The groups.
    rows: Rows<Key, TraceGroup>,
    /// The number of the slot.
    number: usize,
    /// The traces of all groups.
    traces: Signal<usize>,
    /// Lists the traces of a group.
    open: Callback<(usize, Arc<TraceGroup>)>,
) -> impl IntoView {
    let shown = rows.shown(number);
    let top_px = rows.top_px(shown);
    let index = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.index)));
    let is_current = Memo::new(move |_| index.get().is_some() && rows.current().get() == index.get());
    let row = Memo::new(move |_| {
        let row = shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.clone()));
        row.map(|row| TraceGroup::clone(&row))
    });
    let is_here = Memo::new(move |_| row.with(Option::is_some));
    let of =
        move |of: &dyn Fn(&TraceGroup) -> String| row.with(|row| row.as_ref().map(of).unwrap_or_default());
    let q = session.q();
    let search = Memo::new(move |_| {
        let conditions = row.with(|row| row.as_ref().and_then(|row| row.conditions.clone()))?;
        q.with(|q| grouping::search_of(q, &conditions))
    });
    let on_click = move |event: ev::MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        rows.set_current(index.get_untracked());
        if let Some(current) = rows.current_now() {
            open.run(current);
        }
    };
    let share = move || of(&|row| format!("{:.2}%", row.traces as f64 / traces.get().max(1) as f64 * 100.0));
    let errors = Memo::new(move |_| row.with(|row| row.as_ref().map_or(0, |row| row.errors)));
    let partial = move || {
        let partial = row.with(|row| row.as_ref().map_or(0, |row| row.partial));
        (partial > 0).then(|| {
            let traces = words::count(partial, "trace has", "traces have");
            format!("{traces} no root and no part in p50, p95 and p99")
        })
    };
    let latency = |of: fn(&TraceGroup) -> Option<i64>| {
        move || row.with(|row| row.as_ref().map(|row| of(row).map_or("–".to_owned(), time::duration)))
    };
    view! {
        <div
            role="row"
            class="list-row group-row"
            class:current=is_current
            class:closed=move || search.with(Option::is_none)
            class:away=move || index.get().is_none()
            class:coming=move || !is_here.get()
            id=move || index.get().map(|index| format!("group-{index}"))
            aria-rowindex=move || index.get().map(|index| (index + 2).to_string())
            aria-selected=move || is_current.get().to_string()
            style:transform=move || format!("translateY({}px)", top_px.get())
            on:click=on_click
        >
            <div role="gridcell" class="cell-root">
                {move || row.get().map(|row| name(session, engine, &row, search.get()))}
            </div>
            <div role="gridcell" class="cell-traces">
                <span class="latency-track"><span class="latency-bar" style:width=share></span></span>
                <span class="number">{move || of(&|row| words::grouped(row.traces))}</span>
                <span class="number quiet">{move || of(&|row| words::percent(row.traces as i64, traces.get() as i64))}</span>
            </div>
            <div role="gridcell" class="cell-errors number">
                <span class:error-count=move || errors.get() != 0 class:none=move || errors.get() == 0>
                    {move || of(&|row| match row.errors {
                        0 => "0".to_owned(),
                        n => format!("{} · {}", words::grouped(n), words::percent(n as i64, row.traces as i64)),
                    })}
                </span>
            </div>
            <div role="gridcell" class="cell-quantile number" data-name="p50" title=partial>{latency(|row| row.p50_ns)}</div>
            <div role="gridcell" class="cell-quantile number" data-name="p95" title=partial>{latency(|row| row.p95_ns)}</div>
            <div role="gridcell" class="cell-quantile number" data-name="p99" title=partial>{latency(|row| row.p99_ns)}</div>
        </div>
    }
}

/// What the traces of a group have in common; a link to them, where a search finds them.
fn name(
    session: SessionHandle,
    engine: Engine,
    row: &TraceGroup,
    search: Option<String>,
) -> impl IntoView + use<> {
    let service = row.service;
    // Of a group without any value one word is enough.
    let is_missing = row.values.iter().all(Option::is_none);
    let shown = if is_missing { row.values.get(..1).unwrap_or_default() } else { &row.values[..] };
    let texts: Vec<String> = shown.iter().map(|value| value_words(value.as_deref())).collect();
    let title = texts.join(" · ");
    let last = row.values.len().saturating_sub(1);
    let parts = texts
        .into_iter()
        .enumerate()
        .map(|(nth, text)| {
            let is_nothing = shown.get(nth).is_none_or(|value| value.as_ref().is_none_or(String::is_empty));
            let class = if is_nothing {
                "quiet"
            } else if nth < last || service.is_some() && last == 0 {
                "service-name"
            } else {
                "group-value"
            };
            view! { <span class=class>{text}</span> " " }
        })
        .collect_view();
    let swatch = service.map(|service| {
        let is_known = engine.summary().with_untracked(|summary| !service_name(summary, service).is_empty());
        is_known.then(|| view! { <ServiceSwatch service /> })
    });
    let named = match search {
        Some(q) => {
            let href = session.href(Command::OpenGroup(q));
            view! { <a href=href tabindex="-1" title=title>{parts}</a> }.into_any()
        }
        None => {
            let title = format!("{title}\nThe search has no words for these traces");
            view! { <span class="group-closed" title=title>{parts}</span> }.into_any()
        }
    };
    view! { {swatch} {named} }
}

fn value_words(value: Option<&str>) -> String {
    match value {
        None => "(no value)".to_owned(),
        Some("") => "(empty)".to_owned(),
        Some(text) => text.to_owned(),
    }
}
