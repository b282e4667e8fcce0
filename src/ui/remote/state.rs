//! What is known of the connected endpoint, and of what was found there.

use super::known::{Asks, Connection, Found, Loaded, Sought, Told, Wanted, why_of};
use crate::{
    browser::{clock, location, storage},
    protocol::{
        measured::{Dependencies, Measured},
        remote::{Api, FetchQuery, Kind, Place, ProbeQuery, Probed, RemoteQuery, Unanswered},
        request::{Reply, Request},
    },
    state::{
        command::Command,
        endpoint::{self, Endpoint},
        session::{Session, StorePart, View},
        store_numbers::asks_for_numbers,
        store_search,
    },
    ui::{
        engine::Engine,
        hosts,
        parts::notices::{Notices, use_notices},
        session::SessionHandle,
        settings::Settings,
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Where the endpoints of before are kept.
pub const RECENT: &str = "spanscope.endpoints";
/// How many traces are asked for at first.
const USUAL_LIMIT: usize = 50;

/// A handle to the endpoint; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct Remote {
    pub(super) session: SessionHandle,
    pub(super) engine: Engine,
    settings: Settings,
    pub(super) notices: Notices,
    pub(super) connection: RwSignal<Connection>,
    /// At most so many traces are asked for.
    pub limit: RwSignal<usize>,
    pub(super) found: RwSignal<Found>,
    /// What a metrics function says of the whole store.
    pub measured: RwSignal<Told<Measured>>,
    /// Who calls whom in the whole store.
    pub counted: RwSignal<Told<Dependencies>>,
    /// It is asked from which duration on traces are slow.
    pub is_finding_slow: RwSignal<bool>,
    /// Traces of those found that are loaded.
    pub(super) here: RwSignal<BTreeSet<String>>,
    pub(super) sought: RwSignal<BTreeMap<String, Sought>>,
    /// The number of the request that loads everything, while it goes on.
    pub(super) loading: RwSignal<Option<u32>>,
    pub(super) loaded: RwSignal<Option<Loaded>>,
    inner: StoredValue<Inner>,
}

#[derive(Default)]
struct Inner {
    /// Rises with every connection: answers to what was asked over an earlier one are dropped.
    generation: u32,
    /// Headers for an address, for this visit only.
    headers: Option<(String, Vec<(String, String)>)>,
    probe: Option<u32>,
    search: Option<u32>,
    /// What is asked about names and values.
    completion: Option<u32>,
    /// What was searched for last.
    wanted: Option<Wanted>,
}

/// The endpoint of this page.
pub fn use_remote() -> Remote {
    expect_context()
}

/// Follows the endpoint of the session, and makes it known to everything below.
pub fn provide_remote(session: SessionHandle, engine: Engine, settings: Settings) {
    let remote = Remote {
        session,
        engine,
        settings,
        notices: use_notices(),
        connection: RwSignal::new(Connection::None),
        limit: RwSignal::new(USUAL_LIMIT),
        found: RwSignal::new(Found::default()),
        measured: RwSignal::new(Told::default()),
        counted: RwSignal::new(Told::default()),
        is_finding_slow: RwSignal::new(false),
        here: RwSignal::new(BTreeSet::new()),
        sought: RwSignal::new(BTreeMap::new()),
        loading: RwSignal::new(None),
        loaded: RwSignal::new(None),
        inner: StoredValue::new(Inner::default()),
    };
    provide_context(remote);
    let endpoint = session.part(|session| session.endpoint.clone());
    Effect::new(move |_| remote.follow(endpoint.get().as_ref()));
    // The settings come a moment after the link.
    let config = settings.config();
    Effect::new(move |_| {
        config.track();
        if remote.connection.with_untracked(|now| *now == Connection::Waiting) {
            remote.follow(endpoint.get_untracked().as_ref());
        }
    });
    session.on_command(move |command| {
        // What was closed is fetched again when it is looked at.
        if matches!(command, Command::CloseAll) {
            remote.stop_loading();
            remote.loading.set(None);
            remote.sought.set(BTreeMap::new());
            remote.loaded.set(None);
        }
    });
    let is_here = session.part(|session| session.view == View::Store);
    let wanted = remote.wanted();
    let is_connected = remote.is_connected();
    Effect::new(move |_| {
        let wanted = wanted.get();
        if is_here.get() && is_connected.get() {
            remote.search_for(wanted);
        }
    });
    Effect::new(move |_| {
        engine.revision().track();
        let found: Vec<String> =
            remote.found.with(|found| found.rows.iter().map(|row| row.trace_id.clone()).collect());
        remote.look_what_is_here(found.into_iter().chain(remote.exemplars()).collect());
    });
}

impl Remote {
    /// How it stands with the endpoint.
    pub fn connection(self) -> Signal<Connection> {
        self.connection.into()
    }

    /// Whether it answers.
    pub fn is_connected(self) -> Memo<bool> {
        Memo::new(move |_| self.connection.with(|connection| matches!(connection, Connection::Connected(_))))
    }

    /// What it turned out to be.
    pub fn probed(self) -> Option<Arc<Probed>> {
        self.connection.with(|connection| match connection {
            Connection::Connected(probed) => Some(Arc::clone(probed)),
            _ => None,
        })
    }

    /// Whether the connected store has spans of a service: of some that are called nothing is recorded, such as a database.
    pub(super) fn records(self, service: &str) -> bool {
        self.probed().is_some_and(|probed| probed.services.iter().any(|known| known == service))
    }

    /// What was found.
    pub fn found(self) -> Signal<Found> {
        self.found.into()
    }

    /// Whether the store is asked something that stands below the search.
    pub fn is_asking(self) -> bool {
        self.found.with(|found| found.is_asking)
            || self.measured.with(|told| told.is_asking)
            || self.counted.with(|told| told.is_asking)
            || self.is_finding_slow.get()
    }

    /// What people know the endpoint by.
    pub fn name(self) -> Memo<String> {
        self.session.part(name_of)
    }

    /// The same as it is now.
    pub(super) fn name_now(self) -> String {
        self.session.now(name_of)
    }

    /// The headers that were given for an address.
    pub fn headers_of(self, address: &str) -> Vec<(String, String)> {
        let of = |(known, headers): &(String, Vec<_>)| (known == address).then(|| headers.clone());
        self.inner.with_value(|inner| inner.headers.as_ref().and_then(of)).unwrap_or_default()
    }

    /// The headers that go with what is asked of the endpoint of the session.
    pub fn headers_now(self) -> Vec<(String, String)> {
        let address =
            self.session.now(|session| session.endpoint.as_ref().map(|endpoint| endpoint.address.clone()));
        address.map(|address| self.headers_of(&address)).unwrap_or_default()
    }

    /// Connects an endpoint that the person named on this page, which is a yes to its host.
    pub fn connect(self, endpoint: Endpoint, headers: Vec<(String, String)>) {
        if let Some(address) = location::resolve(&endpoint.address) {
            hosts::remember(location::foreign_host(&address));
        }
        self.connect_for(endpoint, headers);
    }

    /// The same for the page around this one, which is no yes of the person.
    pub fn connect_for(self, endpoint: Endpoint, headers: Vec<(String, String)>) {
        self.inner.update_value(|inner| inner.headers = Some((endpoint.address.clone(), headers)));
        if self.session.now(|session| session.endpoint.as_ref() == Some(&endpoint)) {
            self.follow(Some(&endpoint));
        } else {
            self.session.dispatch(Command::Connect(Some(endpoint)));
        }
    }

    /// The person says yes to the host that the link names.
    pub fn agree(self) {
        let endpoint = self.session.now(|session| session.endpoint.clone());
        if let Some(endpoint) = endpoint {
            let headers = self.headers_of(&endpoint.address);
            self.connect(endpoint, headers);
        }
    }

    /// Asks no longer what the endpoint is, or lets it go.
    pub fn disconnect(self) {
        self.session.dispatch(Command::Connect(None));
    }

    /// Begins anew with an endpoint, or without one.
    fn follow(self, endpoint: Option<&Endpoint>) {
        let before = self.inner.try_update_value(|inner| {
            inner.generation += 1;
            inner.wanted = None;
            [inner.probe.take(), inner.search.take()]
        });
        before.into_iter().flatten().flatten().for_each(|id| self.engine.stop(id));
        self.stop_loading();
        self.loading.set(None);
        self.clear_found();
        self.sought.set(BTreeMap::new());
        self.loaded.set(None);
        let Some(endpoint) = endpoint else { return self.connection.set(Connection::None) };
        let place = match self.place_of(endpoint) {
            Ok(place) => place,
            Err(sentence) => {
                let unanswered = Unanswered { sentence, ..Unanswered::default() };
                return self.connection.set(Connection::Failed(unanswered));
            }
        };
        if hosts::is_allowed(&place.address, self.settings) {
            self.probe(place, endpoint.clone());
        } else {
            self.connection.set(Connection::Waiting);
        }
    }

    /// Nothing was asked of the store any more.
    pub(super) fn clear_found(self) {
        self.found.update(|found| *found = Found { revision: found.revision + 1, ..Found::default() });
        self.measured.set(Told::default());
        self.counted.set(Told::default());
        self.is_finding_slow.set(false);
    }

    fn place_of(self, endpoint: &Endpoint) -> Result<Place, String> {
        let address = location::resolve(&endpoint.address)
            .filter(|address| address.starts_with("http://") || address.starts_with("https://"))
            .ok_or_else(|| {
                format!("“{}” cannot be asked; an address begins with http:// or https://, or with / on this page’s host", endpoint.name())
            })?;
        let plain = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        Ok(Place {
            address: plain.to_owned(),
            tenant: endpoint.tenant.clone(),
            headers: self.headers_of(&endpoint.address),
        })
    }

    fn probe(self, place: Place, endpoint: Endpoint) {
        let generation = self.generation();
        self.connection.set(Connection::Asking);
        let request = Request::Probe(ProbeQuery { place, kind: endpoint.kind });
        let (id, reply) = self.engine.ask_endpoint(&request);
        self.inner.update_value(|inner| inner.probe = Some(id));
        spawn_local(async move {
            let reply = reply.await;
            if self.generation() != generation {
                return;
            }
            self.connection.set(match reply {
                Ok((Reply::Probed(probed), _)) => {
                    let kept = storage::get(RECENT).unwrap_or_default();
                    // In a frame the endpoint is the host page's, not the person's.
                    if !location::is_framed() {
                        storage::set(RECENT, &endpoint::with_recent(&kept, &endpoint));
                    }
                    Connection::Connected(Arc::new(probed))
                }
                other => Connection::Failed(why_of(other)),
            });
        });
    }

    /// Rises with every connection.
    pub(super) fn generation(self) -> u32 {
        self.inner.try_with_value(|inner| inner.generation).unwrap_or_default()
    }

    /// What the session and the form ask for.
    fn wanted(self) -> Memo<Wanted> {
        let of_session = self.session.part(wanted_of);
        Memo::new(move |_| Wanted { limit: self.limit.get(), ..of_session.get() })
    }

    /// The same as it is now.
    pub(super) fn wanted_now(self) -> Wanted {
        Wanted { limit: self.limit.get_untracked(), ..self.session.now(wanted_of) }
    }

    /// Whether this is not what was searched for last; it is from now on.
    pub(super) fn is_new(self, wanted: &Wanted) -> bool {
        self.inner
            .try_update_value(|inner| {
                let is_new = inner.wanted.as_ref() != Some(wanted);
                inner.wanted = Some(wanted.clone());
                is_new
            })
            .unwrap_or(false)
    }

    /// The number of the search that goes on, in place of the one before, which is called off.
    pub(super) fn note_search(self, id: u32) {
        let before = self.inner.try_update_value(|inner| inner.search.replace(id));
        if let Some(before) = before.flatten() {
            self.engine.stop(before);
        }
    }

    /// The number of what is asked about names and values, in place of what was asked before, which is called off.
    pub(super) fn note_completion(self, id: Option<u32>) {
        let before = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.completion, id));
        if let Some(before) = before.flatten() {
            self.engine.stop(before);
        }
    }

    /// Whether a search is the last one.
    pub(super) fn is_last_search(self, id: u32) -> bool {
        self.inner.try_with_value(|inner| inner.search == Some(id)).unwrap_or(false)
    }

    /// A search of the store, where it is connected.
    pub(super) fn query(self, wanted: Wanted) -> Option<RemoteQuery> {
        let Wanted { q, range, limit, .. } = wanted;
        let (place, api) = self.asked()?;
        let (from_ns, to_ns) = store_search::bounds(&range, clock::unix_ns());
        Some(RemoteQuery { place, api, q, from_ns, to_ns, limit })
    }

    /// Traces to fetch, where the store is connected.
    pub(super) fn fetch_query(self, trace_ids: Vec<String>) -> Option<FetchQuery> {
        let (place, api) = self.asked()?;
        Some(FetchQuery { place, api, trace_ids })
    }

    fn asked(self) -> Option<(Place, Api)> {
        let probed = untrack(|| self.probed())?;
        let endpoint = self.session.now(|session| session.endpoint.clone())?;
        Some((self.place_of(&endpoint).ok()?, probed.api))
    }

    /// What the connected store is asked for by a search, where a part of it is shown.
    pub fn asks_for(self, part: StorePart, q: &str) -> Asks {
        match (self.kind(), part) {
            (Some(Kind::Tempo), _) if asks_for_numbers(q) => Asks::Numbers,
            (Some(Kind::Tempo), _) | (_, StorePart::Found) => Asks::Traces,
            (_, StorePart::Dependencies) => Asks::Dependencies,
        }
    }

    /// The kind of the connected store.
    pub fn kind(self) -> Option<Kind> {
        self.probed().map(|probed| probed.api.kind())
    }
}

fn wanted_of(session: &Session) -> Wanted {
    Wanted { part: session.store, q: session.q.trim().to_owned(), range: session.range, limit: USUAL_LIMIT }
}

fn name_of(session: &Session) -> String {
    session.endpoint.as_ref().map(|endpoint| endpoint.name().to_owned()).unwrap_or_default()
}
