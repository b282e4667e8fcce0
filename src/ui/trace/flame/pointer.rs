//! Mouse, wheel and fingers on the frames: what is under the pointer, zooming, panning, choosing.

use super::{
    super::pointer::turn,
    state::{FlameState, Goal},
};
use crate::{
    browser::listener::Listener,
    protocol::{
        flame::{FlameFrame, FlameOrder},
        request::SpanRef,
    },
    state::{command::Command, touch::Touches, viewport::Viewport},
};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent, PointerEvent, WheelEvent};

/// A pointer that moved less than this has clicked.
const CLICK_PX: f64 = 4.0;
/// A second click within this time makes a double one.
const DOUBLE_CLICK_MS: u32 = 220;

type Hovered = RwSignal<Option<(FlameFrame, (f64, f64))>>;

/// What is held down.
#[derive(Default)]
struct Held {
    touches: Touches,
    /// A mouse drag: where it began, and what was in sight then.
    mouse: Option<((f64, f64), Viewport, f64)>,
    /// The pointer has moved so far that the click which ends the drag is none.
    has_dragged: bool,
    /// A click that may become a double one.
    click: Option<Timeout>,
}

/// Listens while the flame graph lives.
pub fn listen(state: FlameState, hovered: Hovered) {
    let listeners = StoredValue::new_local(Vec::<Listener>::new());
    let held = Rc::new(RefCell::new(Held::default()));
    Effect::new(move |_| {
        let Some(node) = state.node.get() else { return };
        let on = |name: &'static str, handler: fn(FlameState, Hovered, &mut Held, &Event)| {
            let held = Rc::clone(&held);
            Listener::new(&node, name, move |event| handler(state, hovered, &mut held.borrow_mut(), &event))
        };
        listeners.set_value(vec![
            on("wheel", on_wheel),
            on("pointerdown", on_down),
            on("pointermove", on_move),
            on("pointerup", on_up),
            on("pointercancel", on_up),
            on("pointerleave", |state, hovered, _, _| {
                hovered.set(None);
                state.open.pointer_ns.set(None);
            }),
            on("click", on_click),
        ]);
    });
    on_cleanup(move || listeners.dispose());
}

/// Where an event happened in the picture, in pixels.
fn place_of(state: FlameState, event: &MouseEvent) -> Option<(f64, f64)> {
    let node = state.node.get_untracked()?;
    let rect = node.get_bounding_client_rect();
    Some((f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top()))
}

fn frame_at(state: FlameState, place: (f64, f64)) -> Option<FlameFrame> {
    state.picture.with_untracked(|picture| state.view.get_untracked().frame_at(picture, place).copied())
}

fn on_wheel(state: FlameState, hovered: Hovered, _: &mut Held, event: &Event) {
    let Some(wheel) = event.dyn_ref::<WheelEvent>() else { return };
    if let Some((x_px, _)) = place_of(state, wheel) {
        hovered.set(None);
        turn(state.open, wheel, x_px);
    }
}

fn on_down(state: FlameState, _: Hovered, held: &mut Held, event: &Event) {
    held.has_dragged = false;
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    let Some(place) = place_of(state, pointer) else { return };
    if pointer.pointer_type() != "mouse" {
        held.touches.down(pointer.pointer_id(), place.0);
    } else if pointer.button() == 0 {
        held.mouse = Some((place, state.open.viewport.get_untracked(), state.scrolled_px.get_untracked()));
    }
}

fn on_move(state: FlameState, hovered: Hovered, held: &mut Held, event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    let Some(place) = place_of(state, pointer) else { return };
    let scale = state.open.scale.get_untracked();
    if pointer.pointer_type() != "mouse" {
        let Some(pull) = held.touches.moved(pointer.pointer_id(), place.0) else { return };
        held.has_dragged |= pull.moved_px.abs() > CLICK_PX || held.touches.count() > 1;
        let viewport = state.open.viewport.get_untracked();
        let zoomed = viewport.zoomed(pull.factor, pull.anchor_px / scale.width_px());
        state.open.show(zoomed.panned(-pull.moved_px / scale.width_px()));
        return;
    }
    if pointer.buttons() & 1 == 0 {
        // It was let go outside of the box.
        held.mouse = None;
    }
    state.open.pointer_ns.set(Some(scale.ns_from_px(place.0)));
    let Some((from, before, scrolled_px)) = held.mouse else {
        hovered.set(frame_at(state, place).map(|frame| (frame, place)));
        return;
    };
    let (across_px, down_px) = (place.0 - from.0, place.1 - from.1);
    held.has_dragged |= across_px.abs().max(down_px.abs()) >= CLICK_PX;
    if !held.has_dragged {
        return;
    }
    hovered.set(None);
    if !before.is_whole() {
        state.open.show(before.panned(-across_px / scale.width_px()));
    }
    if let Some(node) = state.node.get_untracked() {
        node.set_scroll_top((scrolled_px - down_px) as i32);
    }
}

fn on_up(_: FlameState, _: Hovered, held: &mut Held, event: &Event) {
    held.mouse = None;
    if let Some(pointer) = event.dyn_ref::<PointerEvent>() {
        held.touches.up(pointer.pointer_id());
    }
}

/// A click goes to the frame, and in time order shows its span's details once no second click can follow; the second one
/// zooms to it. Several frames in one are zoomed to at once.
fn on_click(state: FlameState, hovered: Hovered, held: &mut Held, event: &Event) {
    if std::mem::take(&mut held.has_dragged) {
        return;
    }
    held.click = None;
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    let Some(frame) = place_of(state, mouse).and_then(|place| frame_at(state, place)) else { return };
    if frame.frames > 1 || mouse.detail() == 2 {
        hovered.set(None);
        let viewport = state.open.viewport.get_untracked();
        let length_ns = frame.end_ns.saturating_sub(frame.start_ns);
        state.open.show(match state.order.get_untracked() {
            FlameOrder::Time => viewport.around(frame.start_ns, length_ns),
            FlameOrder::Merged => viewport.showing(frame.start_ns, frame.end_ns),
        });
        return;
    }
    state.go(Goal::Span(Some(SpanRef::Row(frame.row))));
    let has_details = state.open.session.now(|session| session.span.is_some());
    if state.order.get_untracked() == FlameOrder::Time && !has_details {
        held.click = Some(Timeout::new(DOUBLE_CLICK_MS, move || {
            let span = state.current.try_get_untracked().flatten().filter(|place| place.row == frame.row);
            if let Some(place) = span {
                state.open.session.dispatch(Command::SelectSpan(Some(place.span_id)));
            }
        }));
    }
}
