//! Traces that are fetched: all are put to the gate at once, which lets a few of them through at a time.

use super::Remote;
use crate::{
    browser::endpoint::Stop,
    endpoints::{
        ask::Ask,
        backend::{self, TraceAnswer},
        cause::Cause,
        probe,
    },
    protocol::remote::{FetchProgress, FetchQuery, Fetched, Unanswered},
};
use js_sys::{Array, Promise};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Blob;

/// What became of a trace.
enum Outcome {
    Whole { body: String, remark: Option<String> },
    Missing,
    Failed(Unanswered),
}

impl Remote {
    /// Fetches traces; those that came are one document. How far it is, is told after each.
    pub(super) async fn fetched(
        &self,
        query: FetchQuery,
        stop: &Stop,
        tell: impl Fn(&FetchProgress) + 'static,
    ) -> (Fetched, Option<Blob>) {
        let all = query.trace_ids.len();
        let (query, tell) = (Rc::new(query), Rc::new(tell));
        let outcomes: Rc<RefCell<Vec<(usize, Outcome)>>> = Rc::default();
        let one = |nth: usize| {
            let (remote, stop, query) = (self.clone(), stop.clone(), Rc::clone(&query));
            let (outcomes, tell) = (Rc::clone(&outcomes), Rc::clone(&tell));
            future_to_promise(async move {
                let outcome = remote.one(&query, &query.trace_ids[nth], &stop).await;
                outcomes.borrow_mut().push((nth, outcome));
                tell(&FetchProgress { done: outcomes.borrow().len(), all });
                Ok(JsValue::UNDEFINED)
            })
        };
        let promises: Array = (0..all).map(one).collect();
        // None of the promises is rejected.
        let _ = JsFuture::from(Promise::all(&promises)).await;
        let mut outcomes = outcomes.take();
        // As they were asked for, however they came: the same traces are the same document.
        outcomes.sort_by_key(|(nth, _)| *nth);
        let mut fetched = Fetched::default();
        let mut bodies = Vec::new();
        for (nth, outcome) in outcomes {
            match outcome {
                Outcome::Whole { body, remark } => {
                    bodies.push(body);
                    fetched.traces += 1;
                    fetched.remarks.extend(remark.filter(|remark| !fetched.remarks.contains(remark)));
                }
                Outcome::Missing => fetched.missing.push(query.trace_ids[nth].clone()),
                Outcome::Failed(why) => {
                    fetched.failed += 1;
                    fetched.why.get_or_insert(why);
                }
            }
        }
        let blob = (!bodies.is_empty()).then(|| backend::joined(query.api, &bodies));
        let parts = |text: String| Array::of1(&JsValue::from_str(&text));
        (fetched, blob.and_then(|text| Blob::new_with_str_sequence(&parts(text)).ok()))
    }

    /// Fetches a trace, by one way after another until one leads somewhere.
    async fn one(&self, query: &FetchQuery, trace_id: &str, stop: &Stop) -> Outcome {
        let mut last: Option<(Cause, Ask)> = None;
        for ask in backend::trace(query.api, &query.place, trace_id) {
            let body = self.text(&ask, stop).await;
            match backend::read_trace(query.api, body.as_deref()) {
                Ok(TraceAnswer::Whole { remark }) => {
                    return Outcome::Whole { body: body.unwrap_or_default(), remark };
                }
                Ok(TraceAnswer::Missing) => {}
                Err(cause) => {
                    let is_final = probe::is_final(&cause);
                    last = Some((cause, ask));
                    if is_final {
                        break;
                    }
                }
            }
        }
        match last {
            Some((cause, ask)) => Outcome::Failed(self.words(&cause, &ask, Some(query.api.kind()))),
            None => Outcome::Missing,
        }
    }
}
