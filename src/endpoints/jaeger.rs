//! What both interfaces of Jaeger share: a search by service, operation, duration and tags.

use super::cause::Cause;
use crate::{
    base::time::{MS, S, US},
    query::terms::Terms,
};

/// The conditions of a search.
///
/// # Errors
/// When it says more than Jaeger can be asked.
pub fn terms(q: &str, needs_service: bool) -> Result<Terms, Cause> {
    let terms = Terms::read(q).map_err(|wrong| Cause::Query(format!("Jaeger {wrong}")))?;
    if needs_service && terms.service.is_empty() {
        return Err(Cause::Query("Jaeger lists the traces of one service: choose one".to_owned()));
    }
    Ok(terms)
}

/// The tags as the JSON object that both take.
pub fn tags(terms: &Terms) -> String {
    let tags: serde_json::Map<String, serde_json::Value> =
        terms.tags.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    serde_json::Value::Object(tags).to_string()
}

/// A duration as Go reads it.
pub fn duration(ns: i64) -> String {
    match ns {
        ns if ns % S == 0 => format!("{}s", ns / S),
        ns if ns % MS == 0 => format!("{}ms", ns / MS),
        ns if ns % US == 0 => format!("{}us", ns / US),
        ns => format!("{ns}ns"),
    }
}
