//! What is wanted and known of an endpoint, of what was found there, and of what is fetched.

use crate::{
    protocol::{
        remote::{Probed, RemoteQuery, RemoteTrace, Unanswered},
        request::{Failure, Reply},
    },
    state::{session::StorePart, time_range::TimeRange},
};
use std::sync::Arc;
use web_sys::Blob;

/// How it stands with the endpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Connection {
    /// There is none.
    #[default]
    None,
    /// The person is asked whether its host may be asked.
    Waiting,
    /// It is asked what it is.
    Asking,
    /// It has said.
    Connected(Arc<Probed>),
    /// It gave no answer.
    Failed(Unanswered),
}

/// What is asked of the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// What is shown of it.
    pub part: StorePart,
    /// TraceQL; empty: everything.
    pub q: String,
    /// The time.
    pub range: TimeRange,
    /// At most so many traces.
    pub limit: usize,
}

/// Which of its questions the store is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// For traces.
    Traces,
    /// For numbers of everything that it holds.
    Numbers,
    /// Who calls whom in everything that it holds.
    Dependencies,
}

/// What is said in place of an answer that nobody waited for.
pub(super) const STOPPED: &str = "Stopped before the store had answered";

/// What was found in the store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Rises with every answer.
    pub revision: u32,
    /// The traces, the latest first.
    pub rows: Arc<Vec<RemoteTrace>>,
    /// What was asked; `None`: nothing yet.
    pub query: Option<RemoteQuery>,
    /// It is being asked.
    pub is_asking: bool,
    /// The last search was called off.
    pub is_stopped: bool,
    /// Why there is no answer.
    pub failure: Option<Unanswered>,
}

impl Found {
    /// The search is called off, if one is on its way.
    pub(super) const fn stop(&mut self) {
        self.is_stopped |= self.is_asking;
        self.is_asking = false;
    }
}

/// What the store was asked about everything that it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<T> {
    /// It is being asked.
    pub is_asking: bool,
    /// The last question was called off.
    pub is_stopped: bool,
    /// What was answered; `None`: nothing yet.
    pub query: Option<RemoteQuery>,
    /// What it said.
    pub answer: Option<Arc<T>>,
    /// Why there is no answer.
    pub failure: Option<Unanswered>,
}

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self { is_asking: false, is_stopped: false, query: None, answer: None, failure: None }
    }
}

impl<T> Told<T> {
    /// The question is called off, if one is on its way.
    pub(super) const fn stop(&mut self) {
        self.is_stopped |= self.is_asking;
        self.is_asking = false;
    }

    /// Why there is no answer, in a few words: none where what went wrong is said elsewhere, or nothing was asked.
    pub(super) const fn silence(&self) -> &'static str {
        if self.is_stopped { STOPPED } else { "" }
    }
}

/// What became of a trace that is not loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Sought {
    /// It is on its way.
    Asking,
    /// It came.
    Came,
    /// The store does not have it.
    Missing,
    /// There was no answer.
    Failed(Unanswered),
}

/// How the loading of everything that was found ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// Traces that came.
    pub traces: usize,
    /// What did not go well, a sentence each.
    pub remarks: Vec<String>,
    /// Why some did not come.
    pub why: Option<Unanswered>,
}

/// Why something was not answered, from whatever came instead of the answer.
pub(super) fn why_of(reply: Result<(Reply, Option<Blob>), Failure>) -> Unanswered {
    match reply {
        Ok((Reply::Unanswered(unanswered), _)) => unanswered,
        Ok(_) => Unanswered {
            sentence: "The worker gave another answer than was asked for".to_owned(),
            ..Unanswered::default()
        },
        Err(failure) => Unanswered { sentence: failure.message, ..Unanswered::default() },
    }
}
