//! Traces that a person has marked, to find them again and to tell others of them.

use crate::base::percent::{decode, encode};
use core::fmt::{self, Display, Formatter};

/// So many traces can be marked: the link names them all.
pub const MOST: usize = 200;

/// The ids of marked traces, each once, in the order in which they were marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(Vec<String>);

impl Marks {
    /// The ids.
    pub fn ids(&self) -> &[String] {
        &self.0
    }

    /// Whether none is marked.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether no other one can be marked.
    pub const fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    /// Whether a trace is marked.
    pub fn has(&self, trace_id: &str) -> bool {
        self.0.iter().any(|id| id == trace_id)
    }

    /// Marks a trace, or takes its mark away. With as many as can be, no other one is marked.
    pub fn toggle(&mut self, trace_id: &str) {
        if self.has(trace_id) {
            self.0.retain(|id| id != trace_id);
        } else if !self.is_full() {
            self.0.push(trace_id.to_owned());
        }
    }

    /// The marks of a link; `None` when it names no trace.
    pub fn read(text: &str) -> Option<Self> {
        let mut marks = Self::default();
        for id in text.split(',').map(decode).filter(|id| !id.is_empty()) {
            if !marks.has(&id) {
                marks.toggle(&id);
            }
        }
        (!marks.is_empty()).then_some(marks)
    }
}

impl Display for Marks {
    /// An id that has a comma in it is encoded.
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let ids: Vec<String> = self.0.iter().map(|id| encode(id).replace(',', "%2C")).collect();
        out.write_str(&ids.join(","))
    }
}
