//! Requests that wait for their reply.

use crate::protocol::request::{Failure, Reply};
use js_sys::{Function, Promise};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The requests that wait, by their number. Clones are handles to the same ones.
#[derive(Clone, Default)]
pub struct Pending(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    last_id: u32,
    waiting: BTreeMap<u32, Function>,
}

impl Pending {
    /// Takes a number for a request, and gives the reply that will come for it.
    pub fn enter(&self) -> (u32, impl Future<Output = Result<Reply, Failure>> + use<>) {
        let state = &self.0;
        let mut id = 0;
        let promise = Promise::new(&mut |resolve, _| {
            let mut state = state.borrow_mut();
            state.last_id = state.last_id.wrapping_add(1);
            id = state.last_id;
            state.waiting.insert(id, resolve);
        });
        let reply = async move {
            // The promise is never rejected: what went wrong is a reply too.
            let json = JsFuture::from(promise).await.ok().and_then(|json| json.as_string());
            match serde_json::from_str(&json.unwrap_or_default()) {
                Ok(Reply::Failed(failure)) => Err(failure),
                Ok(reply) => Ok(reply),
                Err(error) => {
                    Err(failure("unknown", format!("The engine's reply could not be read: {error}")))
                }
            }
        };
        (id, reply)
    }

    /// Hands a reply, as JSON text, to whoever waits for it.
    pub fn settle(&self, id: u32, json: &str) {
        let resolve = self.0.borrow_mut().waiting.remove(&id);
        if let Some(resolve) = resolve {
            // Resolving a promise cannot fail.
            let _ = resolve.call1(&JsValue::UNDEFINED, &json.into());
        }
    }

    /// Tells everyone who waits that no reply will come.
    pub fn fail_all(&self, code: &str, sentence: &str) {
        let reply = Reply::Failed(failure(code, sentence.to_owned()));
        // Plain structs of text always serialise.
        let json = serde_json::to_string(&reply).unwrap_or_default();
        let waiting = std::mem::take(&mut self.0.borrow_mut().waiting);
        for resolve in waiting.into_values() {
            let _ = resolve.call1(&JsValue::UNDEFINED, &json.as_str().into());
        }
    }
}

fn failure(code: &str, message: String) -> Failure {
    Failure { code: code.to_owned(), message, at: None }
}
