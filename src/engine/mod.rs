//! Owns the store and answers requests, one after another, without waiting for anything.
//!
//! The worker calls it in the browser, `inspect` on the command line, tests natively.

mod answers;
mod attributes;
mod compare;
mod completion;
mod context;
pub mod dependencies;
mod detail;
pub mod export;
mod failure;
mod fields;
mod facets;
mod find;
mod lints;
mod log;
mod findings;
mod one_line;
mod flame;
mod groups;
mod latency;
mod linked;
pub mod opening;
mod remarks;
mod range;
mod repetitions;
mod rows;
mod runs;
mod selection;
mod services;
mod skew;
mod spans;
mod standing;
mod summary;
mod trace_groups;
mod traces;
pub mod warm_up;
mod waterfall;

use crate::{
    analysis::{compare::Index, derived::Derived, skew::Skew},
    base::bits::Bits,
    model::{builder::Builder, ids::TraceIx, store::Store},
    protocol::request::{Failure, Reply, Request},
    query::{reading, tokens::token_of},
    search::{self, census::Name, columns::Columns, refusal::Refusal},
};
use opening::Opening;
use selection::Selected;
use std::rc::Rc;
use waterfall::OpenTrace;

/// Rows of a list in one reply, whatever is asked: more than any screen shows.
const ROWS_AT_MOST: usize = 1_000;

/// See the module.
#[derive(Debug, Default)]
pub struct Engine {
    store: Store,
    derived: Derived,
    /// The trace last asked for, with what its waterfall needs.
    open: Option<OpenTrace>,
    /// The selection last asked for.
    selected: Option<Rc<Selected>>,
    /// The same, narrowed to a cohort.
    within: Option<Rc<Selected>>,
    /// The trace list last asked for.
    list: Option<traces::List>,
    /// The groups of traces last asked for.
    grouped: Option<trace_groups::Grouped>,
    /// What searches keep between them.
    columns: Columns,
    /// What facets count, once they have been asked for.
    counting: Option<facets::Counting>,
    /// The attribute names there are, once completion has asked.
    names: Option<Vec<Name>>,
    /// The errors of all traces, once findings are asked for.
    errors: Option<findings::Errors>,
    /// The repeated calls of all traces, once findings are asked for.
    repetitions: Option<repetitions::Repetitions>,
    /// What comparisons know of every trace, once one is asked for.
    compared: Option<Index>,
    /// How far clocks are apart, once that is asked for.
    skew: Option<Skew>,
    /// What the analyses say with the clocks set right, once that is asked for.
    adjusted: Option<Derived>,
    /// The log last asked for.
    log: Option<log::Log>,
    /// Who calls whom in all traces, as far as that is made.
    services: services::Made,
    /// The one-line answers that were asked for.
    answers: one_line::Answers,
    /// What was ranked by how long it took, once that is asked for.
    ranked: latency::Ranked,
}

impl Engine {
    /// An engine with nothing open.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts to read files; they are added to what is open by `finish_opening`.
    pub fn begin_opening(&mut self) -> Opening {
        Opening::new(Builder::from(std::mem::take(&mut self.store)))
    }

    /// Takes what was read.
    pub fn finish_opening(&mut self, opening: Opening) {
        *self = Self::of_store(opening.into_builder().finish());
    }

    /// An engine with these spans open.
    pub fn of_store(store: Store) -> Self {
        Self {
            derived: Derived::of_store(&store),
            store,
            open: None,
            selected: None,
            within: None,
            list: None,
            grouped: None,
            columns: Columns::default(),
            counting: None,
            names: None,
            errors: None,
            repetitions: None,
            compared: None,
            skew: None,
            adjusted: None,
            log: None,
            services: services::Made::default(),
            answers: one_line::Answers::default(),
            ranked: latency::Ranked::default(),
        }
    }

    /// What is open.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Answers a request. `Open` needs its bytes beside it and `Export` gives bytes; neither is answered here.
    pub fn answer(&mut self, request: Request) -> Reply {
        self.try_answer(request).unwrap_or_else(Reply::Failed)
    }

    fn try_answer(&mut self, request: Request) -> Result<Reply, Failure> {
        Ok(match request {
            Request::Open { .. } | Request::Export(_) | Request::Summary => Reply::Summary(self.summary()),
            Request::Clear => {
                *self = Self::new();
                Reply::Summary(self.summary())
            }
            Request::Traces(query) => Reply::Traces(self.traces(&query)?),
            Request::Marked { trace_ids } => Reply::Marked { rows: self.marked(&trace_ids) },
            Request::TraceGroups(query) => Reply::TraceGroups(self.trace_groups(&query)?),
            Request::PrepareFacets => {
                self.prepare_facets();
                Reply::Prepared { is_all: true }
            }
            Request::PrepareGraph => Reply::Prepared { is_all: self.prepare_graph() },
            Request::Facets(query) => Reply::Facets(self.facets(&query)?),
            Request::FacetValues(query) => Reply::FacetValues(self.facet_values(&query)?),
            Request::Trace { trace_id, skew } => Reply::Trace(self.head(&trace_id, skew)?),
            Request::Rows(query) => Reply::Rows(self.rows(&query)?),
            Request::Overview(query) => Reply::Overview(self.overview(&query)?),
            Request::Flame(query) => Reply::Flame(self.flame(&query)?),
            Request::Groups(query) => Reply::Groups(self.groups(&query)?),
            Request::FlameStep(step) => Reply::FlamePlace(self.flame_step(&step)?),
            Request::Range(query) => Reply::Range(self.range(&query)?),
            Request::Complete(query) => Reply::Completed(self.complete(&query)),
            Request::Fields { typed, limit } => Reply::Fields { names: self.fields(&typed, limit) },
            Request::Find(query) => Reply::Found(self.find(&query)?),
            Request::Reveal { trace_id, fold, focus, span, skew } => {
                Reply::Revealed(self.reveal(&trace_id, fold, focus.as_ref(), &span, skew)?)
            }
            Request::Span { trace_id, span, whole, skew } => {
                Reply::Span(Box::new(self.detail(&trace_id, &span, whole, skew)?))
            }
            Request::Log(query) => Reply::Log(self.log(&query)?),
            Request::Spans { q, limit } => Reply::Spans(self.spans(&q, limit)?),
            Request::Query { q } => Reply::Matched(self.matched(&q)?),
            Request::TraceRows { q, limit } => Reply::TraceRows(self.trace_rows(&q, limit)?),
            Request::Findings { limit } => Reply::Findings(self.findings(limit)),
            Request::Services { q } => Reply::Services(self.services(&q)?),
            Request::Graph(query) => Reply::Graph(self.graph(&query)?),
            Request::Latency { q, by } => Reply::Latency(self.latency(&q, by)?),
            Request::Histogram(query) => Reply::Histogram(self.histogram(&query)?),
            Request::Heatmap(query) => Reply::Heatmap(self.heatmap(&query)?),
            Request::Probe(_)
            | Request::RemoteOperations { .. }
            | Request::RemoteTraces(_)
            | Request::Measure(_)
            | Request::Dependencies(_)
            | Request::RemoteComplete { .. }
            | Request::Fetch(_)
            | Request::Stop { .. } => {
                let message = "Endpoints are asked by the page alone".to_owned();
                return Err(Failure { code: "unknown".to_owned(), message, at: None });
            }
            Request::Compare(query) => Reply::Compared(Box::new(self.compare(&query)?)),
            Request::Pair { slow, fast } => Reply::Pair(self.pair(&slow, &fast)?),
            Request::Answer { trace_id } => Reply::Answer(self.trace_answer(self.trace(&trace_id)?)),
        })
    }

    /// The trace with this id.
    fn trace(&self, id: &str) -> Result<TraceIx, Failure> {
        self.store.find_trace(id).ok_or_else(|| Failure {
            code: "not_found".to_owned(),
            message: format!("No trace {id} is open"),
            at: None,
        })
    }

    /// The spans that match a search; with a trace only those of it.
    fn search(&mut self, text: &str, trace: Option<TraceIx>) -> Result<Bits, Failure> {
        let reading = reading::read(text);
        let failure =
            |message: &str, at| Failure { code: "query".to_owned(), message: message.to_owned(), at };
        if let Some(error) = reading.refusal() {
            return Err(failure(&error.message, Some(error.from)));
        }
        search::spans::matching(&self.store, &mut self.columns, &reading.query, trace).map_err(
            |Refusal { sentence, about }| {
                failure(&sentence, Some(token_of(text, &about).map_or(0, |token| token.from)))
            },
        )
    }
}
