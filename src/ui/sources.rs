//! Addresses in the link: what they give is opened, and what they no longer name is closed. A host that is not the
//! page's own is asked only after the person has agreed, since the link may come from anybody.

use super::{
    engine::Engine,
    hosts::{is_allowed, remember},
    parts::notices::{Notices, use_notices},
    session::SessionHandle,
    settings::Settings,
};
use crate::{
    browser::{
        location,
        source::{Bytes, Source},
    },
    state::command::Command,
};
use leptos::prelude::*;

/// Sources that wait for the person's yes.
#[derive(Clone, Copy)]
pub struct Waiting {
    addresses: RwSignal<Vec<String>>,
    session: SessionHandle,
    engine: Engine,
    settings: Settings,
    notices: Notices,
}

/// The sources of this page that wait for a yes.
pub fn use_waiting() -> Waiting {
    expect_context()
}

/// Opens what the link names, now and whenever it changes.
pub fn follow(session: SessionHandle, engine: Engine, settings: Settings) {
    let addresses = RwSignal::new(Vec::new());
    let waiting = Waiting { addresses, session, engine, settings, notices: use_notices() };
    provide_context(waiting);
    let sources = session.part(|session| session.sources.clone());
    Effect::new(move |before: Option<Vec<String>>| {
        let now = sources.get();
        waiting.update(&before.unwrap_or_default(), &now);
        now
    });
    // The settings come a moment after the link.
    let config = settings.config();
    Effect::new(move |_| {
        config.track();
        waiting.open_allowed();
    });
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

    /// Opens what waits and need not.
    fn open_allowed(self) {
        let (allowed, asked): (Vec<String>, Vec<String>) = self
            .addresses
            .get_untracked()
            .into_iter()
            .partition(|address| is_allowed(address, self.settings));
        if !allowed.is_empty() {
            self.addresses.set(asked);
            self.engine.open(allowed.iter().map(|address| Source::from_address(address)).collect());
        }
    }

    /// Opens what waits, and remembers its hosts.
    pub fn agree(self) {
        let addresses = self.addresses.get_untracked();
        remember(addresses.iter().filter_map(|address| location::foreign_host(address)));
        self.addresses.set(Vec::new());
        self.engine.open(addresses.iter().map(|address| Source::from_address(address)).collect());
    }

    /// Forgets what waits.
    pub fn refuse(self) {
        self.addresses.set(Vec::new());
    }

    /// Opens an address that the person named on this page, which is a yes to its host, and adds it to the link. One
    /// that failed before is asked again.
    ///
    /// # Errors
    /// A sentence when it is no address that can be fetched.
    pub fn open(self, named: &str) -> Result<(), String> {
        let address = fetchable(named).ok_or_else(|| {
            format!("“{named}” cannot be fetched; an address begins with http:// or https://, or is one beside this page")
        })?;
        let source = Source::from_address(&address);
        if self.engine.kept().iter().any(|kept| kept.address() == Some(&address)) {
            self.notices.info(format!("{} is already open", source.name));
            return Ok(());
        }
        remember(location::foreign_host(&address));
        self.addresses.update(|waiting| waiting.retain(|other| *other != address));
        let mut sources = self.session.now(|session| session.sources.clone());
        if sources.iter().any(|other| fetchable(other).as_ref() == Some(&address)) {
            self.engine.open(vec![source]);
        } else {
            sources.push(named.to_owned());
            self.session.dispatch(Command::SetSources(sources));
        }
        Ok(())
    }

    /// Brings what is open into agreement with the addresses of the link. Those that it named before are not asked
    /// again, whatever became of them.
    fn update(self, before: &[String], sources: &[String]) {
        let wanted: Vec<String> = sources.iter().filter_map(|source| fetchable(source)).collect();
        let kept = self.engine.kept();
        let (mut allowed, mut asked) = (Vec::new(), self.addresses.get_untracked());
        asked.retain(|address| wanted.contains(address));
        for source in sources.iter().filter(|source| !before.contains(source)) {
            match fetchable(source) {
                None => self.notices.info(format!("The link's address “{source}” cannot be fetched")),
                Some(address) if kept.iter().any(|source| source.address() == Some(&address)) => {}
                Some(address) if is_allowed(&address, self.settings) => {
                    allowed.push(Source::from_address(&address))
                }
                Some(address) => asked.push(address),
            }
        }
        self.addresses.set(asked);
        let is_wanted = |source: &Source| match &source.bytes {
            Bytes::Blob(_) => true,
            Bytes::Address(address) => wanted.contains(address),
        };
        if kept.iter().all(is_wanted) {
            self.engine.open(allowed);
        } else {
            let staying = kept.into_iter().filter(is_wanted);
            self.engine.replace(staying.chain(allowed).collect());
        }
    }
}

/// An address as it is fetched: absolute; `None`: it is none, or of a kind that is not fetched.
fn fetchable(source: &str) -> Option<String> {
    location::resolve(source)
        .filter(|address| address.starts_with("http://") || address.starts_with("https://"))
}
