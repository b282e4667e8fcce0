//! What a person is looking at: all of it, as one plain value. The link is a function of it (`link`), and only a
//! command changes it (`command`).

use super::{
    column_sort::ColumnSort, columns::Columns, endpoint::Endpoint, grouping::Grouping, latency_brush,
    latency_view::LatencyView, marks::Marks, service_view::ServiceView, tab::Tab, theme::Theme,
    time_range::TimeRange, zone::Zone,
};
use crate::{
    base::time::MIN,
    protocol::{
        flame::FlameOrder,
        groups::GroupColumn,
        log::Severity,
        traces::{Selection, TraceColumn},
        waterfall::Fold,
    },
    query::cohort::Cohort,
};

/// The state of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// What is shown.
    pub view: View,
    /// Addresses of files to fetch, as the link gives them: relative or absolute.
    pub sources: Vec<String>,
    /// The query endpoint that is connected.
    pub endpoint: Option<Endpoint>,
    /// Of the store of that endpoint: what is shown.
    pub store: StorePart,
    /// The search: TraceQL or words.
    pub q: String,
    /// The order of the trace list.
    pub sort: Sort,
    /// The columns of the trace list; a link that names none leaves the person's own.
    pub columns: Columns,
    /// What the traces are grouped by; `None`: they are listed one by one.
    pub grouping: Option<Grouping>,
    /// Only traces whose root starts in it are listed.
    pub range: TimeRange,
    /// Marked traces.
    pub marks: Marks,
    /// Only marked traces are listed; never without any.
    pub only_marked: bool,
    /// The slow cohort of a comparison, if it is named; in the view of latency what is brushed.
    pub slow: Option<Cohort>,
    /// The fast cohort of a comparison, if it is named.
    pub fast: Option<Cohort>,
    /// The two traces that are shown beside each other, the slow one first; `None`: the exemplars.
    pub pair: Option<(String, String)>,
    /// The selected span's id.
    pub span: Option<String>,
    /// What the graph of services, or the map of a trace, is about.
    pub services: ServiceView,
    /// What is measured in the view of latency.
    pub latency: LatencyView,
    /// In a trace: the way it is shown.
    pub tab: Tab,
    /// In a trace: the order of the flame graph.
    pub flame: FlameOrder,
    /// In a trace: the fields that its table groups by, as TraceQL's `by(…)` takes them; empty: operations.
    pub by: String,
    /// In a trace: the order of its table.
    pub table: GroupSort,
    /// In a trace: how severe the events of its log are at least.
    pub least: Severity,
    /// In a trace: the part of its time that is shown, in nanoseconds from its origin; in the merged flame graph the
    /// part of its axis.
    pub zoom: Option<(i64, i64)>,
    /// In a trace: only this span and what is below it.
    pub root: Option<String>,
    /// In a trace: which rows are folded.
    pub fold: Fold,
    /// In a trace: what is looked for.
    pub find: String,
    /// The ruler of a trace shows times of day, not times from its start.
    pub clock_ruler: bool,
    /// In a trace: long gaps are not folded.
    pub true_scale: bool,
    /// The clocks of hosts are set right.
    pub skew: bool,
    /// Light, dark or the system's.
    pub theme: Theme,
    /// The link names the theme, and goes on naming it; otherwise it is the person's own and stays out of links.
    pub theme_in_link: bool,
    /// The zone of times of day.
    pub zone: Zone,
    /// The page is part of another: no chrome.
    pub embed: bool,
    /// Origins of pages that messages are taken from; none: of any.
    pub origins: Vec<String>,
    /// Parts that the page around this one does without.
    pub hide: Hide,
    /// The help is open.
    pub help: bool,
    /// The list of commands is open.
    pub palette: bool,
    /// Keys of the link that this version does not know, in their order.
    pub rest: Vec<(String, String)>,
}

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// How to open files.
    #[default]
    Open,
    /// The list of traces.
    Traces,
    /// The whole store of an endpoint, and the way to connect one.
    Store,
    /// The trace with this id.
    Trace(String),
    /// Services and the calls between them.
    Services,
    /// How long traces and spans take.
    Latency,
    /// What was found in all traces.
    Findings,
    /// What slow traces have in common.
    Compare,
}

/// What is shown of a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StorePart {
    /// What a search finds, or what its metrics function says.
    #[default]
    Found,
    /// Who calls whom, as the store counts it.
    Dependencies,
}

impl View {
    /// Whether the traces that are found are listed in it.
    pub const fn lists_traces(&self) -> bool {
        matches!(self, Self::Traces | Self::Latency)
    }
}

/// The order of the trace list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By which column.
    pub column: TraceColumn,
    /// The largest first.
    pub descending: bool,
}

impl Default for Sort {
    /// The slowest first: that is what people come for.
    fn default() -> Self {
        Self { column: TraceColumn::Latency, descending: true }
    }
}

impl Sort {
    /// The order after a column's head was pressed: turned round, or that column the way it is mostly wanted.
    #[must_use]
    pub fn pressed(&self, column: TraceColumn) -> Self {
        let is_text = matches!(column, TraceColumn::Root | TraceColumn::Field(_));
        let descending = if self.column == column { !self.descending } else { !is_text };
        Self { column, descending }
    }
}

/// The order of the table of a trace: what the time went to first.
pub type GroupSort = ColumnSort<GroupColumn>;

/// Parts of the page that can be left out by the link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hide {
    /// The bar at the top.
    pub header: bool,
    /// The overview over the waterfall.
    pub minimap: bool,
    /// The pane with a span's details.
    pub detail: bool,
    /// Whatever opens other files.
    pub open: bool,
}

impl Session {
    /// The id of the trace that is open.
    pub fn trace_id(&self) -> Option<&str> {
        match &self.view {
            View::Trace(id) => Some(id),
            View::Open
            | View::Traces
            | View::Store
            | View::Services
            | View::Latency
            | View::Findings
            | View::Compare => None,
        }
    }

    /// Whether the merged flame graph is shown, whose axis is not the trace's time.
    pub fn is_merged(&self) -> bool {
        self.tab == Tab::Flame && self.flame == FlameOrder::Merged
    }

    /// The traces that are listed, counted and grouped; `now_ns` is the time of day. A minute begun counts as a whole
    /// one, so that the same traces are meant for a while.
    pub fn selection(&self, now_ns: i64) -> Selection {
        let minute_ns = now_ns.div_euclid(MIN).saturating_mul(MIN);
        Selection {
            q: self.q.clone(),
            from_ns: self.range.from.map(|from| from.at_ns(minute_ns)),
            to_ns: self.range.to.map(|to| to.at_ns(minute_ns.saturating_add(MIN))),
            only: self.only_marked.then(|| self.marks.ids().to_vec()),
            within: None,
        }
    }

    /// What is brushed of the charts, where there are any.
    pub fn brushed(&self) -> Option<&Cohort> {
        self.slow.as_ref().filter(|_| self.view == View::Latency)
    }

    /// The traces that the list shows: under charts those that are brushed.
    pub fn listed(&self, now_ns: i64) -> Selection {
        let selection = self.selection(now_ns);
        match self.brushed() {
            Some(brushed) => latency_brush::narrowed(selection, &self.latency, brushed),
            None => selection,
        }
    }

    /// Whether not all traces are listed.
    pub fn is_narrowed(&self) -> bool {
        !self.q.trim().is_empty() || !self.range.is_whole() || self.only_marked || self.brushed().is_some()
    }

    /// Leaves the trace behind: what was selected, zoomed, folded and found in it.
    pub(super) fn forget_trace(&mut self) {
        self.span = None;
        self.services = ServiceView::default();
        self.latency = LatencyView::default();
        self.tab = Tab::default();
        self.flame = FlameOrder::default();
        self.by.clear();
        self.table = GroupSort::default();
        self.least = Severity::default();
        self.zoom = None;
        self.root = None;
        self.fold = Fold::default();
        self.true_scale = false;
        self.find.clear();
    }
}
