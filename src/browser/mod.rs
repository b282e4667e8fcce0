//! Thin wrappers around what the browser offers. No Leptos, no knowledge of traces.

pub mod canvas;
pub mod chunks;
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod download;
pub mod endpoint;
pub mod files;
pub mod folder;
pub mod focus;
pub mod frame;
pub mod host;
pub mod http;
pub mod launch;
pub mod kept;
pub mod listener;
pub mod location;
pub mod media;
pub mod picture;
pub mod popover;
pub mod resize;
pub mod source;
pub mod storage;
pub mod style;
pub mod worker_host;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Window};

/// The window. A page always has one.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// What a thrown value says.
pub fn said(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(|| format!("{error:?}"), |error| String::from(error.message()))
}
