//! How severe the events of the log are at least: in words and in links.

use crate::protocol::log::Severity;

/// What can be chosen, and what it is called.
pub const CHOICES: [(Severity, &str); 4] = [
    (Severity::Debug, "All events"),
    (Severity::Info, "All but debug"),
    (Severity::Warning, "Warnings and errors"),
    (Severity::Error, "Errors"),
];

impl Severity {
    /// The word in links.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of a word in links.
    pub fn from_key(key: &str) -> Option<Self> {
        CHOICES.into_iter().map(|(severity, _)| severity).find(|severity| severity.key() == key)
    }
}
