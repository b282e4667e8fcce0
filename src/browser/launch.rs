//! Files that the operating system opens with the installed page.

use super::{source::Source, window};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

/// Calls `open` with the files of every launch; does nothing where the browser knows no such thing.
pub fn on_files(open: impl Fn(Vec<Source>) + Clone + 'static) {
    let Some(window) = window() else { return };
    let queue = get(&window, "launchQueue");
    let Some(set_consumer) = get(&queue, "setConsumer").dyn_ref::<Function>().cloned() else { return };
    let consumer = Closure::<dyn FnMut(JsValue)>::new(move |launch: JsValue| {
        let handles: Vec<JsValue> = Array::from(&get(&launch, "files")).to_vec();
        let open = open.clone();
        spawn_local(async move {
            let mut sources = Vec::new();
            for handle in handles {
                sources.extend(file(&handle).await.map(Source::from_file));
            }
            open(sources);
        });
    });
    // The consumer stays as long as the page does.
    let _ = set_consumer.call1(&queue, &consumer.into_js_value());
}

/// The file of a handle.
async fn file(handle: &JsValue) -> Option<File> {
    let get_file = get(handle, "getFile").dyn_into::<Function>().ok()?;
    let promise: Promise = get_file.call0(handle).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// A field, `undefined` where there is none.
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}
