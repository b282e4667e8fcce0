//! A pause in long work, in which messages are taken.

use crate::browser::said;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Lets waiting messages in between two pieces of work: a promise alone would not, a timer takes 4 ms.
pub struct Pause(MessageChannel);

impl Pause {
    /// A pause that can be taken again and again.
    ///
    /// # Errors
    /// What the browser said.
    pub fn new() -> Result<Self, String> {
        MessageChannel::new().map(Self).map_err(|error| said(&error))
    }

    /// Waits until the messages that were there have been taken.
    pub async fn take(&self) {
        let channel = &self.0;
        let promise = js_sys::Promise::new(&mut |resolve, _| {
            let on_message = Closure::once_into_js(move || {
                // Resolving a promise cannot fail.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            });
            channel.port1().set_onmessage(Some(on_message.unchecked_ref()));
            if channel.port2().post_message(&JsValue::NULL).is_err() {
                channel.port1().set_onmessage(None);
            }
        });
        // The promise is never rejected.
        let _ = JsFuture::from(promise).await;
    }
}
