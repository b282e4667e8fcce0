//! Requests that wait for their reply.

use crate::protocol::request::{Failure, Reply};
use js_sys::{Array, Function, Promise};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// A reply, and the file that was written if that was asked for.
pub type Answer = (Reply, Option<Blob>);

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
    pub fn enter(&self) -> (u32, impl Future<Output = Result<Answer, Failure>> + use<>) {
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
            let answer: Array = JsFuture::from(promise).await.unwrap_or_default().unchecked_into();
            match serde_json::from_str(&answer.get(0).as_string().unwrap_or_default()) {
                Ok(Reply::Failed(failure)) => Err(failure),
                Ok(reply) => Ok((reply, answer.get(1).dyn_into().ok())),
                Err(error) => {
                    Err(failure("unknown", format!("The engine's reply could not be read: {error}")))
                }
            }
        };
        (id, reply)
    }

    /// Hands a reply, as JSON text, and the file that was written to whoever waits for it.
    pub fn settle(&self, id: u32, json: &str, blob: &JsValue) {
        let resolve = self.0.borrow_mut().waiting.remove(&id);
        if let Some(resolve) = resolve {
            // Resolving a promise cannot fail.
            let _ = resolve.call1(&JsValue::UNDEFINED, &Array::of2(&json.into(), blob));
        }
    }

    /// Tells everyone who waits that no reply will come.
    pub fn fail_all(&self, code: &str, sentence: &str) {
        let reply = Reply::Failed(failure(code, sentence.to_owned()));
        // Plain structs of text always serialise.
        let json = serde_json::to_string(&reply).unwrap_or_default();
        let waiting = std::mem::take(&mut self.0.borrow_mut().waiting);
        for resolve in waiting.into_values() {
            let answer = Array::of2(&json.as_str().into(), &JsValue::UNDEFINED);
            let _ = resolve.call1(&JsValue::UNDEFINED, &answer);
        }
    }
}

fn failure(code: &str, message: String) -> Failure {
    Failure { code: code.to_owned(), message, at: None }
}
