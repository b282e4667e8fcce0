//! What goes to the worker and comes back.

use super::{
    Engine,
    pending::{Answer, Pending},
};
use crate::protocol::{
    remote::FetchProgress,
    request::{Failure, Request},
};
use js_sys::{Array, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

impl Engine {
    /// Has the worker ask an endpoint. The number is what it is called off by. When the worker ends meanwhile, the next
    /// one asks again.
    pub fn ask_endpoint(
        self,
        request: &Request,
    ) -> (u32, impl Future<Output = Result<Answer, Failure>> + use<>) {
        self.send(request, None, true)
    }

    /// Calls off what an endpoint is asked; it is answered nevertheless.
    pub fn stop(self, id: u32) {
        self.inner.with_value(|inner| inner.pending.let_go(id));
        drop(self.post(&Request::Stop { id }, None));
    }

    /// How far a fetching of traces is, with the number of its request; `None` before the first trace has come.
    pub fn fetching(self) -> Signal<Option<(u32, FetchProgress)>> {
        self.fetching.into()
    }

    /// Sends a request on its way and gives what will be its answer.
    pub(super) fn post(
        self,
        request: &Request,
        sources: Option<&Array>,
    ) -> impl Future<Output = Result<Answer, Failure>> + use<> {
        self.send(request, sources, false).1
    }

    fn send(
        self,
        request: &Request,
        sources: Option<&Array>,
        is_for_any_worker: bool,
    ) -> (u32, impl Future<Output = Result<Answer, Failure>> + use<>) {
        // Plain structs of text and numbers always serialise.
        let json = serde_json::to_string(request).unwrap_or_default();
        self.inner.with_value(|inner| {
            let (id, reply) = inner.pending.enter(is_for_any_worker.then_some(json.as_str()));
            if let Some(host) = &inner.host {
                host.post(id, &json, sources);
            }
            (id, reply)
        })
    }

    /// A message of the worker: `{id, progress}`, `{id, exporting}`, `{id, fetching}` or `{id, reply}`, all as JSON text,
    /// the last with the file that was written or fetched beside it. What it says on its start is for the host alone.
    pub(super) fn take(self, pending: &Pending, message: &JsValue) {
        let field = |name: &str| Reflect::get(message, &name.into()).ok();
        let text = |name: &str| field(name).and_then(|text| text.as_string());
        let Some(id) = field("id").and_then(|id| id.as_f64()) else { return };
        if let Some(json) = text("reply") {
            pending.settle(id as u32, &json, &field("blob").unwrap_or(JsValue::UNDEFINED));
            if !self.is_ready.get_untracked() {
                self.is_ready.set(true);
            }
        } else if let Some(progress) = text("progress").and_then(|json| serde_json::from_str(&json).ok()) {
            self.progress.set(Some(progress));
        } else if let Some(progress) = text("exporting").and_then(|json| serde_json::from_str(&json).ok()) {
            self.exporting.set(Some(progress));
        } else if let Some(progress) = text("fetching").and_then(|json| serde_json::from_str(&json).ok()) {
            self.fetching.set(Some((id as u32, progress)));
        }
    }
}
