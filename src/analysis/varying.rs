//! What is different from call to call: an attribute, a literal of the statement, a part of the path or the query.

use super::{
    facts::{Fact, Said},
    names, parameters, peer,
    repeats::Reading,
    siblings::Member,
    template,
};
use crate::model::{ids::Key, span::Kind, store::Store};
use std::{borrow::Cow, collections::BTreeMap};

/// So many values are told.
const VALUES: usize = 5;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Varying {
    /// An attribute, a column, a placeholder of a path, a query parameter.
    pub name: String,
    /// Its first values, each once.
    pub values: Vec<String>,
    /// How many different ones there are.
    pub distinct: usize,
}

impl Varying {
    /// `item_id = 17, 18, 19 …`
    pub fn sentence(&self) -> String {
        let more = if self.distinct > self.values.len() { " …" } else { "" };
        format!("{} = {}{more}", self.name, self.values.join(", "))
    }

    /// What is told of these values, unless there are fewer than two.
    fn of_values<'a>(name: String, values: impl Iterator<Item = Cow<'a, str>>) -> Option<Self> {
        // The first place of each value.
        let mut first = BTreeMap::new();
        for (at, value) in values.enumerate() {
            first.entry(value).or_insert(at);
        }
        let distinct = first.len();
        let mut in_order: Vec<(usize, Cow<'a, str>)> =
            first.into_iter().map(|(value, at)| (at, value)).collect();
        in_order.sort_unstable();
        let values = in_order.into_iter().take(VALUES).map(|(_, value)| value.into_owned()).collect();
        (distinct > 1).then_some(Self { name, values, distinct })
    }
}

/// What varies between calls of one key, if anything that is told does. The attribute with most values is named
/// first; the statement and the URL are asked where no attribute tells.
pub fn of_calls(store: &Store, reading: &Reading, calls: &[Member]) -> Option<Varying> {
    of_attributes(store, reading, calls).or_else(|| {
        let said: Vec<Said<'_>> = calls.iter().map(|call| reading.facts.of(store, call.call)).collect();
        of_statements(&said).or_else(|| {
            let servers = calls.iter().map(|call| {
                let server = store.children(call.call).find(|&child| store.kind(child) == Kind::Server);
                reading.facts.of(store, server.unwrap_or(call.call))
            });
            of_urls(&said).or_else(|| of_urls(&servers.collect::<Vec<_>>()))
        })
    })
}

/// An attribute of the call, or of what wraps it, that at least half of the calls have.
fn of_attributes(store: &Store, reading: &Reading, calls: &[Member]) -> Option<Varying> {
    let mut by_key: BTreeMap<Key, Vec<Cow<'_, str>>> = BTreeMap::new();
    let mut of_call = Vec::new();
    for member in calls {
        of_call.clear();
        of_call.extend(parameters::told(store, reading, member.call));
        if member.child != member.call {
            of_call.extend(parameters::told(store, reading, member.child));
        }
        of_call.sort_by_key(|&(key, _)| key);
        of_call.dedup_by_key(|&mut (key, _)| key);
        for &(key, value) in &of_call {
            by_key.entry(key).or_default().push(Cow::Owned(names::text(value)));
        }
    }
    by_key.retain(|_, values| 2 * values.len() >= calls.len());
    let varying = by_key
        .into_iter()
        .filter_map(|(key, values)| Varying::of_values(store.key_name(key).to_owned(), values.into_iter()));
    // Of several with as many values the first that the files had.
    varying.rev().max_by_key(|varying| varying.distinct)
}

/// The first literal that differs, named by the word before it.
fn of_statements(said: &[Said<'_>]) -> Option<Varying> {
    let statements: Vec<_> = said
        .iter()
        .map(|said| said.text(Fact::DbStatement).map(|text| (text, template::of_statement(text).literals)))
        .collect::<Option<_>>()?;
    let (first, literals) = statements.first()?;
    let count = statements.iter().map(|(_, literals)| literals.len()).min()?;
    (0..count).find_map(|at| {
        let values = statements
            .iter()
            .map(|(text, literals)| Cow::Borrowed(text[literals[at].clone()].trim_matches('\'')));
        Varying::of_values(word_before(&first[..literals[at].start]), values)
    })
}

/// `customer_id` of `… WHERE customer_id = `.
fn word_before(text: &str) -> String {
    const OPERATORS: [&str; 4] = ["like", "in", "ilike", "any"];
    let mut words = text
        .rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '`')))
        .filter(|word| !word.is_empty());
    let named = words.find(|word| !OPERATORS.iter().any(|operator| operator.eq_ignore_ascii_case(word)));
    named.unwrap_or("literal").trim_matches('`').to_owned()
}

/// The first part of the path that differs, named by its placeholder where there is a template, else the first
/// parameter of the query that does.
fn of_urls(said: &[Said<'_>]) -> Option<Varying> {
    let paths: Vec<&str> = said.iter().map(path_of).collect::<Option<_>>()?;
    let parts: Vec<Vec<&str>> = paths.iter().map(|path| path_parts(path)).collect();
    let count = parts.iter().map(Vec::len).min()?;
    let pattern =
        said.first().and_then(|said| said.text(Fact::UrlTemplate).or_else(|| said.text(Fact::HttpRoute)));
    let pattern = pattern.map(path_parts).filter(|pattern| pattern.len() == count);
    let in_path = (0..count).find_map(|at| {
        let name = pattern.as_ref().map_or("path", |pattern| placeholder(pattern[at]));
        Varying::of_values(name.to_owned(), parts.iter().map(|parts| Cow::Borrowed(parts[at])))
    });
    in_path.or_else(|| {
        let queries: Vec<&str> =
            paths.iter().map(|path| path.split_once('?').map(|(_, query)| query)).collect::<Option<_>>()?;
        let names = queries.first()?.split('&').filter_map(|pair| Some(pair.split_once('=')?.0));
        names.map(str::to_owned).find_map(|name| {
            let value = |query: &&'_ str| -> Option<String> {
                query
                    .split('&')
                    .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
                    .map(|(_, value)| value.to_owned())
            };
            Varying::of_values(name.clone(), queries.iter().filter_map(value).map(Cow::Owned))
        })
    })
}

/// Path and query.
fn path_of<'a>(said: &Said<'a>) -> Option<&'a str> {
    let url = said.text(Fact::UrlFull);
    let path = url.map(|url| peer::split_url(url).1).filter(|path| !path.is_empty());
    path.or_else(|| said.text(Fact::UrlPath))
}

/// The parts of a path, query and fragment left out.
fn path_parts(path: &str) -> Vec<&str> {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    path[..end].split('/').filter(|part| !part.is_empty()).collect()
}

/// `sku` of `{sku}`, `:sku` or `<int:sku>`.
fn placeholder(part: &str) -> &str {
    let bare = part.trim_matches(['{', '}', '<', '>', ':', '*', '$']);
    bare.rsplit(':').next().filter(|name| !name.is_empty()).unwrap_or("path")
}
