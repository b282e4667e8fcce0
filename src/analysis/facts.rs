//! What attributes say of a call, each fact under its present name and its older ones (formats.md, "Names that
//! changed"), read in one pass over a span's attributes.

use super::names::as_int;
use crate::{
    base::intern::Symbol,
    model::{ids::SpanIx, store::Store, value::Value},
};

/// Something a call says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The service that is called.
    PeerService,
    /// The database system.
    DbSystem,
    /// The database.
    DbNamespace,
    /// A statement in a few words.
    DbSummary,
    /// The statement.
    DbStatement,
    /// The messaging system.
    MessagingSystem,
    /// The topic or queue.
    Destination,
    /// The RPC system.
    RpcSystem,
    /// The HTTP method.
    HttpMethod,
    /// The path with placeholders, as the caller knows it.
    UrlTemplate,
    /// The path with placeholders, as the server knows it.
    HttpRoute,
    /// The path.
    UrlPath,
    /// The whole URL.
    UrlFull,
    /// The host that is called.
    ServerAddress,
    /// Its port.
    ServerPort,
}

/// How many facts there are.
const FACTS: usize = Fact::ServerPort as usize + 1;

/// The names of each fact, the present one first.
const NAMES: [(&str, Fact); 27] = [
    ("service.peer.name", Fact::PeerService),
    ("peer.service", Fact::PeerService),
    ("db.system.name", Fact::DbSystem),
    ("db.system", Fact::DbSystem),
    ("db.namespace", Fact::DbNamespace),
    ("db.name", Fact::DbNamespace),
    ("db.query.summary", Fact::DbSummary),
    ("db.query.text", Fact::DbStatement),
    ("db.statement", Fact::DbStatement),
    ("sql.query", Fact::DbStatement),
    ("messaging.system", Fact::MessagingSystem),
    ("messaging.destination.name", Fact::Destination),
    ("messaging.destination", Fact::Destination),
    ("rpc.system.name", Fact::RpcSystem),
    ("rpc.system", Fact::RpcSystem),
    ("http.request.method", Fact::HttpMethod),
    ("http.method", Fact::HttpMethod),
    ("url.template", Fact::UrlTemplate),
    ("http.route", Fact::HttpRoute),
    ("url.path", Fact::UrlPath),
    ("http.target", Fact::UrlPath),
    ("url.full", Fact::UrlFull),
    ("http.url", Fact::UrlFull),
    ("server.address", Fact::ServerAddress),
    ("net.peer.name", Fact::ServerAddress),
    ("server.port", Fact::ServerPort),
    ("net.peer.port", Fact::ServerPort),
];

/// The keys of a store that are names of facts.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// For each key the fact and the rank of the name, the present one's being the lowest.
    of_key: Vec<Option<(Fact, u8)>>,
}

impl Fact {
    /// The attribute names it may stand under, the present one first.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        NAMES.iter().filter(move |(_, fact)| *fact == self).map(|(name, _)| *name)
    }
}

impl Facts {
    /// Looks the names up in a store.
    pub fn find(store: &Store) -> Self {
        let mut of_key = vec![None; store.keys().len()];
        for ((name, fact), rank) in NAMES.into_iter().zip(0..) {
            if let Some(key) = store.find_key(name) {
                of_key[key.0 as usize] = Some((fact, rank));
            }
        }
        Self { of_key }
    }

    /// Reads what a span says.
    pub fn of<'a>(&self, store: &'a Store, span: SpanIx) -> Said<'a> {
        let mut values = [None; FACTS];
        for (key, value) in store.attributes(span) {
            let Some(&Some((fact, rank))) = self.of_key.get(key.0 as usize) else { continue };
            let said: &mut Option<(u8, Value)> = &mut values[fact as usize];
            if said.is_none_or(|(known, _)| rank < known) {
                *said = Some((rank, value));
            }
        }
        Said { store, values }
    }
}

/// What one span says.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    store: &'a Store,
    /// For each fact its value with the rank of the name it was said under.
    values: [Option<(u8, Value)>; FACTS],
}

impl<'a> Said<'a> {
    /// Whose span says it.
    pub const fn store(&self) -> &'a Store {
        self.store
    }

    /// A text that is not empty.
    pub fn text(&self, fact: Fact) -> Option<&'a str> {
        self.symbol(fact).map(|symbol| self.store.text(symbol))
    }

    /// The same by its symbol.
    pub fn symbol(&self, fact: Fact) -> Option<Symbol> {
        self.values[fact as usize]?.1.as_text().filter(|symbol| *symbol != Symbol::EMPTY)
    }

    /// A whole number.
    pub fn int(&self, fact: Fact) -> Option<i64> {
        as_int(self.store.value(self.values[fact as usize]?.1))
    }

    /// Whether a fact is told at all.
    pub const fn has(&self, fact: Fact) -> bool {
        self.values[fact as usize].is_some()
    }
}
