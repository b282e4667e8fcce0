//! Sizes of elements as they change.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// Watches an element's size until it is dropped.
pub struct Resize {
    observer: Option<ResizeObserver>,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
}

impl Resize {
    /// Tells width and height of the content box in CSS pixels, now and whenever they change.
    pub fn new(element: &Element, on_size: impl Fn(f64, f64) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            if let Ok(entry) = entries.pop().dyn_into::<ResizeObserverEntry>() {
                let size = entry.content_rect();
                on_size(size.width(), size.height());
            }
        });
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self { observer, _closure: closure }
    }
}

impl Drop for Resize {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
