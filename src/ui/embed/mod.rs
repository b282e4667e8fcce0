//! The page as a part of another one: takes the messages of its host and answers them. What they mean and who may be
//! told what stands in `state::embed`.

mod answer;
mod question;

pub use question::HostQuestion;

use super::{
    engine::Engine,
    remote::{Remote, use_remote},
    session::SessionHandle,
    settings::Settings,
};
use crate::{
    browser::host::{self, Heard},
    state::{
        embed::{
            message::{self, Envelope},
            outline::outline,
            said,
            trust::Trust,
        },
        link,
        link_template::LinkTemplate,
    },
};
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;
use web_sys::Window;

/// How often is looked whether the content has grown: no event tells that what scrolls has.
const LOOK_EVERY_MS: u32 = 500;

/// A handle to what is exchanged with the host.
#[derive(Clone, Copy)]
pub struct Embed {
    session: SessionHandle,
    engine: Engine,
    remote: Remote,
    settings: Settings,
    /// The origins that the person agreed to.
    trust: RwSignal<Trust>,
    /// Origins that asked for what they may not be told, and wait for the person.
    asking: RwSignal<Vec<String>>,
    /// The links of attributes that pages gave, by their origins.
    links: RwSignal<Vec<(String, Vec<LinkTemplate>)>>,
}

/// What is exchanged with the host of this page.
pub fn use_embed() -> Embed {
    expect_context()
}

/// Listens to the host from now on, and tells it what changes.
pub fn provide_embed(session: SessionHandle, engine: Engine, settings: Settings) {
    let embed = Embed {
        session,
        engine,
        settings,
        remote: use_remote(),
        trust: RwSignal::new(Trust::default()),
        asking: RwSignal::new(Vec::new()),
        links: RwSignal::new(Vec::new()),
    };
    provide_context(embed);
    let listener = StoredValue::new_local(host::listen(move |heard| embed.hear(heard)));
    on_cleanup(move || listener.dispose());
    if !host::windows().is_empty() {
        embed.tell_changes();
    }
}

impl Embed {
    /// The origins that wait for the person's yes, each once.
    pub fn asking(self) -> Signal<Vec<String>> {
        self.asking.into()
    }

    /// The person says yes to the origins that wait, until the page is left.
    pub fn agree(self) {
        let asking = self.asking.get_untracked();
        self.asking.set(Vec::new());
        self.trust.update(|trust| trust.agreed.extend(asking));
    }

    /// The person says no; who asks again is asked about again.
    pub fn refuse(self) {
        self.asking.set(Vec::new());
    }

    /// The links of attributes that pages around gave, and that count now: following one tells its host a value, so a
    /// page that may not be told of what is open gives none. Tells of changes.
    pub fn links(self) -> Vec<LinkTemplate> {
        self.engine.revision().track();
        self.trust.track();
        self.settings.config().track();
        let given = self.links.get().into_iter();
        given.filter(|(origin, _)| self.may_tell(origin)).flat_map(|(_, links)| links).collect()
    }

    fn give_links(self, origin: &str, links: &[LinkTemplate]) {
        self.links.update(|all| {
            all.retain(|(other, _)| other != origin);
            all.push((origin.to_owned(), links.to_vec()));
        });
    }

    fn hear(self, heard: Heard) {
        let Heard { origin, window, json, data } = heard;
        let Some(Envelope { id, message }) =
            serde_json::from_str::<Value>(&json).ok().and_then(message::read)
        else {
            return;
        };
        if !self.trust_now().hears(&origin) {
            return;
        }
        spawn_local(async move {
            // Whom the settings allow has to be known.
            self.settings.known().await;
            let result = match message {
                Ok(message) => answer::answer(self, &message, data, &origin, &window).await,
                Err(failure) => Err(failure),
            };
            if let Some(id) = id {
                say(&window, &said::answer(&id, result), &origin);
            }
        });
    }

    /// Who is trusted, with the origins that the link names now.
    fn trust_now(self) -> Trust {
        let named = self.session.now(|session| session.origins.clone());
        let allowed = self.settings.config().with_untracked(|config| config.allowed_origins.clone());
        Trust { named, allowed, ..self.trust.get_untracked() }
    }

    /// Whether an origin may be told of what is open.
    fn may_tell(self, origin: &str) -> bool {
        let givers = self.engine.givers();
        self.trust_now().may_tell(origin, givers.iter().map(Option::as_deref))
    }

    /// Whether it may be told that a trace is looked at. While an endpoint is connected that may be one of the store's,
    /// which no host gave.
    fn may_tell_of(self, origin: &str, trace_id: Option<&str>) -> bool {
        let is_of_store = trace_id.is_some() && self.session.now(|session| session.endpoint.is_some());
        let mut givers = self.engine.givers();
        givers.extend(is_of_store.then_some(None));
        self.trust_now().may_tell(origin, givers.iter().map(Option::as_deref))
    }

    /// The link of what is shown, as far as an origin may know it.
    fn hash_for(self, origin: &str) -> String {
        self.session.now(|session| {
            if self.may_tell_of(origin, session.trace_id()) {
                link::write(session)
            } else {
                link::write(&outline(session))
            }
        })
    }

    /// An origin asked for what it may not be told: the person is asked.
    fn ask_about(self, origin: &str) {
        if !self.asking.with_untracked(|asking| asking.iter().any(|other| other == origin)) {
            self.asking.update(|asking| asking.push(origin.to_owned()));
        }
    }

    /// Tells the host, unasked: that the page is ready, how high it would like to be, and, where the link names the
    /// host's origin, what is shown and open.
    fn tell_changes(self) {
        let is_ready = self.engine.is_ready();
        Effect::new(move |was_ready: Option<bool>| {
            if is_ready.get() && was_ready != Some(true) {
                let ready = ready();
                host::windows().iter().for_each(|window| say(window, &ready, "*"));
            }
            is_ready.get()
        });
        let height = StoredValue::new_local(Interval::new(LOOK_EVERY_MS, {
            let mut told = None;
            move || {
                let px = host::wanted_height_px();
                if let Some(px) = px.filter(|_| px != told) {
                    told = Some(px);
                    let height = said::height(px);
                    host::windows().iter().for_each(|window| say(window, &height, "*"));
                }
            }
        }));
        on_cleanup(move || height.dispose());
        let hash = self.session.link();
        Effect::new(move |before: Option<Vec<(String, String)>>| {
            // Only a memo that is read tells of changes.
            hash.with(|_| ());
            let origins = self.session.now(|session| session.origins.clone()).into_iter();
            let now: Vec<_> = origins.map(|origin| (origin.clone(), self.hash_for(&origin))).collect();
            let before = before.unwrap_or_default();
            for (origin, hash) in now.iter().filter(|told| !before.contains(told)) {
                self.tell_named(&said::state(hash), |other| other == origin);
            }
            now
        });
        let place =
            self.session.part(|session| (session.trace_id().map(str::to_owned), session.span.clone()));
        Effect::new(move |before: Option<()>| {
            let (trace_id, span_id) = place.get();
            if before.is_some() {
                let selection = said::selection(trace_id.as_deref(), span_id.as_deref());
                self.tell_named(&selection, |origin| self.may_tell_of(origin, trace_id.as_deref()));
            }
        });
        let (revision, summary) = (self.engine.revision(), self.engine.summary());
        // Whom the settings allow, or the person agrees to, only after something was opened is told of it then.
        Effect::new(move |before: Option<(u32, Vec<String>)>| {
            let now = revision.get();
            self.settings.config().track();
            self.trust.track();
            let mut told = before.filter(|(then, _)| *then == now).map(|(_, told)| told).unwrap_or_default();
            if now > 0 {
                let loaded = summary.with_untracked(said::loaded);
                self.tell_named(&loaded, |origin| {
                    let is_new = self.may_tell(origin) && !told.iter().any(|other| other == origin);
                    if is_new {
                        told.push(origin.to_owned());
                    }
                    is_new
                });
            }
            (now, told)
        });
    }

    /// Says something to the origins that the link names, where they may hear it.
    fn tell_named(self, message: &Value, mut may_hear: impl FnMut(&str) -> bool) {
        for origin in self.session.now(|session| session.origins.clone()) {
            if may_hear(&origin) {
                host::windows().iter().for_each(|window| say(window, message, &origin));
            }
        }
    }
}

fn ready() -> Value {
    said::ready(env!("CARGO_PKG_VERSION"))
}

fn say(window: &Window, message: &Value, origin: &str) {
    host::say(window, &message.to_string(), Trust::target(origin));
}
