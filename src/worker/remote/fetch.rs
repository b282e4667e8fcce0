//! Traces that are fetched, a few at a time. When several fail one after another the rest is not asked for: a server that
//! is gone would be waited for once a trace. What has come is kept.

use super::Remote;
use crate::{
    browser::endpoint::{Haste, Stop},
    endpoints::{
        ask::Ask,
        backend::{self, TraceAnswer},
        cause::Cause,
        probe,
    },
    protocol::remote::{FetchProgress, FetchQuery, Fetched, Unanswered},
};
use js_sys::{Array, Promise};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Blob;

/// So many that fail one after another are enough.
const MOST_IN_A_ROW: usize = 5;

/// What became of a trace.
enum Outcome {
    Whole { body: String, remark: Option<String> },
    Missing,
    Failed(Unanswered),
}

/// A fetching that goes on.
struct Fetching {
    query: FetchQuery,
    haste: Haste,
    /// The next trace to ask for.
    next: Cell<usize>,
    /// Traces that were asked for and told of.
    done: Cell<usize>,
    failed_in_a_row: Cell<usize>,
    fetched: RefCell<Fetched>,
    /// What came, by its place in the question. The browser keeps the bytes: outside of this worker's memory.
    came: RefCell<Vec<(usize, Blob)>>,
}

impl Remote {
    /// Fetches traces; those that came are one document. How far it is, is told after each.
    pub(super) async fn fetched(
        &self,
        query: FetchQuery,
        stop: &Stop,
        tell: impl Fn(&FetchProgress) + 'static,
    ) -> (Fetched, Option<Blob>) {
        let (all, api) = (query.trace_ids.len(), query.api);
        let fetching = Rc::new(Fetching {
            query,
            haste: if all == 1 { Haste::Now } else { Haste::InBulk },
            next: Cell::new(0),
            done: Cell::new(0),
            failed_in_a_row: Cell::new(0),
            fetched: RefCell::default(),
            came: RefCell::default(),
        });
        let tell = Rc::new(tell);
        let runner = |_| {
            let (remote, stop) = (self.clone(), stop.clone());
            let (fetching, tell) = (Rc::clone(&fetching), Rc::clone(&tell));
            future_to_promise(async move {
                while let Some(nth) = fetching.next(&stop) {
                    let trace_id = &fetching.query.trace_ids[nth];
                    let outcome = remote.one(&fetching.query, trace_id, fetching.haste, &stop).await;
                    fetching.take(nth, outcome);
                    tell(&FetchProgress { done: fetching.done.get(), all });
                }
                Ok(JsValue::UNDEFINED)
            })
        };
        let promises: Array = (0..super::AT_ONCE.min(all)).map(runner).collect();
        // None of the promises is rejected.
        let _ = JsFuture::from(Promise::all(&promises)).await;
        let mut fetched = fetching.fetched.take();
        fetched.failed = all - fetched.traces - fetched.missing.len();
        fetched.gave_up = fetching.is_hopeless() && !stop.is_stopped() && fetching.done.get() < all;
        let mut came = fetching.came.take();
        // As they were asked for, however they came: the same traces are the same document.
        came.sort_by_key(|(nth, _)| *nth);
        fetched.missing.sort();
        (fetched, document(backend::around(api), came.into_iter().map(|(_, body)| body)))
    }

    /// Fetches a trace, by one way after another until one leads somewhere.
    async fn one(&self, query: &FetchQuery, trace_id: &str, haste: Haste, stop: &Stop) -> Outcome {
        let mut last: Option<(Cause, Ask)> = None;
        for ask in backend::trace(query.api, &query.place, trace_id) {
            let body = self.text_in(&ask, haste, stop).await;
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

impl Fetching {
    /// The place of the next trace to ask for; `None`: there is none, or it is of no use.
    fn next(&self, stop: &Stop) -> Option<usize> {
        let nth = self.next.get();
        let goes_on = nth < self.query.trace_ids.len() && !stop.is_stopped() && !self.is_hopeless();
        goes_on.then(|| {
            self.next.set(nth + 1);
            nth
        })
    }

    fn is_hopeless(&self) -> bool {
        self.failed_in_a_row.get() >= MOST_IN_A_ROW
    }

    fn take(&self, nth: usize, outcome: Outcome) {
        let mut fetched = self.fetched.borrow_mut();
        self.done.set(self.done.get() + 1);
        self.failed_in_a_row.set(match &outcome {
            Outcome::Failed(_) => self.failed_in_a_row.get() + 1,
            _ => 0,
        });
        match outcome {
            Outcome::Whole { body, remark } => {
                let body = Blob::new_with_str_sequence(&Array::of1(&body.trim().into()));
                // Without room for it, it did not come.
                if let Ok(body) = body {
                    self.came.borrow_mut().push((nth, body));
                    fetched.traces += 1;
                    let remark = remark.filter(|remark| !fetched.remarks.contains(remark));
                    fetched.remarks.extend(remark);
                }
            }
            Outcome::Missing => fetched.missing.push(self.query.trace_ids[nth].clone()),
            Outcome::Failed(why) => drop(fetched.why.get_or_insert(why)),
        }
    }
}

/// Bodies as one document, which is never a text in one piece; `None` without any.
fn document([before, between, behind]: [&str; 3], bodies: impl Iterator<Item = Blob>) -> Option<Blob> {
    let parts = Array::of1(&before.into());
    for (nth, body) in bodies.enumerate() {
        if nth > 0 {
            parts.push(&between.into());
        }
        parts.push(&body);
    }
    if parts.length() == 1 {
        return None;
    }
    parts.push(&behind.into());
    // Texts and blobs may stand beside each other.
    Blob::new_with_blob_sequence(&parts).ok()
}
