//! What a call asked for, as far as its attributes tell: the statement with its literals, parameters of the query, the
//! URL, attributes of the team's own.

use super::{
    facts::{Fact, Said},
    names, peer,
    repeats::Reading,
    siblings::Member,
    template,
};
use crate::{
    base::conventions::AttributeGroup,
    model::{
        ids::{Key, SpanIx},
        span::Kind,
        store::Store,
        value::ValueRef,
    },
};

/// Names of parameters begin so.
const PARAMETERS: [&str; 3] = ["db.query.parameter.", "db.operation.parameter.", "db.postgresql.parameter."];
/// Names that tell how much or how long, not what.
const MEASURES: [&str; 11] =
    ["bytes", "count", "duration", "elapsed", "latency", "length", "ms", "ns", "rows", "size", "time"];
/// Asking twice with these methods is asking the same; the others carry a body that nobody sees.
const SAFE_METHODS: [&str; 3] = ["GET", "HEAD", "OPTIONS"];

/// What a key is to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A parameter of a query.
    Parameter,
    /// The team's own.
    Own,
    /// Says nothing of what is asked for.
    Other,
}

/// The roles of a store's keys.
#[derive(Clone, Debug, Default)]
pub struct Roles(Vec<Role>);

impl Roles {
    /// Looks at the names of a store.
    pub fn find(store: &Store) -> Self {
        let role = |name: &str| match AttributeGroup::of_key(name) {
            _ if PARAMETERS.iter().any(|start| name.starts_with(start)) => Role::Parameter,
            AttributeGroup::Own if !is_measure(name) => Role::Own,
            _ => Role::Other,
        };
        Self((0..store.keys().len() as u32).map(|key| role(store.key_name(Key(key)))).collect())
    }

    fn of(&self, key: Key) -> Role {
        self.0.get(key.0 as usize).copied().unwrap_or(Role::Other)
    }
}

fn is_measure(name: &str) -> bool {
    let last = name.rsplit(['.', '/', ':', '_']).next().unwrap_or(name);
    MEASURES.iter().any(|measure| last.eq_ignore_ascii_case(measure))
}

/// The parameters and the team's own attributes of a span that are text or whole numbers, in the order they came.
pub fn told<'a>(
    store: &'a Store,
    reading: &'a Reading,
    span: SpanIx,
) -> impl Iterator<Item = (Key, ValueRef<'a>)> + 'a {
    store
        .attributes(span)
        .filter(|&(key, _)| reading.roles.of(key) != Role::Other)
        .map(|(key, value)| (key, store.value(value)))
        .filter(|(_, value)| matches!(value, ValueRef::Text(_) | ValueRef::Int(_)))
}

/// The calls that asked for the same, in order; those whose parameters are not told are left out. The team's own
/// attributes are parameters only where they differ between the calls.
pub fn equal(store: &Store, reading: &Reading, calls: &[Member]) -> Vec<Vec<Member>> {
    if calls.len() < 2 {
        return Vec::new();
    }
    let own: Vec<Vec<(Key, ValueRef<'_>)>> = calls
        .iter()
        .map(|member| {
            let mut own: Vec<_> = told(store, reading, member.call).collect();
            own.sort_by_key(|&(key, _)| key);
            own
        })
        .collect();
    let has_different = own.iter().any(|other| *other != own[0]);
    let mut asked: Vec<(String, usize)> = Vec::new();
    for (at, member) in calls.iter().enumerate() {
        let said = reading.facts.of(store, member.call);
        let is_parameter = |&(key, _): &(Key, _)| reading.roles.of(key) == Role::Parameter;
        let text = asked_in_text(&said, store.kind(member.call));
        if text.is_none() && !has_different && !own[at].iter().any(is_parameter) {
            continue;
        }
        let mut whole = text.unwrap_or_default();
        for (key, value) in &own[at] {
            whole.push('\n');
            whole.push_str(store.key_name(*key));
            whole.push('=');
            whole.push_str(&names::text(*value));
        }
        asked.push((whole, at));
    }
    asked.sort();
    let same = asked.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
    let mut equal: Vec<Vec<Member>> =
        same.map(|same| same.iter().map(|&(_, at)| calls[at]).collect()).collect();
    equal.sort_by_key(|same| same[0].child);
    equal
}

/// What was asked for where a text says so in full: a statement without placeholders, the URL of a safe method.
fn asked_in_text(said: &Said<'_>, kind: Kind) -> Option<String> {
    if let Some(statement) = said.text(Fact::DbStatement) {
        return (!template::of_statement(statement).has_placeholders).then(|| statement.to_owned());
    }
    if said.has(Fact::DbSystem) || kind != Kind::Client {
        return None;
    }
    let method = said.text(Fact::HttpMethod).filter(|method| SAFE_METHODS.contains(method))?;
    let url = said.text(Fact::UrlFull).filter(|url| !peer::split_url(url).1.is_empty())?;
    Some(format!("{method} {url}"))
}
