//! The engine as the page sees it: ask and be answered, open files, cancel. It runs in a worker; when that dies, it is
//! started again and filled from the files and addresses that were open.

mod exchange;
mod outcome;
mod pending;

use crate::{
    browser::{
        location,
        source::Source,
        worker_host::{Death, WorkerHost},
    },
    protocol::{
        answers::{FileSummary, Summary},
        export::{ExportProgress, ExportQuery},
        remote::FetchProgress,
        request::{Failure, Progress, Reply, Request},
    },
    ui::{
        parts::notices::{Notices, use_notices},
        settings::Settings,
    },
};
use js_sys::Array;
use leptos::{prelude::*, task::spawn_local};
use pending::Pending;
use std::collections::VecDeque;
use web_sys::Blob;

/// The failure's code when the worker that should have answered is gone.
const GONE: &str = "gone";

/// A handle to the engine; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct Engine {
    inner: StoredValue<Inner, LocalStorage>,
    revision: RwSignal<u32>,
    summary: RwSignal<Summary>,
    progress: RwSignal<Option<Progress>>,
    exporting: RwSignal<Option<ExportProgress>>,
    fetching: RwSignal<Option<(u32, FetchProgress)>>,
    is_ready: RwSignal<bool>,
    is_refilling: RwSignal<bool>,
    notices: Notices,
    settings: Settings,
}

struct Inner {
    host: Option<WorkerHost>,
    pending: Pending,
    /// What is open, in the order it was opened.
    kept: Vec<Source>,
    /// What held no trace: only its name and the reason are known.
    refused: Vec<Source>,
    /// What is being opened, a list a request, in the order the answers will come.
    opening: VecDeque<Vec<Source>>,
}

/// The engine of this page.
pub fn use_engine() -> Engine {
    expect_context()
}

/// Starts the engine and makes it known to everything below.
pub fn provide_engine(settings: Settings) -> Engine {
    let pending = Pending::default();
    let inner = Inner {
        host: None,
        pending: pending.clone(),
        kept: Vec::new(),
        refused: Vec::new(),
        opening: VecDeque::new(),
    };
    let engine = Engine {
        inner: StoredValue::new_local(inner),
        revision: RwSignal::new(0),
        summary: RwSignal::new(Summary::default()),
        progress: RwSignal::new(None),
        exporting: RwSignal::new(None),
        fetching: RwSignal::new(None),
        is_ready: RwSignal::new(false),
        is_refilling: RwSignal::new(false),
        notices: use_notices(),
        settings,
    };
    let host = WorkerHost::start(
        &location::base(),
        move |message| engine.take(&pending, &message),
        move |death| engine.mourn(&death),
    );
    engine.inner.update_value(|inner| inner.host = Some(host));
    provide_context(engine);
    // The first answer of any kind says that the worker runs; nobody waits for this one.
    drop(engine.post(&Request::Summary, None));
    engine
}

impl Engine {
    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// When the request cannot be answered: a wrong query, a trace that is not there, a worker that ended.
    pub async fn ask(self, request: Request) -> Result<Reply, Failure> {
        self.post(&request, None).await.map(|(reply, _)| reply)
    }

    /// Has a file written from what is open.
    ///
    /// # Errors
    /// When there is nothing of the kind, when the writing was called off (`stopped`), or when the worker ended.
    pub async fn export(self, query: ExportQuery) -> Result<Blob, Failure> {
        let answer = self.post(&Request::Export(query), None).await;
        self.exporting.set(None);
        let nothing = || Failure {
            code: "unknown".to_owned(),
            message: "The engine wrote nothing".to_owned(),
            at: None,
        };
        answer.and_then(|(_, blob)| blob.ok_or_else(nothing))
    }

    /// Calls the writing off.
    pub fn stop_export(self) {
        if let Some(host) = self.inner.with_value(|inner| inner.host.clone()) {
            host.stop();
        }
    }

    /// How far the writing of a file is; `None` while none is written.
    pub fn exporting(self) -> Signal<Option<ExportProgress>> {
        self.exporting.into()
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

    /// Whether what was open is being read again, into a fresh worker.
    pub fn is_refilling(self) -> Signal<bool> {
        self.is_refilling.into()
    }

    /// The sources that are open or being opened, in their order; without those that gave nothing.
    pub fn kept(self) -> Vec<Source> {
        self.inner
            .with_value(|inner| inner.kept.iter().chain(inner.opening.iter().flatten()).cloned().collect())
    }

    /// Who gave what is known here by message, also of what held no trace; `None`: nobody.
    pub fn givers(self) -> Vec<Option<String>> {
        let refused = self.inner.with_value(|inner| inner.refused.clone());
        self.kept().into_iter().chain(refused).map(|source| source.given_by).collect()
    }

    /// Opens sources beside what is open.
    pub fn open(self, sources: Vec<Source>) {
        if !sources.is_empty() {
            let read = self.read_further(sources);
            spawn_local(async move { drop(read.await) });
        }
    }

    /// Opens sources beside what is open, and gives what is known of them once they are read.
    ///
    /// # Errors
    /// When the engine could not read them, or the reading was cancelled.
    pub async fn load(self, sources: Vec<Source>) -> Result<Vec<FileSummary>, Failure> {
        self.read_further(sources).await
    }

    /// Closes everything and opens other sources instead, if any.
    pub fn replace(self, sources: Vec<Source>) {
        self.drop_work("What was open was closed");
        self.restart(false);
        self.close_all();
        self.open(sources);
    }

    /// Stops the reading. What was open before stays, and is read again into a fresh worker.
    pub fn cancel(self) {
        let unread = self.drop_work("The reading was cancelled");
        self.notices.info(format!("The reading was cancelled{unread}"));
        self.restart(false);
        self.refill();
    }

    /// The worker is gone. Another one takes its place and is filled with what was open, unless that too came to
    /// nothing; then nothing is open, and the next request starts another.
    fn mourn(self, death: &Death) {
        let was_refilling = self.is_refilling.get_untracked();
        let why = self.epitaph(death);
        let mut sentence = format!("{why}{}", self.drop_work(&why));
        let has_kept = self.inner.with_value(|inner| !inner.kept.is_empty());
        let is_hopeless = was_refilling || !death.was_ready;
        if has_kept {
            sentence.push_str(if is_hopeless {
                "; what was open is closed"
            } else {
                "; what was open before is read again"
            });
        }
        self.notices.error(sentence);
        if !is_hopeless {
            self.restart(true);
            self.refill();
            return;
        }
        self.inner.with_value(|inner| inner.pending.fail_all(GONE, &why));
        if has_kept {
            self.close_all();
        }
    }

    /// What befell the worker, as a sentence.
    fn epitaph(self, death: &Death) -> String {
        let cause = &death.cause;
        if !death.was_ready {
            let again = if self.is_ready.get_untracked() { " again" } else { "" };
            let cause = if cause.is_empty() { "the browser does not say why" } else { cause };
            return format!("The engine could not be started{again}: {cause}");
        }
        let file =
            self.progress.with_untracked(|progress| progress.as_ref().map(|progress| progress.file.clone()));
        let about = file.map_or_else(String::new, |file| format!(" while it read {file}"));
        let cause = if cause.is_empty() { "it ran out of memory or was ended" } else { cause };
        format!("The engine stopped{about}: {cause}")
    }

    /// Tells everyone who waits for what is open why no answer will come. Gives the end of a sentence that names what was
    /// to be opened and is not.
    fn drop_work(self, why: &str) -> String {
        self.inner.with_value(|inner| inner.pending.fail(GONE, why));
        let dropped = self.inner.try_update_value(|inner| std::mem::take(&mut inner.opening));
        self.is_refilling.set(false);
        self.progress.set(None);
        let names: Vec<String> =
            dropped.unwrap_or_default().into_iter().flatten().map(|source| source.name).collect();
        if names.is_empty() { String::new() } else { format!("; not opened: {}", names.join(", ")) }
    }

    /// Starts another worker. What endpoints were asked is asked again, once only when the worker `has_died`.
    fn restart(self, has_died: bool) {
        let (host, pending) = self.inner.with_value(|inner| (inner.host.clone(), inner.pending.clone()));
        if let Some(host) = host {
            host.restart();
            pending.again(has_died).iter().for_each(|(id, json)| host.post(*id, json, None));
        }
    }

    fn close_all(self) {
        self.inner.update_value(|inner| {
            inner.kept.clear();
            inner.refused.clear();
        });
        self.summary.set(Summary::default());
        *self.revision.write() += 1;
    }

    /// Reads again what was open.
    fn refill(self) {
        let kept = self.inner.with_value(|inner| inner.kept.clone());
        if !kept.is_empty() {
            self.is_refilling.set(true);
            let read = self.read(kept, true);
            spawn_local(async move { drop(read.await) });
        }
    }

    fn read_further(
        self,
        sources: Vec<Source>,
    ) -> impl Future<Output = Result<Vec<FileSummary>, Failure>> + use<> {
        self.inner.update_value(|inner| inner.opening.push_back(sources.clone()));
        self.read(sources, false)
    }

    /// Has the worker read sources, at once: further ones, or again those that were open. Gives what is known of them
    /// once they are read.
    fn read(
        self,
        sources: Vec<Source>,
        again: bool,
    ) -> impl Future<Output = Result<Vec<FileSummary>, Failure>> + use<> {
        let first = sources.first().map(|source| source.name.clone()).unwrap_or_default();
        let files = sources.len();
        self.progress.update(|progress| {
            progress.get_or_insert_with(|| Progress { file: first, files, ..Progress::default() });
        });
        let names = sources.iter().map(|source| source.name.clone()).collect();
        let bytes: Array = sources.iter().map(Source::to_js).collect();
        let room_bytes = self.settings.config().with_untracked(|config| config.room_bytes);
        let reply = self.post(&Request::Open { names, room_bytes }, Some(&bytes));
        async move {
            match reply.await {
                Err(failure) if failure.code == GONE => Err(failure),
                reply => self.finish(reply.map(|(reply, _)| reply), sources, again),
            }
        }
    }

    /// Takes over what was read.
    fn finish(
        self,
        reply: Result<Reply, Failure>,
        sources: Vec<Source>,
        again: bool,
    ) -> Result<Vec<FileSummary>, Failure> {
        let is_last = self.inner.try_update_value(|inner| {
            if !again {
                inner.opening.pop_front();
            }
            inner.opening.is_empty()
        });
        if again {
            self.is_refilling.set(false);
        }
        if is_last == Some(true) {
            self.progress.set(None);
        }
        let summary = match reply {
            Ok(Reply::Summary(summary)) => summary,
            reply => {
                let message = "The engine gave another answer than was asked for".to_owned();
                let other = Failure { code: "unknown".to_owned(), message, at: None };
                let failure = reply.err().unwrap_or(other);
                self.notices.error(failure.message.clone());
                return Err(failure);
            }
        };
        // The files of an answer are those that were open before, then those that were asked for.
        let before = if again { 0 } else { self.summary.with_untracked(|before| before.files.len()) };
        let files = summary.files.get(before..).unwrap_or_default().to_vec();
        if again {
            let failed = files.iter().filter_map(|file| Some((&file.name, file.error.as_ref()?)));
            failed.for_each(|(name, error)| self.notices.error(format!("{name}: {error}")));
        }
        for (file, note) in files.iter().filter_map(|file| Some((file, file.no_room()?))) {
            self.notices.error(format!("{}: {}. {}", file.name, note.sentence, note.first));
        }
        let (good, bad) = outcome::parted(sources, &files);
        self.inner.update_value(|inner| {
            if again {
                (inner.kept, inner.refused) = (good, bad);
            } else {
                inner.kept.extend(good);
                inner.refused.extend(bad);
            }
        });
        self.summary.set(summary);
        *self.revision.write() += 1;
        Ok(files)
    }
}
