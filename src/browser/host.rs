//! The page around this one, or the one that opened it, and messages to and fro.

use super::{listener::Listener, location, window};
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

/// A message of a host.
pub struct Heard {
    /// The origin of the page that sent it.
    pub origin: String,
    /// The window to answer.
    pub window: Window,
    /// The message as JSON, without `data`.
    pub json: String,
    /// What came as `data`: a buffer, a file, text, an object.
    pub data: Option<JsValue>,
}

/// The windows that may speak to this page: the one it is a frame of, and the one that opened it.
pub fn windows() -> Vec<Window> {
    let Some(own) = window() else { return Vec::new() };
    let parent = own.parent().ok().flatten().filter(|parent| *parent != own);
    // A window of another origin is no instance of our realm's Window; it takes messages all the same.
    parent.into_iter().chain(location::opener().map(JsValue::unchecked_into)).collect()
}

/// Calls `hear` for every message of such a window, as long as what is given is kept.
pub fn listen(hear: impl Fn(Heard) + 'static) -> Option<Listener> {
    let own = window()?;
    Some(Listener::new(&own, "message", move |event| {
        let Some(heard) = event.dyn_ref().and_then(heard) else { return };
        hear(heard);
    }))
}

fn heard(event: &MessageEvent) -> Option<Heard> {
    let sender: JsValue = event.source()?.into();
    let window = windows().into_iter().find(|window| JsValue::from(window) == sender)?;
    let message = event.data();
    if !message.is_object() {
        return None;
    }
    let key = JsValue::from_str("data");
    let data = Reflect::get(&message, &key).ok().filter(|data| !data.is_undefined());
    // The copy is ours: what was sent stays as it is.
    let rest = Object::assign(&Object::new(), message.unchecked_ref());
    Reflect::delete_property(&rest, &key).ok()?;
    let json = JSON::stringify(&rest).ok()?.into();
    Some(Heard { origin: event.origin(), window, json, data })
}

/// Says something to a window, as long as it shows a page of the target origin (`*`: any).
pub fn say(window: &Window, json: &str, target: &str) {
    if let Ok(message) = JSON::parse(json) {
        // A target that is no origin reaches nobody.
        let _ = window.post_message(&message, target);
    }
}

/// How high the window would have to be for its content to need no scroll bar, in pixels.
pub fn wanted_height_px() -> Option<u32> {
    let own = window()?;
    let height_px = own.inner_height().ok()?.as_f64()?;
    let inside = own.document()?.query_selector_all("main *").ok()?;
    let hidden_px = (0..inside.length())
        .filter_map(|nth| inside.item(nth)?.dyn_into::<web_sys::Element>().ok())
        .map(|element| (element.scroll_height() - element.client_height(), element))
        .filter(|(hidden_px, element)| *hidden_px > 0 && scrolls(&own, element))
        .map(|(hidden_px, _)| hidden_px)
        .max();
    Some(height_px as u32 + hidden_px.unwrap_or(0).unsigned_abs())
}

fn scrolls(own: &Window, element: &web_sys::Element) -> bool {
    let style = own.get_computed_style(element).ok().flatten();
    let overflow = style.and_then(|style| style.get_property_value("overflow-y").ok());
    matches!(overflow.as_deref(), Some("auto" | "scroll"))
}
