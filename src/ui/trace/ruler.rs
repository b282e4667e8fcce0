//! The ruler over the time column: ticks, and where the pointer is. Dragging on it shows a part of the time.

use super::{gaps::Breaks, open_trace::OpenTrace};
use crate::{
    browser::{canvas, resize::Resize},
    protocol::traces::TraceHead,
    state::{
        brush::{Drag, Grip},
        command::Command,
        day_clock::DayClock,
        time_scale::Tick,
    },
    ui::{session::SessionHandle, traces::offset_min},
};
use leptos::{ev, html, prelude::*};

/// The least distance between ticks.
pub const TICK_GAP_PX: f64 = 96.0;
/// About the width of a letter of a label.
const LETTER_PX: f64 = 7.0;

/// The clock that the ruler goes by; `None`: it shows times from the trace's start, as it always does where its axis is
/// not that of time.
pub fn clock(session: SessionHandle, head: Signal<TraceHead>) -> Memo<Option<DayClock>> {
    let is_on = session.part(|session| session.clock_ruler && !session.is_merged());
    let zone = session.zone();
    Memo::new(move |_| {
        let origin_ns = head.with(|head| head.origin_ns);
        is_on.get().then(|| DayClock::new(origin_ns, offset_min(zone.get(), origin_ns)))
    })
}

/// The ruler. It also measures the time column.
#[component]
pub fn Ruler(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let node: NodeRef<html::Div> = NodeRef::new();
    let resize = StoredValue::new_local(None::<Resize>);
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            resize.set_value(Some(Resize::new(&node, move |width_px, _| open.column_px.set(width_px))));
        }
    });
    on_cleanup(move || resize.dispose());
    let ticks = move || {
        let scale = open.scale.get();
        let ticks = scale.ticks(TICK_GAP_PX).into_iter();
        // A label that would stick out at the right end is left out; its line stays.
        let fits = move |tick: &Tick| {
            let label_px = tick.label.chars().count() as f64 * LETTER_PX;
            tick.at_px + label_px.max(TICK_GAP_PX / 2.0) < scale.width_px()
        };
        ticks
            .map(|tick| {
                let label = fits(&tick).then_some(tick.label);
                view! {
                    <span class="tick" style=format!("left:{:.1}px", tick.at_px)>
                        {label}
                    </span>
                }
            })
            .collect_view()
    };
    // With Shift a drag measures and does not zoom.
    let drag = StoredValue::new(None::<(Drag, f64, bool)>);
    let selection = RwSignal::new(None::<(f64, f64)>);
    let at_px = move |event: &ev::PointerEvent| {
        let left = node.get_untracked().map_or(0.0, |node| node.get_bounding_client_rect().left());
        f64::from(event.client_x()) - left
    };
    let on_down = move |event: ev::PointerEvent| {
        let px = at_px(&event);
        let from_ns = open.scale.get_untracked().ns_from_px(px);
        let before = open.viewport.get_untracked();
        drag.set_value(Some((Drag { grip: Grip::New, before, from_ns, from_px: px }, px, event.shift_key())));
        canvas::capture_pointer(&event);
    };
    let on_move = move |event: ev::PointerEvent| {
        let px = at_px(&event);
        open.pointer_ns.set(Some(open.scale.get_untracked().ns_from_px(px)));
        if let Some((_, from_px, _)) = drag.get_value() {
            selection.set(Some((from_px.min(px), from_px.max(px))));
        }
    };
    let on_up = move |event: ev::PointerEvent| {
        selection.set(None);
        let Some((held, from_px, measures)) = drag.get_value() else { return };
        drag.set_value(None);
        let px = at_px(&event);
        // A mere click is no range.
        if (px - from_px).abs() <= 4.0 {
            return;
        }
        let at_ns = open.scale.get_untracked().ns_from_px(px);
        if measures {
            let range = held.before.showing(held.from_ns, at_ns);
            open.session.dispatch(Command::MeasureRange(Some((range.from_ns(), range.to_ns()))));
        } else {
            open.show(held.to(at_ns, px));
        }
    };
    view! {
        <div
            class="ruler"
            node_ref=node
            title="Drag to show a part of the time, with Shift to see what ran in it"
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=move |_| {
                drag.set_value(None);
                selection.set(None);
            }
            on:pointerleave=move |_| open.pointer_ns.set(None)
        >
            {ticks}
            <Breaks open />
            {move || selection.get().map(|(from_px, to_px)| view! {
                <span class="ruler-selection" style=format!("left:{from_px:.1}px;width:{:.1}px", to_px - from_px)></span>
            })}
            {move || open.pointer_ns.get().map(|at_ns| {
                let scale = open.scale.get();
                let px = scale.px_from_ns(at_ns);
                let side = if px > scale.width_px() / 2.0 { "pointer-left" } else { "pointer-right" };
                view! {
                    <span class=format!("pointer-time {side}") style=format!("left:{px:.1}px")>
                        {scale.moment(at_ns)}
                    </span>
                }
            })}
        </div>
    }
}
