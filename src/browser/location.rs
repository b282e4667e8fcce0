//! The page's own address.

use super::window;
use wasm_bindgen::JsValue;
use web_sys::Url;

/// The fragment, `#` included, as it is written in the address; empty when there is none.
pub fn fragment() -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.find('#').map_or_else(String::new, |at| href[at..].to_owned())
}

/// Writes the fragment: as a new step that the back button undoes, or in place of the current one.
pub fn set_fragment(fragment: &str, as_step: bool) {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    // Browsers refuse when it is done too often; the next write brings the address up to date.
    let _ = if as_step {
        history.push_state_with_url(&JsValue::NULL, "", Some(fragment))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(fragment))
    };
}

/// The whole address with another fragment.
pub fn with_fragment(fragment: &str) -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    format!("{}{fragment}", href.split('#').next().unwrap_or_default())
}

/// The folder the page's assets lie in, as an absolute address with a slash at the end.
pub fn base() -> String {
    resolve(".").unwrap_or_default()
}

/// An address made absolute against the page's own; `None`: it is none.
pub fn resolve(address: &str) -> Option<String> {
    let base = super::document()?.base_uri().ok()??;
    Url::new_with_base(address, &base).ok().map(|url| url.href())
}

/// The host of an absolute address when it is another than the page's own.
pub fn foreign_host(address: &str) -> Option<String> {
    let url = Url::new(address).ok()?;
    let own = window()?.location().host().ok()?;
    let host = url.host();
    (!host.is_empty() && host != own).then_some(host)
}

/// Whether the page is shown inside another one.
pub fn is_framed() -> bool {
    window().is_some_and(|window| window.parent().ok().flatten().is_some_and(|parent| parent != window))
}

/// The window of the page that opened this one, where there is one that can reach it.
pub fn opener() -> Option<JsValue> {
    window()?.opener().ok().filter(|opener| !opener.is_null() && !opener.is_undefined())
}

/// The title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = super::document() {
        document.set_title(title);
    }
}
