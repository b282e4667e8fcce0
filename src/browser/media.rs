//! Media queries: what the system and the window are like.

use super::{listener::Listener, window};
use wasm_bindgen::JsCast;
use web_sys::{MediaQueryList, MediaQueryListEvent};

/// The system is set to dark.
pub const DARK: &str = "(prefers-color-scheme: dark)";
/// The window is as narrow as a phone.
pub const NARROW: &str = "(max-width: 719px)";

/// Whether a media query holds now.
pub fn matches(query: &str) -> bool {
    list(query).is_some_and(|list| list.matches())
}

/// Tells whenever a media query begins or ceases to hold.
pub fn watch(query: &str, on_change: impl Fn(bool) + 'static) -> Option<Listener> {
    let list = list(query)?;
    Some(Listener::new(&list, "change", move |event| {
        if let Some(event) = event.dyn_ref::<MediaQueryListEvent>() {
            on_change(event.matches());
        }
    }))
}

fn list(query: &str) -> Option<MediaQueryList> {
    window()?.match_media(query).ok().flatten()
}
