//! Files for the person's disk.

use super::document;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// The browser has taken its copy by then.
const KEPT_MS: u32 = 60_000;

/// A text as bytes to save.
pub fn text_blob(text: &str) -> Option<Blob> {
    Blob::new_with_str_sequence(&js_sys::Array::of1(&text.into())).ok()
}

/// Has the browser save a blob under a name; says whether it could be asked to.
pub fn save(blob: &Blob, name: &str) -> bool {
    try_save(blob, name).is_some()
}

fn try_save(blob: &Blob, name: &str) -> Option<()> {
    let document = document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    let address = Url::create_object_url_with_blob(blob).ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // An address that is let go twice is let go.
    Timeout::new(KEPT_MS, move || drop(Url::revoke_object_url(&address))).forget();
    Some(())
}
