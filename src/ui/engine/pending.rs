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
    waiting: BTreeMap<u32, Waiting>,
}

struct Waiting {
    resolve: Function,
    /// The request as JSON text, when any worker can answer it: it asks nothing of what is open.
    again: Option<String>,
}

impl Pending {
    /// Takes a number for a request, and gives the reply that will come for it. With `again`, its JSON text, it goes on
    /// waiting when the worker that was asked is gone, and is asked of the next one.
    pub fn enter(&self, again: Option<&str>) -> (u32, impl Future<Output = Result<Answer, Failure>> + use<>) {
        let state = &self.0;
        let mut id = 0;
        let promise = Promise::new(&mut |resolve, _| {
            let mut state = state.borrow_mut();
            state.last_id = state.last_id.wrapping_add(1);
            id = state.last_id;
            state.waiting.insert(id, Waiting { resolve, again: again.map(str::to_owned) });
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
        let waiting = self.0.borrow_mut().waiting.remove(&id);
        if let Some(Waiting { resolve, .. }) = waiting {
            // Resolving a promise cannot fail.
            let _ = resolve.call1(&JsValue::UNDEFINED, &Array::of2(&json.into(), blob));
        }
    }

    /// Tells everyone who waits for the worker that no reply will come, but for those whose request can be put again.
    pub fn fail(&self, code: &str, sentence: &str) {
        let failed = {
            let mut state = self.0.borrow_mut();
            let (again, failed) =
                std::mem::take(&mut state.waiting).into_iter().partition(|(_, one)| one.again.is_some());
            state.waiting = again;
            failed
        };
        tell(failed, code, sentence);
    }

    /// Tells everyone.
    pub fn fail_all(&self, code: &str, sentence: &str) {
        let all = std::mem::take(&mut self.0.borrow_mut().waiting);
        tell(all, code, sentence);
    }

    /// The requests to put again, by their numbers. With `is_last` none of them is put yet another time: it may be what
    /// ended the worker.
    pub fn again(&self, is_last: bool) -> Vec<(u32, String)> {
        let mut state = self.0.borrow_mut();
        let again = |(id, waiting): (&u32, &mut Waiting)| {
            let json = if is_last { waiting.again.take() } else { waiting.again.clone() };
            json.map(|json| (*id, json))
        };
        state.waiting.iter_mut().filter_map(again).collect()
    }

    /// A request is not to be put again.
    pub fn let_go(&self, id: u32) {
        if let Some(waiting) = self.0.borrow_mut().waiting.get_mut(&id) {
            waiting.again = None;
        }
    }
}

fn tell(waiting: BTreeMap<u32, Waiting>, code: &str, sentence: &str) {
    let reply = Reply::Failed(failure(code, sentence.to_owned()));
    // Plain structs of text always serialise.
    let json = serde_json::to_string(&reply).unwrap_or_default();
    for Waiting { resolve, .. } in waiting.into_values() {
        let answer = Array::of2(&json.as_str().into(), &JsValue::UNDEFINED);
        // Resolving a promise cannot fail.
        let _ = resolve.call1(&JsValue::UNDEFINED, &answer);
    }
}

fn failure(code: &str, message: String) -> Failure {
    Failure { code: code.to_owned(), message, at: None }
}
