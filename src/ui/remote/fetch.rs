//! Fetching traces of the store: one that is looked at, or all that were found.

use super::{
    known::{Loaded, Sought, why_of},
    state::Remote,
};
use crate::{
    base::words,
    browser::source::{Bytes, Source},
    protocol::{
        remote::{Fetched, Unanswered},
        request::{Reply, Request},
    },
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::Blob;

/// So many digits of an id tell people which it is.
const ID_LETTERS: usize = 8;

impl Remote {
    /// What became of a trace that is not loaded.
    pub fn sought(self, trace_id: &str) -> Option<Sought> {
        self.sought.with(|sought| sought.get(trace_id).cloned())
    }

    /// Fetches a trace that is not loaded, unless that was tried.
    pub fn seek(self, trace_id: &str) {
        if untrack(|| self.sought(trace_id)).is_none() {
            self.seek_again(trace_id);
        }
    }

    /// Fetches a trace.
    pub fn seek_again(self, trace_id: &str) {
        let Some(query) = self.fetch_query(vec![trace_id.to_owned()]) else { return };
        let (generation, trace_id) = (self.generation(), trace_id.to_owned());
        self.note(&trace_id, Sought::Asking);
        let (_, reply) = self.engine.ask_endpoint(&Request::Fetch(query));
        spawn_local(async move {
            let reply = reply.await;
            // What was closed meanwhile is not wanted any more.
            let is_wanted = self.sought.try_with_untracked(|sought| sought.contains_key(&trace_id));
            if self.generation() != generation || is_wanted != Some(true) {
                return;
            }
            let outcome = match reply {
                Ok((Reply::Fetched(Fetched { why: Some(why), .. }), _)) => Sought::Failed(why),
                Ok((Reply::Fetched(fetched), Some(blob))) => {
                    let short = trace_id.get(..ID_LETTERS).unwrap_or(&trace_id);
                    fetched.remarks.into_iter().for_each(|remark| self.notices.error(remark));
                    let name = format!("trace {short} from {}", self.name_now());
                    // What is wrong with it is told where files are.
                    let _ = self.engine.load(vec![source(name, blob)]).await;
                    Sought::Came
                }
                Ok((Reply::Fetched(_), None)) => Sought::Missing,
                other => Sought::Failed(why_of(other)),
            };
            self.note(&trace_id, outcome);
        });
    }

    fn note(self, trace_id: &str, outcome: Sought) {
        self.sought.try_update(|sought| sought.insert(trace_id.to_owned(), outcome));
    }

    /// Traces of those found that are not loaded.
    pub fn not_here(self) -> Vec<String> {
        let is_left = |id: &String| !self.is_here(id);
        self.found.with(|found| found.rows.iter().map(|row| row.trace_id.clone()).filter(is_left).collect())
    }

    /// Whether a trace is loaded.
    pub fn is_here(self, trace_id: &str) -> bool {
        self.here.with(|here| here.contains(trace_id))
    }

    /// Fetches traces.
    pub fn load(self, ids: Vec<String>) {
        if ids.is_empty() || self.loading.with_untracked(Option::is_some) {
            return;
        }
        let Some(query) = self.fetch_query(ids) else { return };
        let (id, reply) = self.engine.ask_endpoint(&Request::Fetch(query));
        self.loading.set(Some(id));
        self.loaded.set(None);
        spawn_local(async move {
            let reply = reply.await;
            if self.loading.try_get_untracked().flatten() != Some(id) {
                return;
            }
            let loaded = match reply {
                Ok((Reply::Fetched(fetched), blob)) => self.take(fetched, blob).await,
                other => Loaded { why: Some(why_of(other)), ..Loaded::default() },
            };
            // It may have been closed, and another loading begun, while it was opened.
            if self.loading.try_get_untracked().flatten() != Some(id) {
                return;
            }
            self.loading.try_set(None);
            self.loaded.try_set(Some(loaded));
        });
    }

    /// Opens what was fetched.
    async fn take(self, fetched: Fetched, blob: Option<Blob>) -> Loaded {
        let Fetched { traces, missing, mut remarks, failed, why, gave_up } = fetched;
        if let Some(blob) = blob {
            let name = format!("{} from {}", words::count(traces, "trace", "traces"), self.name_now());
            // What is wrong with it is told where files are.
            let _ = self.engine.load(vec![source(name, blob)]).await;
        }
        if !missing.is_empty() {
            let traces = words::count(missing.len(), "trace is", "traces are");
            remarks.push(format!("{traces} no longer in the store"));
        }
        if failed > 0 {
            let why = if gave_up { ", since several failed one after another" } else { "" };
            remarks.push(format!("{} not fetched{why}", words::count(failed, "trace was", "traces were")));
        }
        // That the person called it off needs no advice.
        let why = why.filter(|why: &Unanswered| !why.advice.is_empty());
        Loaded { traces, remarks, why }
    }

    /// Calls the loading off; what has come is kept.
    pub fn stop_loading(self) {
        if let Some(id) = self.loading.get_untracked() {
            self.engine.stop(id);
        }
    }
}

fn source(name: String, blob: Blob) -> Source {
    Source { is_fetched: true, ..Source::of_bytes(name, Bytes::Blob(blob)) }
}
