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

/// What a call names the one it goes to by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Naming {
    /// A service.
    Service(Symbol),
    /// A database system, and which database in it.
    Database(Symbol, Option<Symbol>),
    /// A messaging system, and the topic or queue.
    Messaging(Symbol, Option<Symbol>),
    /// A host, and its port.
    Address(Symbol, Option<i64>),
    /// The host of a whole URL.
    Url(Symbol),
    /// It does not say; its kind has to do.
    Unnamed(Kind),
}

impl Naming {
    /// The first thing a call says: the peer service, the database, the topic, the address, the host of the URL.
    pub fn of(said: &Said<'_>, kind: Kind) -> Self {
        let service = || said.symbol(Fact::PeerService).map(Self::Service);
        let database = || {
            said.symbol(Fact::DbSystem).map(|system| Self::Database(system, said.symbol(Fact::DbNamespace)))
        };
        let address =
            || said.symbol(Fact::ServerAddress).map(|host| Self::Address(host, said.int(Fact::ServerPort)));
        let url = || {
            let has_host = |url: &Symbol| !host_of(said.store().text(*url)).is_empty();
            said.symbol(Fact::UrlFull).filter(has_host).map(Self::Url)
        };
        service()
            .or_else(database)
            .or_else(|| Self::messaging(said))
            .or_else(address)
            .or_else(url)
            .unwrap_or(Self::Unnamed(kind))
    }

    /// The messaging system and the topic, whatever else is said.
    pub fn messaging(said: &Said<'_>) -> Option<Self> {
        let system = said.symbol(Fact::MessagingSystem)?;
        Some(Self::Messaging(system, said.symbol(Fact::Destination)))
    }

    /// The name.
    pub fn name(self, store: &Store) -> String {
        let within = |system, part: Option<Symbol>| match part {
            Some(part) => format!("{}/{}", store.text(system), store.text(part)),
            None => store.text(system).to_owned(),
        };
        match self {
            Self::Service(name) => store.text(name).to_owned(),
            Self::Database(system, part) | Self::Messaging(system, part) => within(system, part),
            Self::Address(host, Some(port)) => format!("{}:{port}", store.text(host)),
            Self::Address(host, None) => store.text(host).to_owned(),
            Self::Url(url) => host_of(store.text(url)).to_owned(),
            Self::Unnamed(kind) => format!("unnamed {}", kind.word()),
        }
    }
}

/// The name of what a call without a server half goes to.
pub fn virtual_name(said: &Said<'_>, kind: Kind) -> String {
    Naming::of(said, kind).name(said.store())
}

/// The host and the path of a URL. One without a scheme (`0.0.0.0:8081/route`) is taken as host and path, one that
/// begins with a slash as a path.
pub fn split_url(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    (authority.rsplit_once('@').map_or(authority, |(_, host)| host), path)
}

/// The host of a URL, without user, password and port; empty when it has none.
pub fn host_of(url: &str) -> &str {
    let authority = split_url(url).0;
    // An IPv6 address has colons of its own, in brackets.
    let end = authority.find(']').map_or(0, |at| at + 1);
    let port = authority[end..].find(':').map_or(authority.len(), |at| end + at);
    &authority[..port]
}
