//! What stays on the screen when the page itself has failed: a sentence and a button that loads it again.

use super::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// The page keeps no file beyond its own end: what came from an address is fetched again, the rest is not.
const CRASHED: &str =
    "Something in the page failed. Load it again; files that were dropped or pasted have to be given again";

/// Prepares the last words: after a failure nothing of ours can be relied on, so the button calls the browser's own
/// `reload` and the words only need to be shown.
pub fn prepare() {
    let element = build();
    if let Some(element) = element {
        std::panic::set_hook(Box::new(move |info| {
            let _ = element.remove_attribute("hidden");
            console_error_panic_hook::hook(info);
        }));
    }
}

fn build() -> Option<HtmlElement> {
    let document = document()?;
    let bar: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    bar.set_class_name("crash");
    bar.set_attribute("role", "alert").ok()?;
    bar.set_attribute("hidden", "").ok()?;
    let words = document.create_element("span").ok()?;
    words.set_text_content(Some(CRASHED));
    let button: HtmlElement = document.create_element("button").ok()?.dyn_into().ok()?;
    button.set_class_name("button");
    button.set_text_content(Some("Reload"));
    let location: JsValue = window()?.location().into();
    let reload: js_sys::Function = js_sys::Reflect::get(&location, &"reload".into()).ok()?.dyn_into().ok()?;
    let bound = reload.bind0(&location);
    button.set_onclick(Some(&bound));
    bar.append_child(&words).ok()?;
    bar.append_child(&button).ok()?;
    document.body()?.append_child(&bar).ok()?;
    Some(bar)
}
