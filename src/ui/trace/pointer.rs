//! Mouse, wheel and fingers on the time column: zooming, panning, and the menu of a row by a long press.
//!
//! The handlers stand on the box that scrolls, not on each row: rows come and go.

use super::open_trace::OpenTrace;
use crate::{
    browser::listener::Listener,
    state::{touch::Touches, viewport::Viewport},
};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent, PointerEvent, WheelEvent};

/// How much a turn of the wheel by a pixel magnifies, as an exponent.
const WHEEL_ZOOM: f64 = 0.0022;
/// Pixels of a line, for wheels that count in lines.
const LINE_PX: f64 = 24.0;
/// A mouse that moved less than this has clicked.
const CLICK_PX: f64 = 4.0;
/// A finger that stays this long opens the menu.
const LONG_PRESS_MS: u32 = 500;

/// What is held down.
#[derive(Default)]
struct Held {
    touches: Touches,
    /// A mouse drag: where it began, and the viewport then.
    mouse: Option<(f64, Viewport)>,
    /// The mouse has moved so far that the click which ends the drag is none.
    has_dragged: bool,
    long_press: Option<Timeout>,
}

/// Listens while the waterfall lives.
pub fn listen(open: OpenTrace) {
    let listeners = StoredValue::new_local(Vec::<Listener>::new());
    let held = Rc::new(RefCell::new(Held::default()));
    Effect::new(move |_| {
        let Some(node) = open.rows.node.get() else { return };
        let on = |name: &'static str, handler: fn(OpenTrace, &mut Held, &Event)| {
            let held = Rc::clone(&held);
            Listener::new(&node, name, move |event| handler(open, &mut held.borrow_mut(), &event))
        };
        listeners.set_value(vec![
            on("wheel", on_wheel),
            on("pointerdown", on_down),
            on("pointermove", on_move),
            on("pointerup", on_up),
            on("pointercancel", on_up),
            on("pointerleave", |open, _, _| open.pointer_ns.set(None)),
            click_guard(&node, Rc::clone(&held)),
        ]);
    });
    on_cleanup(move || listeners.dispose());
}

/// The time cell an event happened in, with its left border.
fn time_cell(event: &Event) -> Option<(HtmlElement, f64)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let cell: HtmlElement = target.closest(".time-cell").ok().flatten()?.dyn_into().ok()?;
    let left_px = cell.get_bounding_client_rect().left();
    Some((cell, left_px))
}

/// With Ctrl (a pinch on a trackpad comes as one too) the wheel magnifies around the pointer; sideways, or with Shift,
/// it moves through time. Up and down is the browser's scrolling.
fn on_wheel(open: OpenTrace, _: &mut Held, event: &Event) {
    if let (Some(wheel), Some((_, left_px))) = (event.dyn_ref::<WheelEvent>(), time_cell(event)) {
        turn(open, wheel, f64::from(wheel.client_x()) - left_px);
    }
}

/// A turn of the wheel at a place of the time column.
pub fn turn(open: OpenTrace, wheel: &WheelEvent, at_px: f64) {
    let unit_px = if wheel.delta_mode() == WheelEvent::DOM_DELTA_LINE { LINE_PX } else { 1.0 };
    let (across_px, down_px) = (wheel.delta_x() * unit_px, wheel.delta_y() * unit_px);
    let width_px = open.scale.get_untracked().width_px();
    if wheel.ctrl_key() || wheel.meta_key() || wheel.alt_key() {
        wheel.prevent_default();
        open.shift(|shown| shown.zoomed((-down_px * WHEEL_ZOOM).exp(), at_px / width_px));
        return;
    }
    let sideways_px = if wheel.shift_key() && across_px == 0.0 { down_px } else { across_px };
    if sideways_px.abs() > down_px.abs() || wheel.shift_key() {
        wheel.prevent_default();
        open.shift(|shown| shown.panned(sideways_px / width_px));
    }
}

fn on_down(open: OpenTrace, held: &mut Held, event: &Event) {
    held.has_dragged = false;
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    if pointer.pointer_type() != "mouse" {
        held.long_press = row_of(event).map(|row| {
            let (x, y) = (pointer.client_x(), pointer.client_y());
            Timeout::new(LONG_PRESS_MS, move || ask_menu(&row, x, y))
        });
    }
    let Some((_, left_px)) = time_cell(event) else { return };
    let at_px = f64::from(pointer.client_x());
    if pointer.pointer_type() == "mouse" {
        if pointer.button() == 0 {
            held.mouse = Some((at_px, open.viewport.get_untracked()));
        }
        return;
    }
    held.touches.down(pointer.pointer_id(), at_px - left_px);
    if held.touches.count() > 1 {
        held.long_press = None;
    }
}

/// The row an event happened in.
fn row_of(event: &Event) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(".span-row").ok().flatten()?.dyn_into().ok()
}

/// Opens the row's menu as a click of the right button would.
fn ask_menu(row: &HtmlElement, x: i32, y: i32) {
    let options = web_sys::MouseEventInit::new();
    options.set_bubbles(true);
    options.set_cancelable(true);
    options.set_client_x(x);
    options.set_client_y(y);
    if let Ok(event) = MouseEvent::new_with_mouse_event_init_dict("contextmenu", &options) {
        // Only an event that is being dispatched already is refused.
        let _ = row.dispatch_event(&event);
    }
}

fn on_move(open: OpenTrace, held: &mut Held, event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    let at_px = f64::from(pointer.client_x());
    let scale = open.scale.get_untracked();
    if pointer.pointer_type() == "mouse" {
        if pointer.buttons() & 1 == 0 {
            // It was let go outside of the box.
            held.mouse = None;
        }
        let place = time_cell(event).map(|(_, left_px)| scale.ns_from_px(at_px - left_px));
        open.pointer_ns.set(place);
        if let Some((from_px, before)) = held.mouse {
            let moved_px = at_px - from_px;
            held.has_dragged |= moved_px.abs() >= CLICK_PX;
            if held.has_dragged && !before.is_whole() {
                open.show(open.shifted(before, |shown| shown.panned(-moved_px / scale.width_px())));
            }
        }
        return;
    }
    let Some((_, left_px)) = time_cell(event) else {
        held.long_press = None;
        return;
    };
    let Some(pull) = held.touches.moved(pointer.pointer_id(), at_px - left_px) else { return };
    if pull.moved_px.abs() > 1.0 || held.touches.count() > 1 {
        held.long_press = None;
    }
    let anchor = pull.anchor_px / scale.width_px();
    open.shift(|shown| shown.zoomed(pull.factor, anchor).panned(-pull.moved_px / scale.width_px()));
}

fn on_up(_: OpenTrace, held: &mut Held, event: &Event) {
    held.long_press = None;
    held.mouse = None;
    if let Some(pointer) = event.dyn_ref::<PointerEvent>() {
        held.touches.up(pointer.pointer_id());
    }
}

/// Keeps the click that ends a drag from reaching the row.
fn click_guard(node: &HtmlElement, held: Rc<RefCell<Held>>) -> Listener {
    Listener::capturing(node, "click", move |event| {
        if std::mem::take(&mut held.borrow_mut().has_dragged) {
            event.stop_propagation();
        }
    })
}
