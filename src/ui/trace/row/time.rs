//! When a row's span ran: its bar over time, and in it the critical path, its own time and events.

use super::super::open_trace::OpenTrace;
use crate::{
    base,
    charts::{
        bar::{self, Bar},
        stripes::{gradient, joined},
    },
    protocol::waterfall::WaterfallRow,
    state::row_words,
    ui::parts::service::{service_colour, service_pattern},
};
use leptos::prelude::*;
use std::sync::Arc;

/// An event's tick, and the narrowest part of a bar that is drawn.
const TICK_PX: f64 = 1.5;
const PART_PX: f64 = 1.0;
/// A wait says how long it was from this width on.
const WAIT_WORDS_PX: f64 = 110.0;

/// The cell.
#[component]
pub fn TimeCell(
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
        let is_asynchronous = row.with(|row| row.as_ref().is_some_and(|row| row.asynchronous));
        if is_asynchronous { "bar bar-asynchronous" } else { "bar" }
    };
    // From the front: the dark foot of the critical path, its full colour, the weaker one of own time.
    let parts = move || {
        let Some((left_px, width_px)) = shown_px.get() else { return String::new() };
        let scale = open.scale.get();
        let stripes = |parts: &[(i64, i64)]| {
            let px =
                parts.iter().map(|&(from_ns, to_ns)| (scale.px_from_ns(from_ns), scale.px_from_ns(to_ns)));
            joined(px, left_px, width_px, PART_PX)
        };
        row.with(|row| {
            let Some(row) = row.as_ref() else { return String::new() };
            let critical = stripes(&row.critical);
            let layers = [
                gradient(&critical, "var(--critical)"),
                gradient(&critical, "var(--swatch)"),
                gradient(&stripes(&row.own), "var(--own)"),
            ];
            // A layer without stripes keeps its place, so that sizes meet their layers.
            layers.map(|layer| if layer.is_empty() { "none".to_owned() } else { layer }).join(",")
        })
    };
    let pattern = move || {
        let service = row.with(|row| row.as_ref().map_or(0, |row| row.service));
        format!("bar-pattern {}", service_pattern(service))
    };
    let wait = Memo::new(move |_| {
        let wait_ns = row.with(|row| row.as_ref().and_then(|row| Some((row.start_ns, row.queue_wait_ns?))));
        let (start_ns, wait_ns) = wait_ns.filter(|&(_, wait_ns)| wait_ns > 0)?;
        match bar::place(&open.scale.get(), start_ns.saturating_sub(wait_ns), wait_ns) {
            Bar::Shown { left_px, width_px } => Some((left_px, width_px, wait_ns)),
            Bar::Before | Bar::Behind => None,
        }
    });
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
    let away = move || {
        let extent_ns = open.head.with(|head| head.row.extent_ns);
        row.with(|row| row.as_ref().and_then(|row| row_words::away(row, extent_ns)))
    };
    view! {
        <div role="gridcell" class="time-cell">
            {move || wait.get().map(|(left_px, width_px, wait_ns)| view! { <Wait left_px width_px wait_ns /> })}
            <div class=bar_class style=bar_style>
                <div class="parts" style:background-image=parts></div>
                <div class=pattern></div>
            </div>
            <div class="events" style:background-image=events></div>
            <span class=aside>{away}</span>
        </div>
    }
}

/// The time that a message lay in a queue, before the bar of what took it.
#[component]
fn Wait(
    /// Left end in the column.
    left_px: f64,
    /// Its width.
    width_px: f64,
    /// How long it was.
    wait_ns: i64,
) -> impl IntoView {
    let words = format!("{} in a queue", base::time::duration(wait_ns));
    let label = (width_px >= WAIT_WORDS_PX).then(|| words.clone());
    view! {
        <div
            class="wait"
            title=format!("Waited {words}")
            style=format!("transform:translateX({left_px:.1}px);width:{width_px:.1}px")
        >
            <span>{label}</span>
        </div>
    }
}
