//! A row of the list, in a slot that shows one trace after another.

use super::{Key, Totals};
use crate::{
    base::{time, words},
    browser::clock,
    protocol::traces::TraceRow,
    state::{
        command::Command,
        zone::{Zone, brief_in, date_time_in},
    },
    ui::{
        engine::Engine,
        parts::{
            rows::Rows,
            service::{ServiceSwatch, service_colour, service_name, service_pattern},
        },
        session::SessionHandle,
    },
};
use leptos::{ev, prelude::*};

/// Services whose squares are drawn in a row.
const SQUARES: usize = 6;

/// The row in a slot.
#[component]
pub fn ListRow(
    /// The session.
    session: SessionHandle,
    /// The engine, which knows the names of services.
    engine: Engine,
    /// The list.
    rows: Rows<Key, TraceRow>,
    /// The number of the slot.
    number: usize,
    /// What the list says as a whole: the scale of the bars.
    totals: RwSignal<Totals>,
) -> impl IntoView {
    let shown = rows.shown(number);
    let top_px = rows.top_px(shown);
    let index = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.index)));
    let is_current = Memo::new(move |_| index.get().is_some() && rows.current().get() == index.get());
    let of_row = move |of: &dyn Fn(&TraceRow) -> String| {
        shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.as_deref()).map(of).unwrap_or_default())
    };
    let id = Memo::new(move |_| of_row(&|row| row.trace_id.clone()));
    let service = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.as_ref()).map_or(0, |row| row.service))
    });
    let errors = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.as_ref()).map_or(0, |row| row.errors))
    });
    let service_text = move || engine.summary().with(|summary| service_name(summary, service.get()));
    let name =
        move || of_row(&|row| if row.name.is_empty() { "(no name)".to_owned() } else { row.name.clone() });
    let bar_width = move || {
        let longest_ns = totals.get().longest_ns.max(1) as f64;
        of_row(&|row| format!("{:.2}%", row.latency_ns.max(0) as f64 / longest_ns * 100.0))
    };
    let partial = Memo::new(move |_| {
        !of_row(&|row| if row.partial { "partial".to_owned() } else { String::new() }).is_empty()
    });
    let open = move |event: ev::MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() || id.with(String::is_empty) {
            return;
        }
        event.prevent_default();
        rows.set_current(index.get_untracked());
        session.dispatch(Command::OpenTrace(id.get_untracked()));
    };
    let zone = session.zone();
    let first_ns = move || engine.summary().with(|summary| summary.start_ns);
    let start = move || {
        let zone = zone.get();
        of_row(&|row| brief_in(row.start_ns, first_ns(), offset_min(zone, row.start_ns)))
    };
    let whole_start = move || {
        let zone = zone.get();
        of_row(&|row| date_time_in(row.start_ns, offset_min(zone, row.start_ns)))
    };
    let squares = move || {
        shown.with(|shown| {
            let row = shown.as_ref().and_then(|shown| shown.row.as_ref())?;
            Some(
                row.services
                    .iter()
                    .take(SQUARES)
                    .map(|&(service, _)| {
                        view! {
                            <span
                                class=format!("swatch {}", service_pattern(service))
                                style=format!("--swatch:{}", service_colour(service))
                            ></span>
                        }
                    })
                    .collect_view(),
            )
        })
    };
    let service_list = move || {
        shown.with(|shown| {
            let row = shown.as_ref().and_then(|shown| shown.row.clone())?;
            Some(engine.summary().with(|summary| {
                let names: Vec<String> = row
                    .services
                    .iter()
                    .map(|&(service, spans)| {
                        format!("{}: {}", service_name(summary, service), words::grouped(spans))
                    })
                    .collect();
                names.join("\n")
            }))
        })
    };
    view! {
        <div
            role="row"
            class="list-row"
            class:current=is_current
            class:away=move || index.get().is_none()
            class:coming=move || id.with(String::is_empty)
            id=move || index.get().map(|index| format!("trace-{index}"))
            aria-rowindex=move || index.get().map(|index| (index + 2).to_string())
            aria-selected=move || if is_current.get() { "true" } else { "false" }
            style:transform=move || format!("translateY({}px)", top_px.get())
            on:click=open
        >
            <div role="gridcell" class="cell-root">
                <ServiceSwatch service />
                <a
                    href=move || session.href(Command::OpenTrace(id.get()))
                    tabindex="-1"
                    title=move || format!("{} · {}\n{}", service_text(), name(), id.get())
                >
                    <span class="service-name">{service_text}</span>
                    " "
                    <span class="operation">{name}</span>
                </a>
                <Show when=move || partial.get()>
                    <span class="badge" title="The root span is missing: these are orphans">"partial"</span>
                </Show>
                <span class="row-answer" title=move || of_row(&|row| row.answer.clone())>
                    {move || of_row(&|row| row.answer.clone())}
                </span>
            </div>
            <div role="gridcell" class="cell-latency">
                <span class="latency-track"><span class="latency-bar" style:width=bar_width></span></span>
                <span class="number">{move || of_row(&|row| time::duration(row.latency_ns))}</span>
            </div>
            <div role="gridcell" class="cell-spans number">{move || of_row(&|row| words::grouped(row.spans))}</div>
            <div role="gridcell" class="cell-services" title=service_list>
                <span class="squares" aria-hidden="true">{squares}</span>
                <span class="number">{move || of_row(&|row| words::grouped(row.service_count))}</span>
            </div>
            <div role="gridcell" class="cell-errors number">
                <span class:error-count=move || errors.get() != 0 class:none=move || errors.get() == 0>
                    {move || if id.with(String::is_empty) { String::new() } else { words::grouped(errors.get()) }}
                </span>
            </div>
            <div role="gridcell" class="cell-start number" title=whole_start>{start}</div>
        </div>
    }
}

/// Minutes a zone is ahead of UTC at a time.
pub fn offset_min(zone: Zone, unix_ns: i64) -> i64 {
    match zone {
        Zone::Utc => 0,
        Zone::Local => clock::zone_offset_min(unix_ns),
    }
}
