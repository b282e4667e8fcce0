//! An event listener that lives as long as its handle.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// Listens until it is dropped.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
    captures: bool,
}

impl Listener {
    /// Calls `on_event` for every event of that name.
    pub fn new(target: &EventTarget, name: &'static str, on_event: impl FnMut(Event) + 'static) -> Self {
        Self::listening(target, name, false, on_event)
    }

    /// The same, before the elements inside the target get the event.
    pub fn capturing(
        target: &EventTarget,
        name: &'static str,
        on_event: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::listening(target, name, true, on_event)
    }

    fn listening(
        target: &EventTarget,
        name: &'static str,
        captures: bool,
        on_event: impl FnMut(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(on_event);
        let options = AddEventListenerOptions::new();
        // A listener that means to keep the browser from scrolling or from opening a dropped file must say so.
        options.set_passive(false);
        options.set_capture(captures);
        let function = closure.as_ref().unchecked_ref();
        // Fails only for a function that is none.
        let _ =
            target.add_event_listener_with_callback_and_add_event_listener_options(name, function, &options);
        Self { target: target.clone(), name, closure, captures }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.name, function, self.captures);
    }
}
