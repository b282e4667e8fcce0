//! Mouse, wheel and fingers on the graph.

use super::GraphState;
use crate::{
    browser::listener::Listener,
    state::{
        graph_view::{Fingers, GraphView},
        graph_walk::At,
    },
};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent, WheelEvent};

/// How much a turn of the wheel by a pixel magnifies, as an exponent.
const WHEEL_ZOOM: f64 = 0.0016;
/// Pixels of a line, for wheels that count in lines.
const LINE_PX: f64 = 24.0;
/// A pointer that moved less than this has clicked.
const CLICK_PX: f64 = 4.0;
/// What can be clicked names itself here: `n` or `e`, and its number.
pub const NAME: &str = "data-graph";

#[derive(Default)]
struct Held {
    fingers: Fingers,
    /// Where the pointer came down, and what was in sight then.
    from: Option<([f64; 2], GraphView)>,
    /// The pointer has moved so far that the click which ends the drag is none.
    has_dragged: bool,
}

/// Listens while the graph lives.
pub fn listen(state: GraphState) {
    let listeners = StoredValue::new_local(Vec::<Listener>::new());
    let held = Rc::new(RefCell::new(Held::default()));
    Effect::new(move |_| {
        let Some(node) = state.node.get() else { return };
        let on = |name: &'static str, handler: fn(GraphState, &mut Held, &Event)| {
            let held = Rc::clone(&held);
            Listener::new(&node, name, move |event| handler(state, &mut held.borrow_mut(), &event))
        };
        listeners.set_value(vec![
            on("wheel", on_wheel),
            on("pointerdown", on_down),
            on("pointermove", on_move),
            on("pointerup", on_up),
            on("pointercancel", on_up),
            on("pointerleave", |state, _, _| state.hovered.set(None)),
            on("click", on_click),
        ]);
    });
    on_cleanup(move || listeners.dispose());
}

fn place_of(state: GraphState, event: &MouseEvent) -> Option<[f64; 2]> {
    let rect = state.node.get_untracked()?.get_bounding_client_rect();
    Some([f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top()])
}

/// The node or edge an event happened to.
fn at(event: &Event) -> Option<At> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let name = target.closest(&format!("[{NAME}]")).ok()??.get_attribute(NAME)?;
    let number = name.get(1..)?.parse().ok()?;
    Some(if name.starts_with('n') { At::Node(number) } else { At::Edge(number) })
}

/// The wheel magnifies around the pointer; sideways, or with Shift, it moves.
fn on_wheel(state: GraphState, _: &mut Held, event: &Event) {
    let Some(wheel) = event.dyn_ref::<WheelEvent>() else { return };
    let Some(place) = place_of(state, wheel) else { return };
    wheel.prevent_default();
    let unit_px = if wheel.delta_mode() == WheelEvent::DOM_DELTA_LINE { LINE_PX } else { 1.0 };
    let (across_px, down_px) = (wheel.delta_x() * unit_px, wheel.delta_y() * unit_px);
    let view = state.view.get_untracked();
    state.show(if wheel.shift_key() || across_px.abs() > down_px.abs() {
        let across_px = if across_px == 0.0 { down_px } else { across_px };
        view.panned([-across_px, 0.0])
    } else {
        view.zoomed((-down_px * WHEEL_ZOOM).exp(), place)
    });
}

fn on_down(state: GraphState, held: &mut Held, event: &Event) {
    held.has_dragged = false;
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    let Some(place) = place_of(state, pointer) else { return };
    held.from = Some((place, state.view.get_untracked()));
    if pointer.pointer_type() != "mouse" {
        held.fingers.down(pointer.pointer_id(), place);
    }
}

fn on_move(state: GraphState, held: &mut Held, event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    let Some(place) = place_of(state, pointer) else { return };
    let is_mouse = pointer.pointer_type() == "mouse";
    if is_mouse && pointer.buttons() & 1 == 0 {
        // It was let go outside of the box, or never held down.
        held.from = None;
        state.hovered.set(at(event));
    }
    let Some((from, before)) = held.from else { return };
    held.has_dragged |=
        (place[0] - from[0]).hypot(place[1] - from[1]) >= CLICK_PX || held.fingers.count() > 1;
    if !is_mouse {
        let moved = held.fingers.moved(pointer.pointer_id(), place, state.view.get_untracked());
        state.show(moved);
    } else if held.has_dragged {
        state.hovered.set(None);
        state.show(before.panned([place[0] - from[0], place[1] - from[1]]));
    }
}

fn on_up(_: GraphState, held: &mut Held, event: &Event) {
    held.from = None;
    if let Some(pointer) = event.dyn_ref::<PointerEvent>() {
        held.fingers.up(pointer.pointer_id());
    }
}

/// A mouse chooses at once: it has hovered before. A finger's first touch tells the numbers, its second one chooses.
fn on_click(state: GraphState, held: &mut Held, event: &Event) {
    if std::mem::take(&mut held.has_dragged) {
        return;
    }
    let is_touch = event.dyn_ref::<PointerEvent>().is_some_and(|pointer| pointer.pointer_type() == "touch");
    match at(event) {
        Some(at) if is_touch && state.at.get_untracked() != Some(at) => state.at.set(Some(at)),
        Some(at) => state.activate(at),
        None => state.at.set(None),
    }
}
