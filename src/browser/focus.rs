//! Where the keyboard's attention is.

use super::{document, location};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Elements that text is typed into.
const TEXT_FIELDS: &str =
    "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";
/// Elements that take Enter and space for themselves.
const CONTROLS: &str = "button, a[href], summary, [role=button], [role=menuitem], [role=tab]";
/// Elements that take arrows and page keys for themselves.
const ARROW_TAKERS: &str = "[role=slider], [role=separator], [role=tablist], [role=group][tabindex]";

/// The element an event happened to.
pub fn target(event: &Event) -> Option<HtmlElement> {
    event.target()?.dyn_into().ok()
}

/// Whether text is typed into the element.
pub fn is_text_field(element: &Element) -> bool {
    element.matches(TEXT_FIELDS).unwrap_or(false)
}

/// Whether the element takes Enter and space for itself.
pub fn is_control(element: &Element) -> bool {
    element.closest(CONTROLS).is_ok_and(|found| found.is_some())
}

/// Whether the element takes arrows and page keys for itself.
pub fn takes_arrows(element: &Element) -> bool {
    element.closest(ARROW_TAKERS).is_ok_and(|found| found.is_some())
}

/// Whether a popover or dialog is open, which takes Escape for itself.
pub fn is_something_on_top() -> bool {
    document().is_some_and(|document| {
        document.query_selector(":popover-open, dialog[open]").is_ok_and(|found| found.is_some())
    })
}

/// Gives an element the keyboard, unless this page is part of another and the person is at that one.
pub fn on(element: &Element) {
    let is_elsewhere =
        location::is_framed() && !document().is_some_and(|document| document.has_focus().unwrap_or(false));
    if let Some(element) = element.dyn_ref::<HtmlElement>().filter(|_| !is_elsewhere) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Whether an element has the keyboard.
pub fn is_on(element: &Element) -> bool {
    document().and_then(|document| document.active_element()).is_some_and(|active| active == *element)
}

/// Whether no element has the keyboard. One that had it and has become another, which cannot have it, is still named by
/// some browsers for a while.
pub fn is_nowhere() -> bool {
    let Some(document) = document() else { return false };
    document.active_element().is_none_or(|active| {
        let cannot = |element: &HtmlElement| element.tab_index() < 0 && !element.has_attribute("tabindex");
        document.body().is_some_and(|body| *body == active)
            || (!is_something_on_top() && active.dyn_ref().is_some_and(cannot))
    })
}

/// Scrolls what an element stands in as little as needed to bring it into sight.
pub fn bring_into_view(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
