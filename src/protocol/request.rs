//! Requests, replies, failures and progress.

use super::{
    answers::{Matched, SpansAnswer, Summary, TraceAnswer, TracesAnswer},
    compare::{CompareAnswer, CompareQuery, PairAnswer},
    completion::{Completion, CompletionQuery},
    detail::SpanDetail,
    export::{ExportProgress, ExportQuery},
    facets::{Facet, FacetValuesQuery, Facets},
    findings::FindingsAnswer,
    flame::{FlamePicture, FlamePlace, FlameQuery, FlameStep},
    groups::{GroupsPage, GroupsQuery},
    latency::{HeatmapPage, HeatmapQuery, Histogram, HistogramQuery, LatencyAnswer, LatencyBy},
    log::{LogPage, LogQuery},
    measured::{Dependencies, Measured},
    range::{RangeQuery, RangeReply},
    remote::{FetchQuery, Fetched, ProbeQuery, Probed, RemotePage, RemoteQuery, Unanswered},
    services::{GraphPicture, GraphQuery, ServicesAnswer},
    trace_groups::{TraceGroupsPage, TraceGroupsQuery},
    traces::{FieldName, Selection, TraceHead, TraceRow, TracesPage, TracesQuery},
    waterfall::{FindQuery, FindReply, Fold, Overview, OverviewQuery, Revealed, RowsPage, RowsQuery},
};
use serde::{Deserialize, Serialize};

/// What the page asks of the engine. Its kind stands around what belongs to it, as it does with replies: a kind that
/// stands beside would have serde read everything twice over, in twice the code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Reads files; the sources (File, Blob, ArrayBuffer or absolute URL) travel beside the text, in the same order.
    Open {
        /// The names people know them by.
        names: Vec<String>,
        /// Bytes of memory that what is open may take; none: as many as there are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        room_bytes: Option<u64>,
    },
    /// Writes a file, which travels beside the reply.
    Export(ExportQuery),
    /// Drops everything that is open.
    Clear,
    /// What is open.
    Summary,
    /// A page of the trace list.
    Traces(TracesQuery),
    /// The traces with these ids, in this order; those that are not open are left out.
    Marked {
        /// The ids, as links have them.
        trace_ids: Vec<String>,
    },
    /// A page of the traces in groups.
    TraceGroups(TraceGroupsQuery),
    /// Gets ready for the first `Facets`, so that neither takes long: other requests come in between.
    PrepareFacets,
    /// Goes a step on to where the first `Graph` does not take long.
    PrepareGraph,
    /// What the matches of the trace list have in common.
    Facets(Selection),
    /// More values of one of the facets.
    FacetValues(FacetValuesQuery),
    /// One trace's head.
    Trace {
        /// As shown: 32 hex digits, opaque text or `~1`; leading zeros may be missing.
        trace_id: String,
        /// Its answer is to be that with the clocks set right.
        skew: bool,
    },
    /// A window of the waterfall.
    Rows(RowsQuery),
    /// The whole waterfall in a few lines.
    Overview(OverviewQuery),
    /// What is in sight of the flame graph.
    Flame(FlameQuery),
    /// A part of the table of groups.
    Groups(GroupsQuery),
    /// A frame of the flame graph, or the one that a way leads to.
    FlameStep(FlameStep),
    /// What ran in a part of a trace's time.
    Range(RangeQuery),
    /// What can be typed next in a search.
    Complete(CompletionQuery),
    /// Attributes and properties that could be a column, the most frequent first.
    Fields {
        /// Letters that stand in their names.
        typed: String,
        /// At most so many.
        limit: usize,
    },
    /// The next or previous span that has the words.
    Find(FindQuery),
    /// Where a span stands in the waterfall, and the folding that shows it.
    Reveal {
        /// The trace.
        trace_id: String,
        /// The folding as it is.
        fold: Fold,
        /// Only this span and what is below it is shown.
        focus: Option<SpanRef>,
        /// Which span.
        span: SpanRef,
        /// With the clocks set right.
        skew: bool,
    },
    /// Everything about one span.
    Span {
        /// The trace.
        trace_id: String,
        /// Which span.
        span: SpanRef,
        /// Long values whole; otherwise they are cut to `detail::VALUE_LIMIT` characters.
        whole: bool,
        /// With the clocks set right.
        skew: bool,
    },
    /// A window of a trace's log.
    Log(LogQuery),
    /// Matching spans, as messages and `inspect` give them.
    Spans {
        /// The query: TraceQL or words.
        q: String,
        /// At most so many rows.
        limit: usize,
    },
    /// How much matches.
    Query {
        /// The query: TraceQL or words.
        q: String,
    },
    /// Matching traces, as messages and `inspect` give them.
    TraceRows {
        /// The query: TraceQL or words.
        q: String,
        /// At most so many rows.
        limit: usize,
    },
    /// What was found in all that is open.
    Findings {
        /// At most so many of each.
        limit: usize,
    },
    /// Services and the calls between them, as messages and `inspect` give them.
    Services {
        /// The query: TraceQL or words.
        q: String,
    },
    /// A picture of services and the calls between them.
    Graph(GraphQuery),
    /// How long matching traces or spans took, as messages and `inspect` give it.
    Latency {
        /// The query: TraceQL or words.
        q: String,
        /// What is measured.
        by: LatencyBy,
    },
    /// How long they took, as the page draws it.
    Histogram(HistogramQuery),
    /// Traces by start and latency.
    Heatmap(HeatmapQuery),
    /// What two cohorts of traces differ in.
    Compare(CompareQuery),
    /// Two traces beside each other, aligned by call path.
    Pair {
        /// The slow one's id.
        slow: String,
        /// The fast one's id.
        fast: String,
    },
    /// The one-line answer of a trace, as messages and `inspect` give it.
    Answer {
        /// The trace.
        trace_id: String,
    },
    /// Finds out what an endpoint is. This one and those below are carried out by the worker, beside the engine.
    Probe(ProbeQuery),
    /// The operations of a service that an endpoint knows.
    RemoteOperations {
        /// The endpoint; without limits of time.
        query: RemoteQuery,
        /// The service.
        service: String,
    },
    /// Searches the whole store of an endpoint.
    RemoteTraces(RemoteQuery),
    /// Has the endpoint work out a metrics function over everything that it holds; Tempo does.
    Measure(RemoteQuery),
    /// Who calls whom in all traces of an endpoint; Jaeger and Zipkin know.
    Dependencies(RemoteQuery),
    /// What can be typed next in a search of the endpoint, by the names and values that it knows.
    RemoteComplete {
        /// The endpoint and the time that is searched.
        query: RemoteQuery,
        /// Where.
        at: CompletionQuery,
    },
    /// Fetches traces from an endpoint; their bytes come beside the reply.
    Fetch(FetchQuery),
    /// Stops one of those above; it is answered as stopped.
    Stop {
        /// The number of the request.
        id: u32,
    },
}

/// A span of a trace, by its place in pre-order or by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanRef {
    /// Its place in the trace's pre-order, from 0.
    Row(u32),
    /// Its id as shown; the first of several with the same one.
    Id(String),
    /// The run of equal calls that begins with this row; as a span, that row.
    Run(u32),
}

/// What the engine answers, one for each kind of request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// To `Open`, `Clear` and `Summary`.
    Summary(Summary),
    /// To `Traces`.
    Traces(TracesPage),
    /// To `Marked`.
    Marked {
        /// The rows.
        rows: Vec<TraceRow>,
    },
    /// To `TraceGroups`.
    TraceGroups(TraceGroupsPage),
    /// To `PrepareFacets` and `PrepareGraph`.
    Prepared {
        /// Nothing is left to do; else the same is asked again.
        is_all: bool,
    },
    /// To `Facets`.
    Facets(Facets),
    /// To `FacetValues`.
    FacetValues(Facet),
    /// To `Trace`.
    Trace(TraceHead),
    /// To `Rows`.
    Rows(RowsPage),
    /// To `Overview`.
    Overview(Overview),
    /// To `Flame`.
    Flame(FlamePicture),
    /// To `Groups`.
    Groups(GroupsPage),
    /// To `FlameStep`.
    FlamePlace(FlamePlace),
    /// To `Range`.
    Range(RangeReply),
    /// To `Complete` and `RemoteComplete`.
    Completed(Completion),
    /// To `Fields`.
    Fields {
        /// The names, those that begin with the typed letters first.
        names: Vec<FieldName>,
    },
    /// To `Find`.
    Found(FindReply),
    /// To `Reveal`.
    Revealed(Revealed),
    /// To `Span`.
    Span(Box<SpanDetail>),
    /// To `Log`.
    Log(LogPage),
    /// To `Spans`.
    Spans(SpansAnswer),
    /// To `Query`.
    Matched(Matched),
    /// To `TraceRows`.
    TraceRows(TracesAnswer),
    /// To `Findings`.
    Findings(FindingsAnswer),
    /// To `Services`.
    Services(ServicesAnswer),
    /// To `Graph`.
    Graph(GraphPicture),
    /// To `Latency`.
    Latency(LatencyAnswer),
    /// To `Histogram`.
    Histogram(Histogram),
    /// To `Heatmap`.
    Heatmap(HeatmapPage),
    /// To `Compare`.
    Compared(Box<CompareAnswer>),
    /// To `Pair`.
    Pair(PairAnswer),
    /// To `Answer`.
    Answer(TraceAnswer),
    /// To `Probe`.
    Probed(Probed),
    /// To `RemoteOperations`: their names, sorted.
    RemoteOperations(Vec<String>),
    /// To `RemoteTraces`.
    RemoteTraces(RemotePage),
    /// To `Measure`.
    Measured(Measured),
    /// To `Dependencies`.
    Dependencies(Dependencies),
    /// To `Fetch`.
    Fetched(Fetched),
    /// To `Stop`.
    Stopped,
    /// To what an endpoint did not answer.
    Unanswered(Unanswered),
    /// To `Export`: what was written.
    Exported(ExportProgress),
    /// To any request that could not be answered.
    Failed(Failure),
}

/// Why a request was not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// A word for programs: `query`, `not_found`, `no_file`, `unknown`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
    /// Where in the query, in bytes from its start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
}

/// How far the reading of files is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The file being read.
    pub file: String,
    /// Its place among the files of this request, from 0, and how many there are.
    pub nth: usize,
    /// How many files this request reads.
    pub files: usize,
    /// Bytes read of it.
    pub bytes: u64,
    /// Its size, where it is known.
    pub bytes_total: Option<u64>,
    /// Spans read so far, of all files.
    pub spans: usize,
    /// Everything is read, the trees are being mended.
    pub finishing: bool,
}
