//! What the page is set to beside the session: by `config.json` beside it, and by the person's own links.

use super::{parts::notices::use_notices, session::SessionHandle};
use crate::{
    browser::{clock, http, location, storage},
    state::{
        config::{self, Config},
        link_template::{self, LinkTemplate},
    },
};
use leptos::prelude::*;

/// Beside the page.
const CONFIG: &str = "config.json";
/// Where the person's own links are kept.
const LINKS: &str = "spanscope.links";
/// Nobody waits longer for the file than this; it counts from when it comes.
const WAITS_MS: u32 = 3_000;

/// A handle to the settings; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct Settings {
    config: RwSignal<Config>,
    /// Is there once the file was read, or is known to be missing.
    read: LocalResource<()>,
    own_links: RwSignal<Vec<LinkTemplate>>,
}

/// The settings of this page.
pub fn use_settings() -> Settings {
    expect_context()
}

/// Reads the settings and makes them known to everything below.
pub fn provide_settings(session: SessionHandle) -> Settings {
    let notices = use_notices();
    let config = RwSignal::new(Config::default());
    let read = LocalResource::new(move || async move {
        // Most pages have none, and a network that is away is no reason to complain either.
        let Some(text) = text_of_config().await else { return };
        let (set, notes) = config::read(&text);
        if !notes.is_empty() {
            notices
                .error(format!("{CONFIG} beside this page is not wholly understood: {}", notes.join("; ")));
        }
        if let Some(theme) = set.theme {
            session.suggest_theme(theme);
        }
        config.set(set);
    });
    let own_links = RwSignal::new(link_template::read(&storage::get(LINKS).unwrap_or_default()));
    let settings = Settings { config, read, own_links };
    provide_context(settings);
    settings
}

async fn text_of_config() -> Option<String> {
    http::text(&location::resolve(CONFIG)?).await.ok()
}

impl Settings {
    /// What `config.json` says; until it is read, what counts without one.
    pub fn config(self) -> Signal<Config> {
        self.config.into()
    }

    /// What `config.json` says, once it is read or is too long in coming.
    pub async fn known(self) -> Config {
        clock::within(WAITS_MS, self.read.into_future()).await;
        self.config.try_get_untracked().unwrap_or_default()
    }

    /// The person's own links.
    pub fn own_links(self) -> Signal<Vec<LinkTemplate>> {
        self.own_links.into()
    }

    /// Keeps another set of links.
    pub fn set_own_links(self, links: Vec<LinkTemplate>) {
        storage::set(LINKS, &link_template::written(&links));
        self.own_links.set(links);
    }
}
