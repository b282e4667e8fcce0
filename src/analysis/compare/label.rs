//! What a group is called, and the search that finds its spans.

use super::profile::{KnownGroup, Profile};
use crate::{
    analysis::{edge::Group, services},
    model::store::Store,
};

/// A group in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// `inventory → postgres SELECT stock`, `cart: load`.
    pub text: String,
    /// Whose time it is, or who waited.
    pub from: String,
    /// Who was waited for, if anybody.
    pub to: Option<String>,
    /// The operation that was called, or that ran.
    pub operation: Option<String>,
}

/// The words for a group.
pub fn label(store: &Store, profile: &Profile, known: KnownGroup) -> Label {
    let text = |symbol| store.text(symbol);
    let common = known.name.map(text);
    let operation = match known.group {
        Group::Own { name, .. } => Some(text(name)),
        Group::Between { operation, .. } => Some(text(operation)),
        Group::Service { .. } | Group::Peer { .. } => common,
    };
    let operation = operation.filter(|operation| !operation.is_empty()).map(str::to_owned);
    match (known.group, profile.edges.ends(store, known.group)) {
        (_, Some((from, to))) => {
            let called = operation.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
            let text = format!("{from} → {to}{called}");
            Label { text, from: from.to_owned(), to: Some(to.to_owned()), operation }
        }
        (Group::Own { service, .. }, None) => {
            let from = services::name(store, service).to_owned();
            let ran = operation.as_ref().map(|name| format!(": {name}")).unwrap_or_default();
            Label { text: format!("{from}{ran}"), from, to: None, operation }
        }
        (_, None) => Label { text: String::new(), from: String::new(), to: None, operation },
    }
}
