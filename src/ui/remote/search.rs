//! Searching the store.

use super::{
    known::{Asks, Found, Told, Wanted, why_of},
    state::Remote,
};
use crate::{
    protocol::{
        remote::{Kind, RemotePage, RemoteQuery},
        request::{Failure, Reply, Request},
    },
    query::terms::Terms,
};
use leptos::{prelude::*, task::spawn_local};
use std::{collections::BTreeSet, sync::Arc};
use web_sys::Blob;

impl Remote {
    /// Asks for what the session says, unless that was asked for last.
    pub(super) fn search_for(self, wanted: Wanted) {
        if self.is_new(&wanted) {
            self.carry_out(wanted);
        }
    }

    /// Asks again.
    pub fn search_again(self) {
        let wanted = self.wanted_now();
        self.is_new(&wanted);
        self.carry_out(wanted);
    }

    /// Calls off what is asked.
    pub fn stop_search(self) {
        self.note_search(0);
        self.found.update(Found::stop);
        self.measured.update(Told::stop);
        self.counted.update(Told::stop);
        self.is_finding_slow.set(false);
    }

    /// Puts the question to the store that what is wanted is about.
    fn carry_out(self, wanted: Wanted) {
        self.note_completion(None);
        // Jaeger lists the traces of a service alone: until one is chosen, nothing is asked.
        let needs_service = untrack(|| self.kind()) == Some(Kind::Jaeger)
            && Terms::read(&wanted.q).is_ok_and(|terms| terms.service.is_empty());
        match untrack(|| self.asks_for(wanted.part, &wanted.q)) {
            Asks::Dependencies => self.count_calls(wanted),
            Asks::Numbers => self.measure(wanted),
            Asks::Traces if needs_service => {
                self.stop_search();
                self.clear_found();
            }
            Asks::Traces => self.search(wanted),
        }
    }

    fn search(self, wanted: Wanted) {
        let Some(query) = self.query(wanted) else { return };
        self.stop_search();
        self.found.update(|found| {
            found.is_asking = true;
            found.is_stopped = false;
        });
        self.loaded.set(None);
        let (id, reply) = self.engine.ask_endpoint(&Request::RemoteTraces(query.clone()));
        self.note_search(id);
        spawn_local(async move {
            let reply = reply.await;
            if self.is_last_search(id) {
                self.found.update(|found| *found = after(found.revision + 1, query, reply));
            }
        });
    }

    /// Finds out which of these traces are loaded.
    pub(super) fn look_what_is_here(self, trace_ids: Vec<String>) {
        if trace_ids.is_empty() {
            return self.here.set(BTreeSet::new());
        }
        spawn_local(async move {
            if let Ok(Reply::Marked { rows }) = self.engine.ask(Request::Marked { trace_ids }).await {
                let here = rows.into_iter().map(|row| row.trace_id).collect();
                self.here.try_set(here);
            }
        });
    }
}

fn after(revision: u32, query: RemoteQuery, reply: Result<(Reply, Option<Blob>), Failure>) -> Found {
    match reply {
        Ok((Reply::RemoteTraces(RemotePage { rows }), _)) => {
            Found { revision, rows: Arc::new(rows), query: Some(query), ..Found::default() }
        }
        other => Found { revision, query: Some(query), failure: Some(why_of(other)), ..Found::default() },
    }
}
