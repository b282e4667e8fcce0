//! What became of an error, in words (analysis.md, "Error origins").

use crate::{
    base::words,
    protocol::{detail::FailureDetail, findings::Verdict},
};

impl FailureDetail {
    /// What the span has to do with the failure.
    pub const fn headline(&self) -> &'static str {
        match (self.verdict, self.origin.is_none()) {
            (Verdict::Caused, true) => "Caused the failure",
            (Verdict::Caused, false) => "Passed on what caused the failure",
            (Verdict::Also, true) => "Also failed, the request went on",
            (Verdict::Also, false) => "Passed on an error, the request went on",
            (Verdict::Background, true) => "Failed in the background",
            (Verdict::Background, false) => "Passed on an error in the background",
            (Verdict::Handled, true) => "Failed, and the error was handled",
            (Verdict::Handled, false) => "Passed on an error that was handled",
        }
    }

    /// That there are others; empty when there are none.
    pub fn others_words(&self) -> String {
        match self.others {
            0 => String::new(),
            others => format!("{} came up here too", words::count(others, "other error", "other errors")),
        }
    }
}
