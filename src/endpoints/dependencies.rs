//! Who calls whom in everything that a store holds: Jaeger and Zipkin count it themselves.

use super::{ask::Ask, cause::Cause, loose};
use crate::{
    base::time::{self, MS},
    protocol::{
        measured::Dependency,
        remote::{Api, RemoteQuery},
    },
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Asks for the calls: by the newer way, and by the one that older servers have.
///
/// # Errors
/// When this kind of server counts none.
pub fn asks(query: &RemoteQuery) -> Result<Vec<Ask>, Cause> {
    let end_ms = query.to_ns.saturating_add(MS - 1).div_euclid(MS);
    let lookback_ms = end_ms.saturating_sub(query.from_ns.div_euclid(MS)).max(1).to_string();
    let end_ms = end_ms.to_string();
    let before_end = [("endTs", end_ms.as_str()), ("lookback", &lookback_ms)];
    let older = || Ask::new(&query.place, "/api/dependencies", &before_end);
    match query.api {
        Api::Tempo => {
            let sentence = "Tempo counts no calls between services; load traces and see Services";
            Err(Cause::Query(sentence.to_owned()))
        }
        Api::JaegerV3 => {
            let (from, to) = (time::rfc3339(query.from_ns), time::rfc3339(query.to_ns));
            let within = [("start_time", from.as_str()), ("end_time", &to)];
            Ok(vec![Ask::new(&query.place, "/api/v3/dependencies", &within), older()])
        }
        Api::JaegerV1 => Ok(vec![older()]),
        Api::Zipkin => Ok(vec![Ask::new(&query.place, "/api/v2/dependencies", &before_end)]),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Link {
    parent: String,
    child: String,
    #[serde(default, deserialize_with = "loose::whole")]
    call_count: i64,
    #[serde(default, deserialize_with = "loose::whole")]
    error_count: i64,
}

/// The three shapes: Jaeger's newer and older one, and Zipkin's bare list.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Newer {
        dependencies: Vec<Link>,
    },
    Older {
        #[serde(deserialize_with = "loose::list")]
        data: Vec<Link>,
    },
    Bare(Vec<Link>),
}

/// The calls, the most first; `None`: this is no such answer. A call that is told several times is one.
pub fn read(api: Api, body: &str) -> Option<Vec<Dependency>> {
    // An answer without any is `{}` in the newer shape.
    let links = match serde_json::from_str(body) {
        // Jaeger leaves an empty list out.
        _ if body.trim() == "{}" => Vec::new(),
        Ok(Answer::Newer { dependencies }) => dependencies,
        Ok(Answer::Older { data }) => data,
        Ok(Answer::Bare(links)) => links,
        Err(_) => return None,
    };
    // More than a `usize` holds in the browser is as many as it holds.
    let count = |n: i64| usize::try_from(n.max(0)).unwrap_or(usize::MAX);
    let mut counted: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for link in links {
        let (calls, errors) = counted.entry((link.parent, link.child)).or_default();
        *calls = calls.saturating_add(count(link.call_count));
        *errors = errors.saturating_add(count(link.error_count));
    }
    // Zipkin leaves the count of errors out where it is 0; Jaeger has none.
    let errors_of = |errors| (api == Api::Zipkin).then_some(errors);
    let call = |((from, to), (calls, errors))| Dependency { from, to, calls, errors: errors_of(errors) };
    let mut calls: Vec<Dependency> = counted.into_iter().map(call).collect();
    calls.sort_by(|one, other| (other.calls, &one.from, &one.to).cmp(&(one.calls, &other.from, &other.to)));
    Some(calls)
}
