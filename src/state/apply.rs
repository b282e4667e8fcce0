//! What a command makes of the session.

use super::{
    columns::Columns,
    command::Command,
    health,
    marks::Marks,
    service_view::MOST_HOPS,
    session::{Session, View},
    tab::Tab,
    time_range::TimeRange,
};
use crate::{
    protocol::flame::FlameOrder,
    query::{
        cohort::Cohort,
        edit::{pressed, together},
    },
};

impl Session {
    /// The session after a command. Those that a view carries out leave it as it is.
    pub fn apply(&mut self, command: Command) {
        match command {
            Command::ShowOpen => self.leave_for(View::Open),
            Command::ShowTraces => self.leave_for(View::Traces),
            Command::ShowStore => self.leave_for(View::Store),
            Command::ShowStorePart(part) => {
                self.leave_for(View::Store);
                self.store = part;
            }
            Command::Connect(endpoint) => self.endpoint = endpoint,
            Command::ShowServices => self.leave_for(View::Services),
            Command::ShowLatency => self.leave_for(View::Latency),
            Command::ShowFindings => self.leave_for(View::Findings),
            Command::ShowCompare => self.leave_for(View::Compare),
            Command::Compare { slow, fast } => {
                if self.view != View::Compare {
                    self.leave_for(View::Compare);
                }
                (self.slow, self.fast, self.pair) = (slow, fast, None);
            }
            Command::SetLatency(view) => {
                // What is brushed of one picture is nowhere in another.
                if (view.by, &view.of) != (self.latency.by, &self.latency.of) {
                    self.brush(None);
                }
                self.latency = view;
            }
            Command::ToggleLinear => self.latency.linear = !self.latency.linear,
            Command::Brush(cohort) => self.brush(cohort),
            Command::SetPair(pair) => self.pair = pair,
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
            Command::SearchAlso(traceql) => {
                let q = together(&self.q, &traceql).unwrap_or(traceql);
                self.apply(Command::SearchFor(q));
            }
            Command::Near(names) => self.services.near = names,
            Command::SetHops(hops) => self.services.hops = hops.clamp(1, MOST_HOPS),
            Command::SetServiceTable(table) => self.services.table = table,
            Command::SetServiceSort(sort) => self.services.sort = sort,
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
            Command::ShowColumn(column) => {
                self.leave_for(View::Traces);
                self.grouping = None;
                self.columns = std::mem::take(&mut self.columns).with(column);
            }
            Command::SetGrouping(grouping) => self.grouping = grouping,
            Command::GroupTraces(grouping) => {
                self.leave_for(View::Traces);
                self.grouping = Some(grouping);
            }
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
                if self.view == View::Latency {
                    self.brush(None);
                }
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
            Command::ToggleRuler => self.clock_ruler = !self.clock_ruler,
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
            | Command::FocusServiceFind
            | Command::FocusBy
            | Command::LoadFound
            | Command::PickFiles
            | Command::Export(_)
            | Command::Share(_)
            | Command::KeepFiles
            | Command::ForgetKept
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
            | Command::PanUp
            | Command::PanDown
            | Command::Fit
            | Command::FoldAll
            | Command::FoldFrom(_)
            | Command::UnfoldAll
            | Command::ToggleByService
            | Command::ToggleRuns
            | Command::ToggleLinked
            | Command::ToggleOnlyCritical
            | Command::ToggleOnlyLong
            | Command::ToggleOnlyHits
            | Command::ToggleFocus
            | Command::ToggleFacets
            | Command::CompareBrushed
            | Command::ShowSearchHelp
            | Command::ShowLinks(_) => {}
        }
    }

    fn search_instead(&mut self, q: Option<String>) {
        if let Some(q) = q {
            self.q = q;
        }
    }

    /// Brushes traces: the slow cohort of a comparison with their rest.
    fn brush(&mut self, cohort: Option<Cohort>) {
        (self.slow, self.fast, self.pair) = (cohort, None, None);
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
        } else if !self.services.near.is_empty() && (self.view == View::Services || self.tab == Tab::Map) {
            self.services.near.clear();
        } else if self.span.is_some() {
            self.span = None;
        } else if is_flame && self.zoom.is_some() {
            self.zoom = None;
        } else if is_flame && self.root.is_some() {
            self.root = None;
        } else if self.trace_id().is_some() {
            self.leave_for(View::Traces);
        } else if self.brushed().is_some() {
            self.brush(None);
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
