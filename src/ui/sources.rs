//! Addresses in the link: what they give is opened, and what they no longer name is closed. A host that is not the
//! page's own is asked only after the person has agreed, since the link may come from anybody.

use super::{engine::Engine, session::SessionHandle};
use crate::browser::{
    location,
    source::{Bytes, Source},
    storage,
};
use leptos::prelude::*;

/// Where the hosts are kept that the person agreed to, one a line.
const HOSTS: &str = "spanscope.hosts";

/// Sources that wait for the person's yes.
#[derive(Clone, Copy)]
pub struct Waiting {
    addresses: RwSignal<Vec<String>>,
    engine: Engine,
}

/// The sources of this page that wait for a yes.
pub fn use_waiting() -> Waiting {
    expect_context()
}

/// Opens what the link names, now and whenever it changes.
pub fn follow(session: SessionHandle, engine: Engine) {
    let waiting = Waiting { addresses: RwSignal::new(Vec::new()), engine };
    provide_context(waiting);
    let sources = session.part(|session| session.sources.clone());
    Effect::new(move |_| waiting.update(sources.get()));
}

impl Waiting {
    /// The hosts that are waited for, each once.
    pub fn hosts(self) -> Signal<Vec<String>> {
        let addresses = self.addresses;
        Memo::new(move |_| {
            let mut hosts: Vec<String> = addresses
                .with(|all| all.iter().filter_map(|address| location::foreign_host(address)).collect());
            hosts.sort();
            hosts.dedup();
            hosts
        })
        .into()
    }

    /// Opens what waits, and remembers its hosts.
    pub fn agree(self) {
        let known = storage::get(HOSTS).unwrap_or_default();
        let mut hosts: Vec<String> = known.lines().map(str::to_owned).collect();
        hosts.extend(self.hosts().get_untracked());
        hosts.sort();
        hosts.dedup();
        storage::set(HOSTS, &hosts.join("\n"));
        let addresses = self.addresses.get_untracked();
        self.addresses.set(Vec::new());
        self.engine.open(addresses.iter().map(|address| Source::from_address(address)).collect());
    }

    /// Forgets what waits.
    pub fn refuse(self) {
        self.addresses.set(Vec::new());
    }

    /// Brings what is open into agreement with the addresses of the link.
    fn update(self, sources: Vec<String>) {
        let wanted: Vec<String> = sources.iter().filter_map(|source| location::resolve(source)).collect();
        let kept = self.engine.kept();
        let is_kept = |address: &String| kept.iter().any(|source| source.address() == Some(address));
        let (allowed, asked): (Vec<String>, Vec<String>) = wanted
            .iter()
            .filter(|address| !is_kept(address))
            .cloned()
            .partition(|address| is_allowed(address));
        self.addresses.set(asked);
        let missing = allowed.iter().map(|address| Source::from_address(address));
        let is_wanted = |source: &Source| match &source.bytes {
            Bytes::Blob(_) => true,
            Bytes::Address(address) => wanted.contains(address),
        };
        if kept.iter().all(is_wanted) {
            self.engine.open(missing.collect());
        } else {
            let staying = kept.iter().filter(|source| is_wanted(source)).cloned();
            self.engine.replace(staying.chain(missing).collect());
        }
    }
}

/// Whether an address may be asked without a question: the page's own host, one the person agreed to, or any when the
/// page is part of another, whose author chose the link.
fn is_allowed(address: &str) -> bool {
    let Some(host) = location::foreign_host(address) else { return true };
    location::is_framed() || storage::get(HOSTS).is_some_and(|hosts| hosts.lines().any(|known| known == host))
}
