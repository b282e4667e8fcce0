//! How severe an event says that it is: by the number of a log record, else by an attribute.

use super::names::Names;
use crate::{
    base::severity::Severity,
    model::{attributes::Event, ids::Key, store::Store, value::ValueRef},
};

/// Under what names events say how severe they are.
const LEVELS: [&str; 5] = ["severity", "level", "log.severity", "severity_text", "log.level"];

/// The names that a store has of them.
#[derive(Clone, Debug, Default)]
pub struct Levels(Names);

impl Levels {
    /// Looks the names up.
    pub fn of_store(store: &Store) -> Self {
        Self(Names::find(store, &LEVELS))
    }

    /// Whether a key is one of them.
    pub fn has(&self, key: Key) -> bool {
        self.0.has(key)
    }

    /// What an event says of its severity; `None`: nothing.
    pub fn of(&self, store: &Store, event: Event) -> Option<Severity> {
        let by_number = store.log_of(event).and_then(|record| Severity::of_number(record.severity_number));
        by_number.or_else(|| match self.0.of_event(store, event) {
            Some(ValueRef::Text(word)) => Some(Severity::of_word(word)),
            Some(ValueRef::Int(number)) => u32::try_from(number).ok().and_then(Severity::of_number),
            _ => None,
        })
    }
}
