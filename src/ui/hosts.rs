//! Hosts other than the page's own that may be asked: a link may come from anybody, so what it names is asked only after
//! the person has agreed.

use super::settings::Settings;
use crate::browser::{location, storage};
use leptos::prelude::*;

/// Where the hosts are kept that the person agreed to, one a line.
const HOSTS: &str = "spanscope.hosts";

/// Remembers that the person agreed to hosts.
pub fn remember(hosts: impl IntoIterator<Item = String>) {
    let known = storage::get(HOSTS).unwrap_or_default();
    let mut all: Vec<String> = known.lines().map(str::to_owned).chain(hosts).collect();
    all.sort();
    all.dedup();
    storage::set(HOSTS, &all.join("\n"));
}

/// Whether an address may be asked without a question: the page's own host, one that the person or whoever runs the page
/// agreed to, or any when the page is part of another, whose author chose the link.
pub fn is_allowed(address: &str, settings: Settings) -> bool {
    let Some(host) = location::foreign_host(address) else { return true };
    location::is_framed()
        || settings.config().with_untracked(|config| config.allowed_hosts.contains(&host))
        || storage::get(HOSTS).is_some_and(|hosts| hosts.lines().any(|known| known == host))
}
