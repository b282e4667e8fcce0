//! How severe something is that was logged: from the numbers of OTLP and from the words that logs have for it.

use serde::{Deserialize, Serialize};

/// How much an event wants to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// For whoever looks for something.
    #[default]
    Debug,
    /// Usual; also what says nothing of its severity.
    Info,
    /// Something to look at.
    Warning,
    /// Something failed; exceptions.
    Error,
}

impl Severity {
    /// What a number of OTLP stands for; `None`: it is none.
    pub const fn of_number(number: u32) -> Option<Self> {
        match number {
            1..=8 => Some(Self::Debug),
            9..=12 => Some(Self::Info),
            13..=16 => Some(Self::Warning),
            17..=24 => Some(Self::Error),
            _ => None,
        }
    }

    /// What a word stands for, in any case.
    pub fn of_word(word: &str) -> Self {
        let word = word.to_ascii_lowercase();
        let begins = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
        if begins(&["err", "fatal", "crit", "alert", "emerg", "panic", "severe"]) {
            Self::Error
        } else if begins(&["warn"]) {
            Self::Warning
        } else if begins(&["debug", "trace", "fine", "verbose"]) {
            Self::Debug
        } else {
            Self::Info
        }
    }
}
