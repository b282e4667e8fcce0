//! A row of the waterfall, in a slot that shows one span after another.

use super::{open_trace::OpenTrace, waterfall::toggle_slot};
use crate::{
    base::{time, words},
    charts::{
        bar::{self, Bar},
        rails,
        stripes::{gradient, joined},
    },
    protocol::waterfall::WaterfallRow,
    ui::parts::{
        icon::{Icon, Sign},
        service::{service_colour, service_name, service_pattern},
    },
};
use leptos::{attr::custom::custom_attribute, ev, prelude::*};
use std::sync::Arc;

/// Width of a level of the tree, and on a narrow window.
const INDENT_PX: f64 = 14.0;
const NARROW_INDENT_PX: f64 = 8.0;
/// The share of the names' width that the deepest indentation may take.
const MOST_INDENT: f64 = 0.45;
/// An event's tick, and the narrowest part of the critical path that is drawn.
const TICK_PX: f64 = 1.5;
const CRITICAL_PX: f64 = 1.0;

/// The row in a slot.
#[component]
pub fn SpanRow(
    /// The trace.
    open: OpenTrace,
    /// The number of the slot.
    number: usize,
) -> impl IntoView {
    let (session, rows) = (open.session, open.rows);
    let shown = rows.shown(number);
    let top_px = rows.top_px(shown);
    let index = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.index)));
    let row = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.clone())));
    let is_current = Memo::new(move |_| index.get().is_some() && rows.current().get() == index.get());
    let is_selected = Memo::new(move |_| {
        let span = session.span();
        row.with(|row| row.as_ref().is_some_and(|row| span.with(|span| span.as_ref() == Some(&row.span_id))))
    });
    let on_click = move |event: ev::MouseEvent| {
        let Some(row) = row.get_untracked() else { return };
        rows.set_current(index.get_untracked());
        rows.focus();
        open.click(&row, event.detail());
    };
    let on_menu = move |event: ev::MouseEvent| {
        let Some(row) = row.get_untracked() else { return };
        event.prevent_default();
        rows.set_current(index.get_untracked());
        open.menu.set(Some((row, f64::from(event.client_x()), f64::from(event.client_y()))));
    };
    let of_row =
        move |of: &dyn Fn(&WaterfallRow) -> Option<String>| row.with(|row| row.as_deref().and_then(of));
    view! {
        <div
            role="row"
            class="span-row"
            class:current=is_current
            class:selected=is_selected
            class:away=move || index.get().is_none()
            class:hit=move || row.with(|row| row.as_ref().is_some_and(|row| row.hit))
            class:erroneous=move || row.with(|row| row.as_ref().is_some_and(|row| row.error))
            id=move || index.get().map(|index| format!("span-{index}"))
            aria-rowindex=move || index.get().map(|index| (index + 1).to_string())
            {..custom_attribute("aria-level", move || of_row(&|row| Some((row.depth + 1).to_string())))}
            {..custom_attribute("aria-posinset", move || of_row(&|row| Some(row.nth.to_string())))}
            {..custom_attribute("aria-setsize", move || of_row(&|row| Some(row.siblings.to_string())))}
            aria-expanded=move || of_row(&|row| (row.children > 0).then(|| (!row.folded).to_string()))
            aria-selected=move || is_selected.get().to_string()
            style:transform=move || format!("translateY({}px)", top_px.get())
            on:click=on_click
            on:contextmenu=on_menu
        >
            <NameCell open index row />
            <div role="gridcell" class="duration-cell number">
                {move || of_row(&|row| Some(time::duration(row.duration_ns)))}
            </div>
            <TimeCell open row />
        </div>
    }
}

#[component]
fn NameCell(
    /// The trace.
    open: OpenTrace,
    /// The row's place in the list.
    index: Memo<Option<usize>>,
    /// The row.
    row: Memo<Option<Arc<WaterfallRow>>>,
) -> impl IntoView {
    let rails = Memo::new(move |_| {
        let names_px = open.rows.width_px().get() * open.names_share.get() / 100.0;
        let deepest = open.head.with(|head| head.max_depth.clamp(1, rails::DEEPEST));
        let roomy_px = (names_px * MOST_INDENT / f64::from(deepest)).floor();
        let indent_px = if open.is_narrow.get() { NARROW_INDENT_PX } else { INDENT_PX.min(roomy_px) };
        row.with(|row| row.as_ref().map(|row| rails::rails(row.depth, row.rails, indent_px)))
            .unwrap_or_default()
    });
    let service = Memo::new(move |_| row.with(|row| row.as_ref().map_or(0, |row| row.service)));
    let service_text = Memo::new(move |_| {
        row.with(Option::is_some)
            .then(|| open.engine.summary().with(|summary| service_name(summary, service.get())))
    });
    let name = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| if row.name.is_empty() { "(no name)".to_owned() } else { row.name.clone() })
        })
    };
    let children = Memo::new(move |_| {
        row.with(|row| row.as_ref().filter(|row| row.children > 0).map(|row| (row.folded, row.descendants)))
    });
    let marks = Memo::new(move |_| row.with(|row| row.as_deref().map(Marks::of)).unwrap_or_default());
    view! {
        <div
            role="gridcell"
            class="name-cell"
            style:padding-left=move || format!("{}px", rails.get().name_px)
            style:background-image=move || gradient(&rails.get().lines_px, "var(--rail)")
            title=move || row.with(|row| row.as_deref().map(|row| hint(row, &service_text.get().unwrap_or_default())))
        >
            <span
                class="elbow"
                class:away=move || rails.get().elbow_px.is_none()
                style:left=move || format!("{}px", rails.get().elbow_px.unwrap_or(0.0))
            ></span>
            <button
                class="fold"
                class:away=move || children.get().is_none()
                class:folded=move || children.get().is_some_and(|(folded, _)| folded)
                tabindex="-1"
                aria-hidden="true"
                on:click=move |event| {
                    event.stop_propagation();
                    toggle_slot(open, index.get_untracked());
                }
            >
                {move || children.get().map_or_else(String::new, |(folded, below)| {
                    if folded { words::grouped(below as usize) } else { String::new() }
                })}
            </button>
            <span
                class=move || format!("swatch {}", service_pattern(service.get()))
                style:--swatch=move || service_colour(service.get())
                aria-hidden="true"
            ></span>
            <span class="service-name">{service_text}</span>
            <span class="operation">{name}</span>
            <Show when=move || marks.get().any()>
                <RowMarks marks />
            </Show>
        </div>
    }
}

/// What is marked behind a name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Marks {
    error: bool,
    errors_below: u32,
    orphan: bool,
    asynchronous: bool,
    links: u32,
    depth: Option<u32>,
}

impl Marks {
    fn of(row: &WaterfallRow) -> Self {
        Self {
            error: row.error,
            errors_below: if row.folded { row.errors_below } else { 0 },
            orphan: row.orphan,
            asynchronous: row.asynchronous,
            links: row.links,
            depth: (row.depth > rails::DEEPEST).then_some(row.depth + 1),
        }
    }

    const fn any(self) -> bool {
        self.error
            || self.errors_below > 0
            || self.orphan
            || self.asynchronous
            || self.links > 0
            || self.depth.is_some()
    }
}

#[component]
fn RowMarks(
    /// The marks.
    marks: Memo<Marks>,
) -> impl IntoView {
    move || {
        let marks = marks.get();
        let mark = |is_shown: bool, sign: Sign, class: &'static str, words: String| {
            is_shown.then(|| {
                view! {
                    <span class=format!("mark {class}") role="img" aria-label=words.clone() title=words>
                        <Icon sign />
                    </span>
                }
            })
        };
        let below = words::count(marks.errors_below as usize, "span with an error", "spans with an error");
        view! {
            <span class="marks">
                {mark(marks.error, Sign::Warning, "mark-error", "Error".to_owned())}
                {mark(marks.errors_below > 0, Sign::Warning, "mark-below", format!("{below} below"))}
                {mark(marks.orphan, Sign::Broken, "mark-warning", "Its parent is missing".to_owned())}
                {mark(marks.asynchronous, Sign::Asynchronous, "", "Asynchronous: nothing waits for it".to_owned())}
                {mark(
                    marks.links > 0,
                    Sign::Link,
                    "",
                    words::count(marks.links as usize, "link to another span", "links to other spans"),
                )}
                {marks.depth.map(|depth| view! { <span class="badge">{format!("depth {}", words::grouped(depth as usize))}</span> })}
            </span>
        }
    }
}

#[component]
fn TimeCell(
    /// The trace.
    open: OpenTrace,
    /// The row.
    row: Memo<Option<Arc<WaterfallRow>>>,
) -> impl IntoView {
    let bar = Memo::new(move |_| {
        let scale = open.scale.get();
        row.with(|row| row.as_ref().map(|row| bar::place(&scale, row.start_ns, row.duration_ns)))
    });
    let shown_px = Memo::new(move |_| match bar.get() {
        Some(Bar::Shown { left_px, width_px }) => Some((left_px, width_px)),
        _ => None,
    });
    let bar_style = move || {
        let Some((left_px, width_px)) = shown_px.get() else { return "display:none".to_owned() };
        let colour = service_colour(row.with(|row| row.as_ref().map_or(0, |row| row.service)));
        format!("transform:translateX({left_px:.1}px);width:{width_px:.1}px;--swatch:{colour}")
    };
    let bar_class = move || {
        row.with(|row| {
            let kind = if row.as_ref().is_some_and(|row| row.asynchronous) { "bar-asynchronous" } else { "" };
            format!("bar {} {kind}", service_pattern(row.as_ref().map_or(0, |row| row.service)))
        })
    };
    let critical = move || {
        let Some((left_px, width_px)) = shown_px.get() else { return String::new() };
        let scale = open.scale.get();
        row.with(|row| {
            let parts = row.iter().flat_map(|row| row.critical.iter());
            let stripes = parts.map(|&(from_ns, to_ns)| (scale.px_from_ns(from_ns), scale.px_from_ns(to_ns)));
            gradient(&joined(stripes, left_px, width_px, CRITICAL_PX), "var(--critical)")
        })
    };
    let events = move || {
        let scale = open.scale.get();
        row.with(|row| {
            let times = row.iter().flat_map(|row| row.events.iter());
            let stripes = times.map(|&at_ns| (scale.px_from_ns(at_ns), scale.px_from_ns(at_ns)));
            gradient(&joined(stripes, 0.0, scale.width_px(), TICK_PX), "var(--event)")
        })
    };
    // A span that lies outside the time shown points to where it is.
    let aside = move || match bar.get() {
        Some(Bar::Before) => "aside before",
        Some(Bar::Behind) => "aside behind",
        _ => "away",
    };
    view! {
        <div role="gridcell" class="time-cell">
            <div class=bar_class style=bar_style>
                <div class="critical" style:background-image=critical></div>
            </div>
            <div class="events" style:background-image=events></div>
            <span class=aside></span>
        </div>
    }
}

/// What the pointer is told over a name.
fn hint(row: &WaterfallRow, service: &str) -> String {
    let mut lines = vec![
        format!("{service} · {}", row.name),
        format!(
            "{} from {}, {} of its own",
            time::duration(row.duration_ns),
            time::duration(row.start_ns),
            time::duration(row.self_ns)
        ),
    ];
    if row.descendants > 0 {
        lines.push(format!("{} below", words::count(row.descendants as usize, "span", "spans")));
    }
    lines.join("\n")
}
