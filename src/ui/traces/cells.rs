//! What stands in a row, column by column.

use super::list::{Listed, Totals};
use crate::{
    base::{time, words},
    browser::clock,
    protocol::traces::{Cell, TraceColumn, TraceRow},
    query::naming,
    state::{
        command::Command,
        marks::Marks,
        zone::{Zone, brief_in, date_time_in},
    },
    ui::{
        engine::Engine,
        parts::{
            mark_button::MarkButton,
            rows::Shown,
            service::{ServiceSwatch, service_colour, service_name, service_pattern},
        },
        session::SessionHandle,
    },
};
use leptos::prelude::*;

/// Services whose squares are drawn in a row.
const SQUARES: usize = 6;

/// A slot of the list and the trace that it shows now.
#[derive(Clone, Copy)]
pub struct Slot {
    session: SessionHandle,
    engine: Engine,
    shown: Memo<Option<Shown<Listed>>>,
    totals: RwSignal<Totals>,
    marks: Memo<Marks>,
    /// The trace's id; empty while its row has not come.
    pub id: Memo<String>,
}

impl Slot {
    /// A slot by what it shows.
    pub fn new(
        session: SessionHandle,
        engine: Engine,
        shown: Memo<Option<Shown<Listed>>>,
        totals: RwSignal<Totals>,
        marks: Memo<Marks>,
    ) -> Self {
        let id = Memo::new(move |_| {
            let listed = |shown: &Shown<Listed>| Some(shown.row.as_ref()?.row.trace_id.clone());
            shown.with(|shown| shown.as_ref().and_then(listed).unwrap_or_default())
        });
        Self { session, engine, shown, totals, marks, id }
    }

    /// Something of the row; its default while the row has not come.
    fn of<T: Default>(self, of: impl FnOnce(&TraceRow) -> T) -> T {
        self.shown.with(|shown| {
            shown
                .as_ref()
                .and_then(|shown| shown.row.as_ref())
                .map(|listed| of(&listed.row))
                .unwrap_or_default()
        })
    }

    /// A number of the row, in words; nothing while the row has not come.
    fn number(self, of: impl FnOnce(&TraceRow) -> usize) -> String {
        self.of(|row| Some(words::grouped(of(row)))).unwrap_or_default()
    }

    /// What a field says of the trace.
    fn cell(self, field: &str) -> Cell {
        self.shown
            .with(|shown| {
                let listed = shown.as_ref()?.row.as_ref()?;
                let place = listed.fields.iter().position(|name| name == field)?;
                listed.row.cells.get(place).cloned()
            })
            .unwrap_or_default()
    }
}

/// The cell of a column.
pub fn cell(slot: Slot, column: TraceColumn) -> AnyView {
    match column {
        TraceColumn::Root => root(slot).into_any(),
        TraceColumn::Latency => latency(slot).into_any(),
        TraceColumn::Extent => {
            let extent = move || slot.of(|row| Some(time::duration(row.extent_ns)));
            view! { <div role="gridcell" class="cell-extent number">{extent}</div> }.into_any()
        }
        TraceColumn::Spans => {
            let spans = move || slot.number(|row| row.spans);
            view! { <div role="gridcell" class="cell-spans number">{spans}</div> }.into_any()
        }
        TraceColumn::Matches => {
            let matches = move || slot.number(|row| row.matched);
            view! { <div role="gridcell" class="cell-matches number">{matches}</div> }.into_any()
        }
        TraceColumn::Services => services(slot).into_any(),
        TraceColumn::Errors => errors(slot).into_any(),
        TraceColumn::Start => start(slot).into_any(),
        TraceColumn::Field(name) => field(slot, name).into_any(),
    }
}

fn root(slot: Slot) -> impl IntoView {
    let Slot { session, engine, id, .. } = slot;
    let service = Memo::new(move |_| slot.of(|row| row.service));
    let service_text = move || engine.summary().with(|summary| service_name(summary, service.get()));
    let name =
        move || slot.of(|row| if row.name.is_empty() { "(no name)".to_owned() } else { row.name.clone() });
    let is_partial = Memo::new(move |_| slot.of(|row| row.partial));
    view! {
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
            <Show when=move || is_partial.get()>
                <span class="badge" title="The root span is missing: these are orphans">"partial"</span>
            </Show>
            <MarkButton session marks=slot.marks trace_id=id in_row=true />
            <span class="row-answer" title=move || slot.of(|row| row.answer.clone())>
                {move || slot.of(|row| row.answer.clone())}
            </span>
        </div>
    }
}

fn latency(slot: Slot) -> impl IntoView {
    let width = move || {
        let longest_ns = slot.totals.get().longest_ns.max(1) as f64;
        slot.of(|row| format!("{:.2}%", row.latency_ns.max(0) as f64 / longest_ns * 100.0))
    };
    view! {
        <div role="gridcell" class="cell-latency">
            <span class="latency-track"><span class="latency-bar" style:width=width></span></span>
            <span class="number">{move || slot.of(|row| Some(time::duration(row.latency_ns)))}</span>
        </div>
    }
}

fn services(slot: Slot) -> impl IntoView {
    let counted = Memo::new(move |_| slot.of(|row| row.services.clone()));
    let squares = move || {
        let square = |(service, _)| {
            view! {
                <span
                    class=format!("swatch {}", service_pattern(service))
                    style=format!("--swatch:{}", service_colour(service))
                ></span>
            }
        };
        counted.get().into_iter().take(SQUARES).map(square).collect_view()
    };
    let list = move || {
        slot.engine.summary().with(|summary| {
            let line = |&(service, spans): &(u32, usize)| {
                format!("{}: {}", service_name(summary, service), words::grouped(spans))
            };
            counted.with(|counted| counted.iter().map(line).collect::<Vec<_>>().join("\n"))
        })
    };
    view! {
        <div role="gridcell" class="cell-services" title=list>
            <span class="squares" aria-hidden="true">{squares}</span>
            <span class="number">{move || slot.number(|row| row.service_count)}</span>
        </div>
    }
}

fn errors(slot: Slot) -> impl IntoView {
    let errors = Memo::new(move |_| slot.of(|row| row.errors));
    view! {
        <div role="gridcell" class="cell-errors number">
            <span class:error-count=move || errors.get() != 0 class:none=move || errors.get() == 0>
                {move || slot.number(|row| row.errors)}
            </span>
        </div>
    }
}

fn start(slot: Slot) -> impl IntoView {
    let zone = slot.session.zone();
    let first_ns = move || slot.engine.summary().with(|summary| summary.start_ns);
    let brief = move || {
        let zone = zone.get();
        slot.of(|row| Some(brief_in(row.start_ns, first_ns(), offset_min(zone, row.start_ns))))
    };
    let whole = move || {
        let zone = zone.get();
        slot.of(|row| Some(date_time_in(row.start_ns, offset_min(zone, row.start_ns))))
    };
    view! { <div role="gridcell" class="cell-start number" title=whole>{brief}</div> }
}

fn field(slot: Slot, name: String) -> impl IntoView {
    let called = naming::named(&name).map_or_else(|| name.clone(), |field| naming::short_name(&field));
    let cell = Memo::new(move |_| slot.cell(&name));
    let text = move || cell.with(|cell| cell.text.clone());
    let more = move || cell.with(|cell| (cell.more > 0).then(|| format!("+{}", words::grouped(cell.more))));
    let title = move || {
        let others = cell.with(|cell| match cell.more {
            0 => String::new(),
            more => format!("\nand {} on the same spans", words::count(more, "other value", "other values")),
        });
        text().map(|text| format!("{text}{others}"))
    };
    view! {
        <div role="gridcell" class="cell-field" data-name=called title=title>
            <span class="cell-text">{text}</span>
            {move || more().map(|more| view! { <span class="badge">{more}</span> })}
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
