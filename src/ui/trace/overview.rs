//! The whole trace in a small picture, and the brush on it that says which part of the time the waterfall shows.

use super::open_trace::OpenTrace;
use crate::{
    base::time,
    browser::{canvas, resize::Resize},
    charts::overview::draw,
    protocol::{
        request::{Reply, Request},
        waterfall::{Overview, OverviewQuery},
    },
    state::{
        brush::{Drag, grip_at},
        time_scale::TimeScale,
        viewport::Viewport,
    },
    ui::theme::use_palette,
};
use leptos::{ev, html, prelude::*};

/// Height of the picture: so much for each span, between these.
const SPAN_PX: f64 = 8.0;
const LOWEST_PX: f64 = 28.0;
const HIGHEST_PX: f64 = 76.0;
/// Lines the picture is asked for: no more are told apart in its height.
const LINES: u32 = 64;
/// How far around a finger an edge is taken, compared with a mouse.
const FINGER_REACH: f64 = 3.0;
/// The share of the width a key moves the range by, and how much it magnifies.
const KEY_PAN: f64 = 0.1;
const KEY_ZOOM: f64 = 1.25;

/// The picture with its brush.
#[component]
pub fn OverviewBrush(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let frame: NodeRef<html::Div> = NodeRef::new();
    let size_px = RwSignal::new((0.0, 0.0));
    let resize = StoredValue::new_local(None::<Resize>);
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            resize.set_value(Some(Resize::new(&frame, move |width, height| size_px.set((width, height)))));
        }
    });
    on_cleanup(move || resize.dispose());
    let picture = paint(open, size_px);
    let height_px = move || {
        let spans = open.head.with(|head| head.row.spans) as f64;
        (spans * SPAN_PX + SPAN_PX).clamp(LOWEST_PX, HIGHEST_PX)
    };
    let whole = Memo::new(move |_| {
        let all = Viewport::whole(open.viewport.get().extent_ns());
        TimeScale::with_axis(all, size_px.get().0, open.axis.get())
    });
    let shown_px = Memo::new(move |_| {
        let (whole, viewport) = (whole.get(), open.viewport.get());
        (whole.px_from_ns(viewport.from_ns()), whole.px_from_ns(viewport.to_ns()))
    });
    let drag = StoredValue::new(None::<Drag>);
    let at_px = move |event: &ev::PointerEvent| {
        let left = frame.get_untracked().map_or(0.0, |frame| frame.get_bounding_client_rect().left());
        f64::from(event.client_x()) - left
    };
    let place_ns = move |px: f64| open.axis.get_untracked().place_ns(whole.get_untracked().ns_from_px(px));
    let on_down = move |event: ev::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let px = at_px(&event);
        // All along the axis, on which folded gaps are short.
        let before = open.viewport.get_untracked().on(&open.axis.get_untracked());
        let reach = if event.pointer_type() == "mouse" { 1.0 } else { FINGER_REACH };
        let grip = grip_at(px, shown_px.get_untracked(), before.is_whole(), reach);
        let from_ns = place_ns(px);
        drag.set_value(Some(Drag { grip, before, from_ns, from_px: px }));
        canvas::capture_pointer(&event);
    };
    let on_move = move |event: ev::PointerEvent| {
        let px = at_px(&event);
        if let Some(drag) = drag.get_value() {
            open.shift(|_| drag.to(place_ns(px), px));
        }
    };
    let on_up = move |event: ev::PointerEvent| {
        let px = at_px(&event);
        if let Some(held) = drag.get_value() {
            open.shift(|_| held.to(place_ns(px), px));
            drag.set_value(None);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let change: fn(Viewport) -> Viewport = match event.key().as_str() {
            "ArrowLeft" => |shown| shown.panned(-KEY_PAN),
            "ArrowRight" => |shown| shown.panned(KEY_PAN),
            "ArrowUp" => |shown| shown.zoomed(KEY_ZOOM, 0.5),
            "ArrowDown" => |shown| shown.zoomed(1.0 / KEY_ZOOM, 0.5),
            "PageUp" => |shown| shown.panned(-1.0),
            "PageDown" => |shown| shown.panned(1.0),
            "Home" | "End" => |shown| Viewport::whole(shown.extent_ns()),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        open.shift(change);
    };
    let said = move || {
        let viewport = open.viewport.get();
        let (from, to) = (time::duration(viewport.from_ns()), time::duration(viewport.to_ns()));
        format!("{from} to {to} of {}", time::duration(viewport.extent_ns()))
    };
    let percent = move || {
        let viewport = open.viewport.get();
        let middle_ns = viewport.from_ns() / 2 + viewport.to_ns() / 2;
        ((middle_ns as f64 / viewport.extent_ns() as f64 * 100.0).round() as i64).to_string()
    };
    let is_whole = Memo::new(move |_| open.viewport.get().is_whole());
    view! {
        <div
            class="overview-frame"
            style:height=move || format!("{}px", height_px())
            node_ref=frame
            role="slider"
            tabindex="0"
            aria-label="Time that is shown: drag, or use the arrow keys"
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=percent
            aria-valuetext=said
            title="Drag to show a part of the time; double-click for all of it"
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=move |_| drag.set_value(None)
            on:dblclick=move |_| open.show(Viewport::whole(open.viewport.get_untracked().extent_ns()))
            on:keydown=on_key
        >
            <canvas class="overview" node_ref=picture aria-hidden="true"></canvas>
            <Show when=move || !is_whole.get()>
                <div class="brush-out" style:width=move || format!("{:.1}px", shown_px.get().0.max(0.0))></div>
                <div class="brush-out brush-out-right" style:left=move || format!("{:.1}px", shown_px.get().1)></div>
                <div
                    class="brush"
                    style:left=move || format!("{:.1}px", shown_px.get().0)
                    style:width=move || format!("{:.1}px", (shown_px.get().1 - shown_px.get().0).max(2.0))
                ></div>
            </Show>
        </div>
    }
}

/// Asks for the picture and draws it, again whenever its size or the theme changes.
fn paint(open: OpenTrace, size_px: RwSignal<(f64, f64)>) -> NodeRef<html::Canvas> {
    let node: NodeRef<html::Canvas> = NodeRef::new();
    let width_px = Memo::new(move |_| size_px.get().0.round() as u32);
    let skew = open.session.skew();
    let folds_gaps = Memo::new(move |_| open.axis.with(|axis| !axis.breaks().is_empty()));
    let overview = LocalResource::new(move || {
        open.engine.revision().track();
        let (width_px, trace_id, skew) = (width_px.get(), open.trace_id(), skew.get());
        let folds_gaps = folds_gaps.get();
        async move {
            let query = OverviewQuery { trace_id, width_px, lines: LINES, skew, folds_gaps };
            match open.engine.ask(Request::Overview(query)).await {
                Ok(Reply::Overview(overview)) => (width_px, overview),
                _ => (0, Overview::default()),
            }
        }
    });
    let palette = use_palette();
    Effect::new(move |_| {
        let (Some(canvas), Some((asked_px, overview))) = (node.get(), overview.get()) else { return };
        let (width, height) = size_px.get();
        let density = canvas::density();
        let pixels = ((width * density).round() as usize, (height * density).round() as usize);
        let raster = draw(&overview, asked_px, pixels, density, &palette.get());
        canvas::put(&canvas, raster.width_px, raster.height_px, &raster.rgba);
    });
    node
}
