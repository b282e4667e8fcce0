//! Query endpoints, asked for the page: beside the engine, so that what is loaded is worked on meanwhile.

mod fetch;
mod measure;

use crate::{
    browser::endpoint::{self, Gate, Haste, Stop},
    endpoints::{
        ask::Ask, backend, cause::Cause, probe, remembered::Remembered, summaries, unanswered::words_for,
    },
    protocol::{
        remote::{FetchProgress, Kind, Place, ProbeQuery, Probed, RemotePage, RemoteQuery, Unanswered},
        request::{Reply, Request},
    },
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use web_sys::Blob;

/// Questions that are put at once; the others wait.
const AT_ONCE: usize = 4;

/// What is asked of endpoints. Clones are handles to the same.
#[derive(Clone)]
pub struct Remote {
    gate: Gate,
    /// What goes on, by the number of its request.
    open: Rc<RefCell<BTreeMap<u32, Stop>>>,
    /// Answers about names and values, for completion.
    told: Rc<RefCell<Remembered>>,
    /// Addresses that turned out to have no summaries of traces.
    without_summaries: Rc<RefCell<BTreeSet<String>>>,
    /// The origin of the page.
    page: Rc<str>,
}

/// Whether a request is one for endpoints.
pub const fn is_for(request: &Request) -> bool {
    matches!(
        request,
        Request::Probe(_)
            | Request::RemoteOperations { .. }
            | Request::RemoteTraces(_)
            | Request::Measure(_)
            | Request::Dependencies(_)
            | Request::RemoteComplete { .. }
            | Request::Fetch(_)
            | Request::Stop { .. }
    )
}

impl Remote {
    /// Nothing is asked yet. `page` is the origin of the page.
    pub fn new(page: &str) -> Self {
        Self {
            gate: Gate::new(AT_ONCE),
            open: Rc::default(),
            told: Rc::default(),
            without_summaries: Rc::default(),
            page: page.into(),
        }
    }

    /// Answers the request with this number; traces that were fetched come beside it.
    pub async fn answer(
        self,
        id: u32,
        request: Request,
        tell: impl Fn(&FetchProgress) + 'static,
    ) -> (Reply, Option<Blob>) {
        if let Request::Stop { id } = request {
            if let Some(stop) = self.open.borrow().get(&id) {
                stop.stop();
            }
            return (Reply::Stopped, None);
        }
        let stop = Stop::default();
        self.open.borrow_mut().insert(id, stop.clone());
        let answer = self.carried_out(request, &stop, tell).await;
        self.open.borrow_mut().remove(&id);
        answer.unwrap_or_else(|unanswered| (Reply::Unanswered(unanswered), None))
    }

    async fn carried_out(
        &self,
        request: Request,
        stop: &Stop,
        tell: impl Fn(&FetchProgress) + 'static,
    ) -> Result<(Reply, Option<Blob>), Unanswered> {
        Ok(match request {
            Request::Probe(query) => (Reply::Probed(self.probed(&query, stop).await?), None),
            Request::RemoteOperations { query, service } => {
                (Reply::RemoteOperations(self.operations(&query, &service, stop).await?), None)
            }
            Request::RemoteTraces(query) => (Reply::RemoteTraces(self.found(&query, stop).await?), None),
            Request::Measure(query) => (Reply::Measured(self.measured(&query, stop).await?), None),
            Request::Dependencies(query) => {
                (Reply::Dependencies(self.dependencies(&query, stop).await?), None)
            }
            Request::RemoteComplete { query, at } => {
                (Reply::Completed(self.completed(&query, &at, stop).await), None)
            }
            Request::Fetch(query) => {
                let (fetched, blob) = self.fetched(query, stop, tell).await;
                (Reply::Fetched(fetched), blob)
            }
            // The others are the engine's, as `is_for` says.
            _ => (Reply::Stopped, None),
        })
    }

    /// Finds out what an endpoint is by asking for its services, one way after another.
    async fn probed(&self, query: &ProbeQuery, stop: &Stop) -> Result<Probed, Unanswered> {
        let ProbeQuery { place, kind } = query;
        let mut tried: Vec<(Cause, Ask)> = Vec::new();
        for api in probe::steps(&place.address, *kind) {
            let ask = backend::services(api, place);
            let body = self.text(&ask, stop).await;
            let services =
                body.and_then(|body| backend::read_services(api, &body).ok_or_else(|| Cause::of_body(&body)));
            match services {
                Ok(services) => return Ok(Probed { api, services }),
                Err(cause) => {
                    let is_final = probe::is_final(&cause);
                    tried.push((cause, ask));
                    if is_final {
                        break;
                    }
                }
            }
        }
        Err(self.most_telling(tried, place, *kind))
    }

    /// Why none of several ways led anywhere: that of them which tells most.
    fn most_telling(&self, tried: Vec<(Cause, Ask)>, place: &Place, kind: Option<Kind>) -> Unanswered {
        let cause = probe::most_telling(tried.iter().map(|(cause, _)| cause.clone()).collect());
        let ask = tried.into_iter().find(|(other, _)| *other == cause).map(|(_, ask)| ask);
        self.words(&cause, &ask.unwrap_or_else(|| Ask::new(place, "", &[])), kind)
    }

    async fn operations(
        &self,
        query: &RemoteQuery,
        service: &str,
        stop: &Stop,
    ) -> Result<Vec<String>, Unanswered> {
        let ask = backend::operations(query.api, &query.place, service);
        let body = self.text(&ask, stop).await;
        body.and_then(|body| backend::read_operations(query.api, &body).ok_or_else(|| Cause::of_body(&body)))
            .map_err(|cause| self.words(&cause, &ask, Some(query.api.kind())))
    }

    async fn found(&self, query: &RemoteQuery, stop: &Stop) -> Result<RemotePage, Unanswered> {
        let kind = Some(query.api.kind());
        if let Some(page) = self.summaries(query, stop).await {
            return page;
        }
        let ask = backend::search(query)
            .map_err(|cause| self.words(&cause, &backend::services(query.api, &query.place), kind))?;
        let body = self.text(&ask, stop).await;
        let rows = backend::read_search(query.api, body.as_deref());
        rows.map(|rows| RemotePage { rows }).map_err(|cause| self.words(&cause, &ask, kind))
    }

    /// The search answered without spans, where the server does that; `None`: it is to be put the other way.
    async fn summaries(&self, query: &RemoteQuery, stop: &Stop) -> Option<Result<RemotePage, Unanswered>> {
        if self.without_summaries.borrow().contains(&query.place.address) {
            return None;
        }
        // What cannot be asked cannot be asked the other way either, which says why.
        let ask = summaries::ask(query)?.ok()?;
        match self.text(&ask, stop).await {
            Ok(body) => match summaries::read(&body) {
                Some(rows) => return Some(Ok(RemotePage { rows })),
                None => drop(self.without_summaries.borrow_mut().insert(query.place.address.clone())),
            },
            Err(cause) if probe::is_final(&cause) => {
                return Some(Err(self.words(&cause, &ask, Some(query.api.kind()))));
            }
            // It may be that nothing was found, or a server that has no such path.
            Err(_) => {}
        }
        None
    }

    async fn text(&self, ask: &Ask, stop: &Stop) -> Result<String, Cause> {
        self.text_in(ask, Haste::Now, stop).await
    }

    async fn text_in(&self, ask: &Ask, haste: Haste, stop: &Stop) -> Result<String, Cause> {
        endpoint::text(ask, &self.page, (&self.gate, haste), stop).await
    }

    fn words(&self, cause: &Cause, ask: &Ask, kind: Option<Kind>) -> Unanswered {
        words_for(cause, ask, kind, &self.page)
    }
}
