//! Whom a span calls (analysis.md, "Service graph"): what is remote, and the names of those that record no spans.

use super::facts::{Fact, Said};
use crate::{
    base::intern::Symbol,
    model::{ids::SpanIx, span::Kind, store::Store},
};

/// Whether a child is the entry span of a service: its parent is in another one, or it is the SERVER or CONSUMER of a
/// call that a service makes to itself.
pub fn is_remote(store: &Store, parent: SpanIx, child: SpanIx) -> bool {
    store.service(parent) != store.service(child)
        || (matches!(store.kind(child), Kind::Server | Kind::Consumer)
            && matches!(store.kind(parent), Kind::Client | Kind::Producer))
}

/// Whether a span is a call: of a kind that says so, or in another service than its parent. OTLP lets an unspecified
/// kind count as INTERNAL.
pub fn is_call(store: &Store, span: SpanIx) -> bool {
    !matches!(store.kind(span), Kind::Internal | Kind::Unspecified)
        || store.parent(span).is_some_and(|parent| store.service(parent) != store.service(span))
}

/// The service a call goes to, if it records spans: its own when the span itself stands for the callee, else that of
/// its first remote child.
pub fn callee(store: &Store, call: SpanIx) -> Option<Symbol> {
    let is_entry = store.parent(call).is_some_and(|parent| is_remote(store, parent, call));
    if is_entry || matches!(store.kind(call), Kind::Server | Kind::Consumer) {
        return Some(store.service(call));
    }
    store.children(call).find(|&child| is_remote(store, call, child)).map(|child| store.service(child))
}

/// What a call without a server half goes to, by the first thing it says: the peer service, the database, the topic,
/// the address, the host of the URL.
pub fn virtual_name(said: &Said<'_>, kind: Kind) -> String {
    named(said).unwrap_or_else(|| format!("unnamed {}", kind.word()))
}

fn named(said: &Said<'_>) -> Option<String> {
    let within = |system: &str, part: Option<&str>| match part {
        Some(part) => format!("{system}/{part}"),
        None => system.to_owned(),
    };
    if let Some(service) = said.text(Fact::PeerService) {
        return Some(service.to_owned());
    }
    if let Some(system) = said.text(Fact::DbSystem) {
        return Some(within(system, said.text(Fact::DbNamespace)));
    }
    if let Some(system) = said.text(Fact::MessagingSystem) {
        return Some(within(system, said.text(Fact::Destination)));
    }
    if let Some(address) = said.text(Fact::ServerAddress) {
        let port = said.int(Fact::ServerPort);
        return Some(port.map_or_else(|| address.to_owned(), |port| format!("{address}:{port}")));
    }
    let host = host_of(said.text(Fact::UrlFull)?);
    (!host.is_empty()).then(|| host.to_owned())
}

/// The host and the path of a URL. One without a scheme (`0.0.0.0:8081/route`) is taken as host and path, one that
/// begins with a slash as a path.
pub fn split_url(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    (authority.rsplit_once('@').map_or(authority, |(_, host)| host), path)
}

fn host_of(url: &str) -> &str {
    let authority = split_url(url).0;
    // An IPv6 address has colons of its own, in brackets.
    let end = authority.find(']').map_or(0, |at| at + 1);
    let port = authority[end..].find(':').map_or(authority.len(), |at| end + at);
    &authority[..port]
}
