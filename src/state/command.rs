//! Every intent, wherever it comes from: a key, a button, a link, a message.

use super::{
    columns::Columns,
    endpoint::Endpoint,
    export::Export,
    grouping::{GroupOrder, Grouping},
    latency_view::LatencyView,
    service_view::{ServiceSort, ServiceTable},
    session::{GroupSort, Session, Sort, StorePart},
    share::Share,
    tab::Tab,
    theme::Theme,
    time_range::TimeRange,
    zone::Zone,
};
use crate::{
    protocol::{flame::FlameOrder, log::Severity, traces::TraceColumn, waterfall::Fold},
    query::{cohort::Cohort, edit::Condition},
};

/// What a person wants. The first part changes the session, by `Session::apply` (see `apply`); the second is carried out by the view
/// that is shown, which listens for it.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Shows how to open files.
    ShowOpen,
    /// Shows the list of traces.
    ShowTraces,
    /// Shows the whole store of an endpoint, and the way to connect one.
    ShowStore,
    /// Shows the store, and of it this part.
    ShowStorePart(StorePart),
    /// Connects a query endpoint, or none.
    Connect(Option<Endpoint>),
    /// Shows services and the calls between them.
    ShowServices,
    /// Shows how long traces and spans take.
    ShowLatency,
    /// Shows what was found in all traces.
    ShowFindings,
    /// Shows what the slow traces have in common.
    ShowCompare,
    /// Compares two cohorts; of one that is not named the other one's rest is meant, of neither the default.
    Compare {
        /// The slow one.
        slow: Option<Cohort>,
        /// The fast one.
        fast: Option<Cohort>,
    },
    /// Sets what the view of latency measures, and how.
    SetLatency(LatencyView),
    /// Shows the histogram on a linear axis, or on a logarithmic one.
    ToggleLinear,
    /// Lists only the traces that are brushed of a chart, or all again; they are the slow ones of a comparison.
    Brush(Option<Cohort>),
    /// Shows two traces beside each other, the slow one first, or the exemplars.
    SetPair(Option<(String, String)>),
    /// Opens a trace.
    OpenTrace(String),
    /// Opens a trace at one of its spans.
    OpenSpan {
        /// The trace.
        trace_id: String,
        /// The span in it.
        span_id: String,
    },
    /// Closes what is on top: the help, else what a graph is narrowed to, else the selected span, else what the flame graph is zoomed and focused to, else
    /// the trace, else the groups.
    Back,
    /// Shows what a link says.
    Follow(Box<Session>),
    /// Sets the addresses that files are fetched from.
    SetSources(Vec<String>),
    /// Closes every file: no address is fetched any more, and the way to open files is shown.
    CloseAll,
    /// Sets the search.
    SetQuery(String),
    /// Sets the search and shows the list of what it finds.
    SearchFor(String),
    /// Narrows the search to traces that have what some TraceQL finds, and lists them.
    SearchAlso(String),
    /// Shows only what is near one service, or near the two ends of a call; nothing: shows everything.
    Near(Vec<String>),
    /// Sets how many calls away is near.
    SetHops(u32),
    /// Sets what the table beside the services lists.
    SetServiceTable(ServiceTable),
    /// Sets the order of that table.
    SetServiceSort(ServiceSort),
    /// Asks for a value or excludes it, or does so no longer.
    PressFacet(Condition),
    /// Leaves health checks out of the search, or takes them in again.
    ToggleHealthChecks,
    /// Sets the order of the trace list.
    SetSort(Sort),
    /// Shows the trace another way.
    ShowTab(Tab),
    /// Sets the order of the flame graph.
    SetFlame(FlameOrder),
    /// Shows the flame graph in the other order.
    ToggleFlame,
    /// Sets the fields that the table groups by.
    SetBy(String),
    /// Sets the order of the table.
    SetGroupSort(GroupSort),
    /// Sets how severe the events of the log are at least.
    SetLeast(Severity),
    /// Sets the columns of the trace list.
    SetColumns(Columns),
    /// Shows the list of traces with one more column.
    ShowColumn(TraceColumn),
    /// Groups the traces, or lists them one by one again.
    SetGrouping(Option<Grouping>),
    /// Shows the list of traces, grouped.
    GroupTraces(Grouping),
    /// Sets the order of the groups of traces.
    SetGroupOrder(GroupOrder),
    /// Lists the traces of a group, by the search that finds them.
    OpenGroup(String),
    /// Sets the range of time that traces are listed from.
    SetRange(TimeRange),
    /// Marks a trace, or takes its mark away.
    Mark(String),
    /// Takes every mark away.
    ClearMarks,
    /// Lists only marked traces, or all.
    ShowOnlyMarked(bool),
    /// Lists every trace: without a search, of any time, marked or not.
    ShowAllTraces,
    /// Selects a span of the trace, or none.
    SelectSpan(Option<String>),
    /// Shows a part of the trace's time (from its origin), or all.
    Zoom(Option<(i64, i64)>),
    /// Sets which rows are folded.
    SetFold(Fold),
    /// Shows only a span and what is below it, or all.
    Focus(Option<String>),
    /// Sets what is looked for in the trace.
    SetFind(String),
    /// Folds long gaps to breaks, or shows the true scale.
    ToggleScale,
    /// Shows times of day on the ruler, or times from the trace's start.
    ToggleRuler,
    /// Sets the clocks of hosts right, or shows times as they were recorded.
    ToggleSkew,
    /// Sets the theme.
    SetTheme(Theme),
    /// Sets the zone of times of day.
    SetZone(Zone),
    /// Opens or closes the help.
    ToggleHelp,
    /// Opens or closes the list of commands.
    TogglePalette,

    /// Moves through the rows.
    Move(Move),
    /// Opens the current row.
    Activate,
    /// Marks the current trace, or takes its mark away.
    ToggleMark,
    /// Gives the keyboard to the rows.
    FocusRows,
    /// Puts the cursor into the search.
    FocusSearch,
    /// Puts the cursor into the field that finds in the trace.
    FocusFind,
    /// Puts the cursor into the field that finds a service in the graph.
    FocusServiceFind,
    /// Puts the cursor into the field that says what the table groups by.
    FocusBy,
    /// Fetches every trace that was found in the store.
    LoadFound,
    /// Asks for files.
    PickFiles,
    /// Writes a file for the person's disk.
    Export(Export),
    /// Gives something of what is shown to others.
    Share(Share),
    /// Keeps what is open, and what is opened later, in the browser for the next visit.
    KeepFiles,
    /// Removes what is kept in the browser, and keeps nothing any more.
    ForgetKept,
    /// Goes to the next hit.
    FindNext,
    /// Goes to the previous hit.
    FindPrevious,
    /// Goes to where the next error began.
    NextError,
    /// Tells what ran in a part of the trace's time (from its origin), or no longer.
    MeasureRange(Option<(i64, i64)>),
    /// Tells what ran in the time that is shown, or no longer.
    ToggleRange,
    /// Lights the spans that a part of the answer speaks of, and goes to the dearest, then to one after another.
    ShowAnswer(usize),
    /// The same with the next part of the answer.
    NextAnswer,
    /// Shows less time, larger.
    ZoomIn,
    /// Shows more time, smaller.
    ZoomOut,
    /// Shows the time of the selected span.
    ZoomToSpan,
    /// Goes a quarter of the width back in time.
    PanLeft,
    /// Goes a quarter of the width on in time.
    PanRight,
    /// Goes up in the graph.
    PanUp,
    /// Goes down in the graph.
    PanDown,
    /// Shows the whole graph.
    Fit,
    /// Folds every row below the root.
    FoldAll,
    /// Folds every row from a depth on.
    FoldFrom(u32),
    /// Unfolds every row.
    UnfoldAll,
    /// Folds what stays inside a service, or unfolds it.
    ToggleByService,
    /// Folds runs of equal calls, or shows every call.
    ToggleRuns,
    /// Unfolds the traces linked to the span below it, or folds them again.
    ToggleLinked,
    /// Shows only spans on the critical path and what is above them, or every row.
    ToggleOnlyCritical,
    /// Shows only spans that take a hundredth of the trace at least and what is above them, or every row.
    ToggleOnlyLong,
    /// Shows only the hits of what is looked for and what is above them, or every row.
    ToggleOnlyHits,
    /// Shows only the selected span and what is below it, or everything again.
    ToggleFocus,
    /// Compares what is brushed with the rest.
    CompareBrushed,
    /// Shows the facets beside the list, or hides them.
    ToggleFacets,
    /// Shows what can be searched for.
    ShowSearchHelp,
    /// Shows the links that attributes have, with the name of an attribute that is to have one more.
    ShowLinks(Option<String>),
}

/// A way through rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// One up.
    Up,
    /// One down.
    Down,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Folds the row, or goes to its parent.
    Out,
    /// Unfolds the row, or goes to its first child.
    In,
}

impl Command {
    /// Whether it opens something, which a page around this one may have left out.
    pub const fn opens(&self) -> bool {
        matches!(self, Self::PickFiles | Self::ShowOpen | Self::ShowStore)
    }

    /// Whether the browser's back button is to undo it; the others replace the link they change.
    pub const fn is_step(&self) -> bool {
        matches!(
            self,
            Self::ShowOpen
                | Self::ShowTraces
                | Self::ShowStore
                | Self::ShowStorePart(_)
                | Self::Connect(_)
                | Self::ShowServices
                | Self::ShowLatency
                | Self::SetLatency(_)
                | Self::ShowFindings
                | Self::ShowCompare
                | Self::Compare { .. }
                | Self::SearchFor(_)
                | Self::SearchAlso(_)
                | Self::Near(_)
                | Self::OpenTrace(_)
                | Self::OpenSpan { .. }
                | Self::Back
                | Self::SetSources(_)
                | Self::CloseAll
                | Self::Focus(_)
                | Self::ShowTab(_)
                | Self::SetFlame(_)
                | Self::ToggleFlame
                | Self::ShowColumn(_)
                | Self::SetGrouping(_)
                | Self::GroupTraces(_)
                | Self::OpenGroup(_)
        )
    }
}
