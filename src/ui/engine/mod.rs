//! The engine as the page sees it: ask and be answered, open files, cancel. It runs in a worker; when that dies, it is
//! started again and filled from the files and addresses that were open.

mod pending;

use crate::{
    browser::{location, source::Source, worker_host::WorkerHost},
    protocol::{
        answers::Summary,
        request::{Failure, Progress, Reply, Request},
    },
    ui::parts::notices::{Notices, use_notices},
};
use js_sys::{Array, Reflect};
use leptos::{prelude::*, task::spawn_local};
use pending::Pending;
use std::collections::VecDeque;
use wasm_bindgen::JsValue;

/// The failure's code when a request was called off with the worker that should have answered it.
const CALLED_OFF: &str = "called_off";

/// A handle to the engine; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct Engine {
    inner: StoredValue<Inner, LocalStorage>,
    revision: RwSignal<u32>,
    summary: RwSignal<Summary>,
    progress: RwSignal<Option<Progress>>,
    is_ready: RwSignal<bool>,
    notices: Notices,
}

struct Inner {
    host: Option<WorkerHost>,
    pending: Pending,
    /// What is open, in the order it was opened.
    kept: Vec<Source>,
    /// What is being opened, a list a request, in the order the answers will come.
    opening: VecDeque<Vec<Source>>,
    /// What was open is being read again after the worker died.
    refilling: bool,
}

/// The engine of this page.
pub fn use_engine() -> Engine {
    expect_context()
}

/// Starts the engine and makes it known to everything below.
pub fn provide_engine() -> Engine {
    let pending = Pending::default();
    let inner = Inner {
        host: None,
        pending: pending.clone(),
        kept: Vec::new(),
        opening: VecDeque::new(),
        refilling: false,
    };
    let engine = Engine {
        inner: StoredValue::new_local(inner),
        revision: RwSignal::new(0),
        summary: RwSignal::new(Summary::default()),
        progress: RwSignal::new(None),
        is_ready: RwSignal::new(false),
        notices: use_notices(),
    };
    let host = WorkerHost::start(
        &location::base(),
        move |message| engine.take(&pending, &message),
        move |cause| engine.revive(&cause),
    );
    engine.inner.update_value(|inner| inner.host = Some(host));
    provide_context(engine);
    spawn_local(async move {
        // The first answer of any kind says that the worker runs.
        engine.is_ready.set(engine.ask(Request::Summary).await.is_ok());
    });
    engine
}

impl Engine {
    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// When the request cannot be answered: a wrong query, a trace that is not there, a worker that ended.
    pub async fn ask(self, request: Request) -> Result<Reply, Failure> {
        self.post(&request, None).await
    }

    /// Rises whenever something was opened or closed, so that what was asked before is asked again.
    pub fn revision(self) -> Signal<u32> {
        self.revision.into()
    }

    /// What is open.
    pub fn summary(self) -> Signal<Summary> {
        self.summary.into()
    }

    /// How far the reading is; `None` while nothing is read.
    pub fn progress(self) -> Signal<Option<Progress>> {
        self.progress.into()
    }

    /// Whether the worker has begun to answer.
    pub fn is_ready(self) -> Signal<bool> {
        self.is_ready.into()
    }

    /// The sources that are open or being opened, in their order.
    pub fn kept(self) -> Vec<Source> {
        self.inner
            .with_value(|inner| inner.kept.iter().chain(inner.opening.iter().flatten()).cloned().collect())
    }

    /// Opens sources beside what is open.
    pub fn open(self, sources: Vec<Source>) {
        if !sources.is_empty() {
            spawn_local(self.read(sources));
        }
    }

    /// Closes everything and opens other sources instead, if any.
    pub fn replace(self, sources: Vec<Source>) {
        self.start_afresh();
        self.inner.update_value(|inner| inner.kept.clear());
        self.summary.set(Summary::default());
        *self.revision.write() += 1;
        self.open(sources);
    }

    /// Stops the reading. What was open before stays, and is read again into a fresh worker.
    pub fn cancel(self) {
        self.start_afresh();
        self.refill();
    }

    /// Drops the worker and all it was asked.
    fn start_afresh(self) {
        let Some((host, pending)) =
            self.inner.with_value(|inner| Some((inner.host.clone()?, inner.pending.clone())))
        else {
            return;
        };
        pending.fail_all(CALLED_OFF, "The reading was cancelled");
        host.restart();
        self.inner.update_value(|inner| {
            inner.opening.clear();
            inner.refilling = false;
        });
        self.progress.set(None);
    }

    /// Reads again what was open.
    fn refill(self) {
        let kept = self.inner.try_update_value(|inner| std::mem::take(&mut inner.kept)).unwrap_or_default();
        self.open(kept);
    }

    /// The worker is gone: another one takes its place, unless that too has failed over the same files.
    fn revive(self, cause: &str) {
        let cause = if cause.is_empty() { "it ran out of memory or was ended" } else { cause };
        let was_refilling = self.inner.with_value(|inner| inner.refilling);
        let was_reading =
            self.progress.with_untracked(|progress| progress.as_ref().map(|now| now.file.clone()));
        let is_empty = self.inner.with_value(|inner| inner.kept.is_empty());
        if was_refilling || is_empty && was_reading.is_none() {
            self.notices.error(format!("The engine could not be started again: {cause}"));
            if was_refilling {
                self.replace(Vec::new());
            }
            return;
        }
        self.start_afresh();
        let about = was_reading.map_or_else(String::new, |file| format!(" while it read {file}"));
        self.notices.error(format!("The engine stopped{about}: {cause}"));
        if !is_empty {
            self.notices.info("What was open before is read again");
            self.inner.update_value(|inner| inner.refilling = true);
            self.refill();
        }
    }

    async fn read(self, sources: Vec<Source>) {
        let first = sources.first().map(|source| source.name.clone()).unwrap_or_default();
        let files = sources.len();
        self.progress.update(|progress| {
            progress.get_or_insert_with(|| Progress { file: first, files, ..Progress::default() });
        });
        self.inner.update_value(|inner| inner.opening.push_back(sources.clone()));
        let names = sources.iter().map(|source| source.name.clone()).collect();
        let bytes: Array = sources.iter().map(Source::to_js).collect();
        let reply = self.post(&Request::Open { names }, Some(&bytes)).await;
        if reply.as_ref().is_err_and(|failure| failure.code == CALLED_OFF) {
            return;
        }
        let still_opening = self.inner.try_update_value(|inner| {
            inner.opening.pop_front();
            inner.refilling &= !inner.opening.is_empty();
            !inner.opening.is_empty()
        });
        if still_opening != Some(true) {
            self.progress.set(None);
        }
        match reply {
            Ok(Reply::Summary(summary)) => {
                self.inner.update_value(|inner| inner.kept.extend(sources));
                self.summary.set(summary);
                *self.revision.write() += 1;
            }
            Ok(_) => self.notices.error("The engine gave another answer than was asked for"),
            Err(failure) => self.notices.error(failure.message),
        }
    }

    /// Sends a request on its way and gives what will be its answer.
    fn post(
        self,
        request: &Request,
        sources: Option<&Array>,
    ) -> impl Future<Output = Result<Reply, Failure>> + use<> {
        // Plain structs of text and numbers always serialise.
        let json = serde_json::to_string(request).unwrap_or_default();
        self.inner.with_value(|inner| {
            let (id, reply) = inner.pending.enter();
            if let Some(host) = &inner.host {
                host.post(id, &json, sources);
            }
            reply
        })
    }

    /// A message of the worker: `{id, progress}` or `{id, reply}`, both as JSON text. What it says on its start is for
    /// the host alone.
    fn take(self, pending: &Pending, message: &JsValue) {
        let field = |name: &str| Reflect::get(message, &name.into()).ok();
        let Some(id) = field("id").and_then(|id| id.as_f64()) else { return };
        if let Some(json) = field("reply").and_then(|reply| reply.as_string()) {
            pending.settle(id as u32, &json);
        } else if let Some(json) = field("progress").and_then(|progress| progress.as_string())
            && let Ok(progress) = serde_json::from_str(&json)
        {
            self.progress.set(Some(progress));
        }
    }
}
