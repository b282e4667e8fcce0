//! Every intent, wherever it comes from: a key, a button, a link, a message.

use super::{
    columns::Columns,
    grouping::{GroupOrder, Grouping},
    health,
    marks::Marks,
    session::{GroupSort, Session, Sort, View},
    tab::Tab,
    theme::Theme,
    time_range::TimeRange,
    zone::Zone,
};
use crate::{
    protocol::{flame::FlameOrder, log::Severity, waterfall::Fold},
    query::edit::{Condition, pressed},
};

/// What a person wants. The first part changes the session, by `Session::apply`; the second is carried out by the view
/// that is shown, which listens for it.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Shows how to open files.
    ShowOpen,
    /// Shows the list of traces.
    ShowTraces,
    /// Shows what was found in all traces.
    ShowFindings,
    /// Opens a trace.
    OpenTrace(String),
    /// Opens a trace at one of its spans.
    OpenSpan {
        /// The trace.
        trace_id: String,
        /// The span in it.
        span_id: String,
    },
    /// Closes what is on top: the help, else the selected span, else what the flame graph is zoomed and focused to, else
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
    /// Groups the traces, or lists them one by one again.
    SetGrouping(Option<Grouping>),
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
    /// Puts the cursor into the field that says what the table groups by.
    FocusBy,
    /// Asks for files.
    PickFiles,
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
    /// Shows only spans on the critical path and what is above them, or every row.
    ToggleOnlyCritical,
    /// Shows only spans that take a hundredth of the trace at least and what is above them, or every row.
    ToggleOnlyLong,
    /// Shows only the hits of what is looked for and what is above them, or every row.
    ToggleOnlyHits,
    /// Shows only the selected span and what is below it, or everything again.
    ToggleFocus,
    /// Shows the facets beside the list, or hides them.
    ToggleFacets,
    /// Shows what can be searched for.
    ShowSearchHelp,
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
    /// Whether the browser's back button is to undo it; the others replace the link they change.
    pub const fn is_step(&self) -> bool {
        matches!(
            self,
            Self::ShowOpen
                | Self::ShowTraces
                | Self::ShowFindings
                | Self::SearchFor(_)
                | Self::OpenTrace(_)
                | Self::OpenSpan { .. }
                | Self::Back
                | Self::SetSources(_)
                | Self::CloseAll
                | Self::Focus(_)
                | Self::ShowTab(_)
                | Self::SetFlame(_)
                | Self::ToggleFlame
                | Self::SetGrouping(_)
                | Self::OpenGroup(_)
        )
    }
}

impl Session {
    /// The session after a command. Those that a view carries out leave it as it is.
    pub fn apply(&mut self, command: Command) {
        match command {
            Command::ShowOpen => self.leave_for(View::Open),
            Command::ShowTraces => self.leave_for(View::Traces),
            Command::ShowFindings => self.leave_for(View::Findings),
            Command::OpenTrace(trace_id) => {
                if self.trace_id() != Some(trace_id.as_str()) {
                    self.leave_for(View::Trace(trace_id));
                    // What the traces were searched for is marked in the one that is opened.
                    self.find.clone_from(&self.q);
                }
            }
            Command::OpenSpan { trace_id, span_id } => {
                self.apply(Command::OpenTrace(trace_id));
                self.span = Some(span_id);
            }
            Command::Back => self.back(),
            Command::Follow(linked) => self.follow(*linked),
            Command::SetSources(sources) => self.sources = sources,
            Command::CloseAll => {
                self.sources.clear();
                self.leave_for(View::Open);
            }
            Command::SetQuery(q) => self.q = q,
            Command::SearchFor(q) => {
                self.leave_for(View::Traces);
                self.q = q;
            }
            // A search that is wrong takes no condition and stays as it is.
            Command::PressFacet(condition) => self.search_instead(pressed(&self.q, &condition)),
            Command::ToggleHealthChecks => self.search_instead(health::toggled(&self.q)),
            Command::SetSort(sort) => self.sort = sort,
            Command::ShowTab(tab) => self.show(tab, self.flame),
            Command::SetFlame(order) => self.show(self.tab, order),
            Command::ToggleFlame => self.show(
                self.tab,
                match self.flame {
                    FlameOrder::Time => FlameOrder::Merged,
                    FlameOrder::Merged => FlameOrder::Time,
                },
            ),
            Command::SetBy(by) => self.by = by,
            Command::SetGroupSort(sort) => self.table = sort,
            Command::SetLeast(least) => self.least = least,
            Command::SetColumns(columns) => self.columns = columns,
            Command::SetGrouping(grouping) => self.grouping = grouping,
            Command::SetGroupOrder(order) => {
                if let Some(grouping) = &mut self.grouping {
                    grouping.order = order;
                }
            }
            Command::OpenGroup(q) => {
                self.q = q;
                self.grouping = None;
            }
            Command::SetRange(range) => self.range = range,
            Command::Mark(trace_id) => {
                self.marks.toggle(&trace_id);
                self.only_marked &= !self.marks.is_empty();
            }
            Command::ClearMarks => {
                self.marks = Marks::default();
                self.only_marked = false;
            }
            Command::ShowOnlyMarked(only) => self.only_marked = only && !self.marks.is_empty(),
            Command::ShowAllTraces => {
                self.q.clear();
                self.range = TimeRange::WHOLE;
                self.only_marked = false;
            }
            Command::SelectSpan(span) => self.span = span,
            Command::Zoom(range) => self.zoom = range.filter(|(from_ns, to_ns)| from_ns < to_ns),
            Command::SetFold(fold) => self.fold = fold,
            Command::Focus(root) => self.root = root,
            Command::SetFind(find) => self.find = find,
            Command::ToggleScale => self.true_scale = !self.true_scale,
            Command::ToggleSkew => self.skew = !self.skew,
            Command::SetTheme(theme) => self.theme = theme,
            Command::SetZone(zone) => self.zone = zone,
            Command::ToggleHelp => self.help = !self.help,
            Command::TogglePalette => self.palette = !self.palette,
            Command::Move(_)
            | Command::Activate
            | Command::ToggleMark
            | Command::FocusRows
            | Command::FocusSearch
            | Command::FocusFind
            | Command::FocusBy
            | Command::PickFiles
            | Command::FindNext
            | Command::FindPrevious
            | Command::NextError
            | Command::MeasureRange(_)
            | Command::ToggleRange
            | Command::ShowAnswer(_)
            | Command::NextAnswer
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomToSpan
            | Command::PanLeft
            | Command::PanRight
            | Command::FoldAll
            | Command::FoldFrom(_)
            | Command::UnfoldAll
            | Command::ToggleByService
            | Command::ToggleRuns
            | Command::ToggleOnlyCritical
            | Command::ToggleOnlyLong
            | Command::ToggleOnlyHits
            | Command::ToggleFocus
            | Command::ToggleFacets
            | Command::ShowSearchHelp => {}
        }
    }

    fn search_instead(&mut self, q: Option<String>) {
        if let Some(q) = q {
            self.q = q;
        }
    }

    fn leave_for(&mut self, view: View) {
        self.forget_trace();
        self.help = false;
        self.view = view;
    }

    /// Shows the trace another way; a zoom stays as long as the axis does.
    fn show(&mut self, tab: Tab, order: FlameOrder) {
        let was_merged = self.is_merged();
        (self.tab, self.flame) = (tab, order);
        if self.is_merged() != was_merged {
            self.zoom = None;
        }
    }

    fn back(&mut self) {
        let is_flame = self.trace_id().is_some() && self.tab == Tab::Flame;
        if self.help {
            self.help = false;
        } else if self.span.is_some() {
            self.span = None;
        } else if is_flame && self.zoom.is_some() {
            self.zoom = None;
        } else if is_flame && self.root.is_some() {
            self.root = None;
        } else if self.trace_id().is_some() {
            self.leave_for(View::Traces);
        } else if self.view == View::Traces {
            self.grouping = None;
        }
    }

    /// Takes over what a link says; a theme and columns that are the person's own stay.
    fn follow(&mut self, linked: Self) {
        let theme = if linked.theme_in_link { linked.theme } else { self.theme };
        let names_columns = linked.columns != Columns::default();
        let columns = if names_columns { linked.columns } else { std::mem::take(&mut self.columns) };
        *self = Self { theme, columns, ..linked };
    }
}
