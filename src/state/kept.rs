//! Which files are kept in the browser for the next visit: a list as text, since the browser keeps words beside them.

use crate::base::{stamp::given_ms, words};
use serde::{Deserialize, Serialize};

/// No file takes longer to be put away.
const LONGEST_MS: u64 = 3_600_000;

/// The files that are kept, in the order they were opened, and whether more are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The person has said yes: what is opened is kept as well.
    pub is_allowed: bool,
    /// The files.
    pub files: Vec<KeptFile>,
}

/// A file that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptFile {
    /// What the browser knows it by: no other file of any window has it or ever had.
    pub id: String,
    /// The name people know it by.
    pub name: String,
    /// Bytes it takes in the browser.
    pub bytes: u64,
    /// It is compressed.
    pub is_packed: bool,
}

impl Kept {
    /// Reads the list; one that cannot be read is empty.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The list as text.
    pub fn write(&self) -> String {
        // Plain structs of text and numbers always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Takes out the files with these ids, and gives them.
    pub fn take(&mut self, ids: &[String]) -> Vec<KeptFile> {
        let (taken, kept) =
            std::mem::take(&mut self.files).into_iter().partition(|file| ids.contains(&file.id));
        self.files = kept;
        taken
    }

    /// Whether a file is kept.
    pub fn has(&self, id: &str) -> bool {
        self.files.iter().any(|file| file.id == id)
    }

    /// Of the ids of what lies in the browser those that a keep which was broken off has left behind: nothing names them,
    /// and they are too old for one that is still at work. Ids that this page does not give are none of its business.
    pub fn orphans(&self, ids: Vec<String>, now_ms: u64) -> Vec<String> {
        let is_old =
            |id: &str| given_ms(id).is_some_and(|given_ms| given_ms.saturating_add(LONGEST_MS) < now_ms);
        ids.into_iter().filter(|id| is_old(id) && !self.has(id)).collect()
    }

    /// What is kept, as a sentence.
    pub fn words(&self) -> String {
        let bytes = self.files.iter().map(|file| file.bytes).sum();
        format!(
            "Kept in this browser for the next visit: {}, {}",
            words::count(self.files.len(), "file", "files"),
            words::bytes(bytes)
        )
    }
}
