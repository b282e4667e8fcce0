//! Asking what a store knows of everything that it holds: numbers, who calls whom, and what can be typed next.

use super::{
    known::{Asks, Told, Wanted, why_of},
    state::Remote,
};
use crate::{
    protocol::{
        completion::{Completion, CompletionQuery},
        measured::{Measured, Numbers},
        remote::{RemoteQuery, Unanswered},
        request::{Failure, Reply, Request},
    },
    query::{edit::together, terms::Terms},
    state::{
        command::Command,
        session::{StorePart, View},
        store_numbers::{StoreNumbers, USUAL_SLOW_NS, rounded, slow_search, typical, without_numbers},
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;
use web_sys::Blob;

type Answer = Result<(Reply, Option<Blob>), Failure>;

impl Remote {
    /// Has the store work out the numbers of a search.
    pub(super) fn measure(self, wanted: Wanted) {
        self.tell(self.measured, wanted, Request::Measure, |reply| match reply {
            Ok((Reply::Measured(measured), _)) => Ok(measured),
            other => Err(why_of(other)),
        });
    }

    /// Asks who calls whom.
    pub(super) fn count_calls(self, wanted: Wanted) {
        self.tell(self.counted, wanted, Request::Dependencies, |reply| match reply {
            Ok((Reply::Dependencies(dependencies), _)) => Ok(dependencies),
            other => Err(why_of(other)),
        });
    }

    fn tell<T: Send + Sync + 'static>(
        self,
        told: RwSignal<Told<T>>,
        wanted: Wanted,
        request: impl Fn(RemoteQuery) -> Request,
        read: impl Fn(Answer) -> Result<T, Unanswered> + 'static,
    ) {
        let Some(query) = self.query(wanted) else { return };
        self.stop_search();
        // Only the answer to the same question may stand there while it is asked again.
        let is_same =
            told.with_untracked(|told| told.query.as_ref().is_some_and(|before| before.q == query.q));
        told.update(|told| {
            let before = if is_same { std::mem::take(told) } else { Told::default() };
            *told = Told { is_asking: true, is_stopped: false, ..before };
        });
        self.loaded.set(None);
        let (id, reply) = self.engine.ask_endpoint(&request(query.clone()));
        self.note_search(id);
        spawn_local(async move {
            let reply = reply.await;
            if !self.is_last_search(id) {
                return;
            }
            let (answer, failure) = match read(reply) {
                Ok(answer) => (Some(Arc::new(answer)), None),
                Err(unanswered) => (None, Some(unanswered)),
            };
            told.try_set(Told { query: Some(query), answer, failure, ..Told::default() });
        });
    }

    /// Compares slow traces with fast ones. What is slow, the store says: what nine of ten do not exceed at a usual time.
    pub fn compare_slow(self) {
        let wanted = self.wanted_now();
        let q = wanted.q.clone();
        let Some(query) = self.query(Wanted { q: slow_search(&q), ..wanted }) else { return };
        self.stop_search();
        self.is_finding_slow.set(true);
        let (id, reply) = self.engine.ask_endpoint(&Request::Measure(query));
        self.note_search(id);
        spawn_local(async move {
            let reply = reply.await;
            if !self.is_last_search(id) {
                return;
            }
            self.is_finding_slow.try_set(false);
            // Whoever has asked for something else meanwhile, or gone elsewhere, wants that.
            if self.wanted_now() != wanted || self.session.now(|session| session.view != View::Store) {
                return;
            }
            let seconds = match reply {
                Ok((Reply::Measured(Measured { numbers: Numbers::Table(table), .. }), _)) => {
                    table.rows.first().and_then(|row| typical(&row.bars))
                }
                _ => None,
            };
            // Without an answer the comparison itself says why.
            let slow_ns = seconds.map_or(USUAL_SLOW_NS, rounded);
            let search = StoreNumbers::Slow.search(&q, slow_ns);
            if search == q {
                // The same question is no change that would be asked by itself.
                return self.search_again();
            }
            self.session.dispatch(Command::SetQuery(search));
        });
    }

    /// Narrows what is searched for to what also has this, and searches for traces again.
    pub(super) fn narrow(self, find: &str) {
        let q = self.session.now(|session| without_numbers(&session.q));
        self.session.dispatch(Command::SetQuery(together(&q, find).unwrap_or_else(|| find.to_owned())));
    }

    /// Searches for the traces of a service, whatever was searched for.
    pub(super) fn show_traces_of(self, service: &str) {
        let search = Terms { service: service.to_owned(), ..Terms::default() }.write();
        self.session.dispatch(Command::SetQuery(search));
        self.session.dispatch(Command::ShowStorePart(StorePart::Found));
    }

    /// What can be typed next in a search of the store; `None`: the answer did not come. What was asked before is called
    /// off: nobody waits for it, and it would hold up what somebody does.
    pub fn completed(self, at: CompletionQuery) -> impl Future<Output = Option<Completion>> + use<> {
        let query = self.query(self.wanted_now());
        async move {
            let request = Request::RemoteComplete { query: query?, at };
            let (id, reply) = self.engine.ask_endpoint(&request);
            self.note_completion(Some(id));
            match reply.await {
                Ok((Reply::Completed(completion), _)) => Some(completion),
                _ => None,
            }
        }
    }

    /// Whether a text is one whose numbers the connected store works out.
    pub fn measures(self, q: &str) -> bool {
        untrack(|| self.asks_for(StorePart::Found, q)) == Asks::Numbers
    }

    /// The traces that the numbers name.
    pub(super) fn exemplars(self) -> Vec<String> {
        self.measured.with(|told| {
            let exemplars = told.answer.iter().flat_map(|answer| &answer.exemplars);
            exemplars.map(|exemplar| exemplar.trace_id.clone()).collect()
        })
    }
}
