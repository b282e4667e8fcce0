//! Popovers: the browser keeps them on top and closes them on Escape or a click beside.

use super::{focus, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Room kept to the borders of the window.
const MARGIN_PX: f64 = 8.0;
/// How far below its button a popover hangs.
const HANGING_PX: f64 = 4.0;

/// Shows a popover with a corner at a point of the window, moved so that all of it is inside.
pub fn show_at(popover: &HtmlElement, x_px: f64, y_px: f64) {
    // It may be shown already; then it is only moved.
    let _ = popover.show_popover();
    let size = popover.get_bounding_client_rect();
    let limit = |length: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| {
        length.ok().and_then(|length| length.as_f64()).unwrap_or(f64::MAX)
    };
    let Some(window) = window() else { return };
    let left_px = x_px.min(limit(window.inner_width()) - size.width() - MARGIN_PX).max(MARGIN_PX);
    let top_px = y_px.min(limit(window.inner_height()) - size.height() - MARGIN_PX).max(MARGIN_PX);
    let style = popover.style();
    for (name, px) in [("left", left_px), ("top", top_px)] {
        // Names and values are well formed.
        let _ = style.set_property(name, &format!("{px}px"));
    }
}

/// Tells a popover where the button is that it hangs below; the style `hanging` keeps all of it inside the window. How
/// high it is need not be known for that: it may be hidden still.
pub fn hang(popover: &HtmlElement, button: &Element) {
    let Some(window) = window() else { return };
    let width_px = window.inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(0.0);
    let place = button.get_bounding_client_rect();
    let style = popover.style();
    for (name, px) in [("--right", width_px - place.right()), ("--top", place.bottom() + HANGING_PX)] {
        // Names and values are well formed.
        let _ = style.set_property(name, &format!("{px}px"));
    }
}

/// Moves a popover that the browser has opened to below its button, and gives the keyboard to its first item.
pub fn open_below(popover: &HtmlElement, button: &Element) {
    if popover.matches(":popover-open").unwrap_or(false) {
        let below = button.get_bounding_client_rect();
        show_at(popover, below.left(), below.bottom() + HANGING_PX);
        focus_item(popover, 0);
    }
}

/// Hides a popover.
pub fn hide(popover: &HtmlElement) {
    // It may be hidden already.
    let _ = popover.hide_popover();
}

/// Whether an event happened inside an element.
pub fn is_inside(element: &Element, event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    element.contains(target.as_ref())
}

/// Gives the keyboard to the item of a menu next to the one that has it, or to the first.
pub fn focus_item(menu: &Element, by: i32) {
    let items = items(menu, "[role^=menuitem]");
    let at = items.iter().position(focus::is_on);
    let next = at.map_or(0, |at| (at as i32 + by).rem_euclid(items.len().max(1) as i32) as usize);
    if let Some(item) = items.get(next) {
        focus::on(item);
    }
}

/// The same as an arrow key asks for; `false`: it is another key.
pub fn follow_arrow(menu: &Element, key: &str) -> bool {
    let by = match key {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return false,
    };
    focus_item(menu, by);
    true
}

/// The elements inside another one that match a selector.
pub fn items(parent: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = parent.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect()
}
