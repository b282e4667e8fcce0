//! Copying text. Some browsers (Safari) let a page copy only while they handle what the person did, so the clipboard is
//! asked for at once, also for a text that is still being made.

use super::{document, window};
use js_sys::{Array, Function, Object, Promise, Reflect, global};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, BlobPropertyBag, HtmlDocument, HtmlTextAreaElement};

const PLAIN: &str = "text/plain";

/// Copies a text; says whether it worked.
pub fn copy(text: &str) -> impl Future<Output = bool> + use<> {
    let asked = ask("writeText", &text.into());
    finish(asked, text.to_owned())
}

/// Copies a text once it is made, and gives it; `None`: the browser did not allow that.
///
/// # Errors
/// That of the making.
pub fn copy_made<E: 'static>(
    making: impl Future<Output = Result<String, E>> + 'static,
) -> impl Future<Output = Result<Option<String>, E>> {
    let failure = Rc::new(Cell::new(None));
    let told = Rc::clone(&failure);
    let made = future_to_promise(async move {
        match making.await {
            Ok(text) => Ok(text.into()),
            Err(error) => {
                told.set(Some(error));
                Err(JsValue::UNDEFINED)
            }
        }
    });
    let asked = item(&made).ok().and_then(|item| ask("write", &Array::of1(&item)));
    async move {
        let text = JsFuture::from(made).await.ok().and_then(|text| text.as_string());
        match (failure.take(), text) {
            (Some(error), _) => {
                // Nothing was written: the browser waited for the same text.
                if let Some(asked) = asked {
                    let _ = JsFuture::from(asked).await;
                }
                Err(error)
            }
            (None, Some(text)) => Ok(finish(asked, text.clone()).await.then_some(text)),
            (None, None) => Ok(None),
        }
    }
}

/// Waits for the clipboard. In frames and on plain http it is closed to pages, where a selected text can still be copied
/// the old way.
async fn finish(asked: Option<Promise>, text: String) -> bool {
    let is_copied = match asked {
        Some(asked) => JsFuture::from(asked).await.is_ok(),
        None => false,
    };
    is_copied || copy_selected(&text).unwrap_or(false)
}

/// Calls a function of the clipboard, where there is one that has it.
fn ask(function: &str, what: &JsValue) -> Option<Promise> {
    let clipboard = Reflect::get(&window()?.navigator(), &"clipboard".into()).ok()?;
    let function: Function = Reflect::get(&clipboard, &function.into()).ok()?.dyn_into().ok()?;
    function.call1(&clipboard, what).ok()?.dyn_into().ok()
}

/// What the clipboard takes for a text that comes later.
fn item(made: &Promise) -> Result<JsValue, JsValue> {
    let class: Function = Reflect::get(&global(), &"ClipboardItem".into())?.dyn_into()?;
    let made = made.clone();
    let blob = future_to_promise(async move {
        let text = JsFuture::from(made).await?;
        let options = BlobPropertyBag::new();
        options.set_type(PLAIN);
        Blob::new_with_str_sequence_and_options(&Array::of1(&text), &options).map(JsValue::from)
    });
    let content = Object::new();
    Reflect::set(&content, &PLAIN.into(), &blob)?;
    Reflect::construct(&class, &Array::of1(&content))
}

fn copy_selected(text: &str) -> Option<bool> {
    let document = document()?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    let body = document.body()?;
    body.append_child(&area).ok()?;
    area.select();
    let copied = document.dyn_into::<HtmlDocument>().ok()?.exec_command("copy").unwrap_or(false);
    area.remove();
    Some(copied)
}
