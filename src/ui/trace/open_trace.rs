//! What the parts of an open trace share, and how its commands are carried out.

use super::{choice::details_of, find::Asked, fold, ruler, sentence, splitter::kept_share};
use crate::{
    base::axis::Axis,
    browser::media,
    protocol::{
        request::{Failure, Reply, Request, SpanRef},
        traces::TraceHead,
        waterfall::{FindReply, Fold, RowsPage, RowsQuery, Step, WaterfallRow},
    },
    state::{
        command::{Command, Move},
        session::Session,
        tab::Tab,
        time_scale::TimeScale,
        viewport::Viewport,
    },
    ui::{
        engine::{Engine, use_engine},
        parts::{
            notices::{Notices, use_notices},
            rows::{Page, Rows},
        },
        session::{SessionHandle, use_session},
    },
};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use std::{collections::VecDeque, sync::Arc};

/// Height of a row, and of one on a narrow window, where the bar stands under the name.
const ROW_PX: f64 = 24.0;
const TALL_ROW_PX: f64 = 40.0;
/// How much a key magnifies, and which share of the width it moves by.
const KEY_ZOOM: f64 = 1.5;
const KEY_PAN: f64 = 0.25;

/// What is listed: the data set as it was, the folding, the span that alone is shown, the words that are marked.
pub type Key = (u32, Fold, Option<String>, String, bool);

/// A handle to the open trace; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct OpenTrace {
    /// The session.
    pub session: SessionHandle,
    /// The engine.
    pub engine: Engine,
    /// What is known of the trace as a whole.
    pub head: Signal<TraceHead>,
    /// The rows of the waterfall.
    pub rows: Rows<Key, WaterfallRow>,
    /// The time that is shown.
    pub viewport: Memo<Viewport>,
    /// The axis of time, with long gaps folded.
    pub axis: Memo<Axis>,
    /// The time that is shown over the width of the time column.
    pub scale: Memo<TimeScale>,
    /// Width of the time column.
    pub column_px: RwSignal<f64>,
    /// Share of the width that the names have, in percent.
    pub names_share: RwSignal<f64>,
    /// The window is as narrow as a phone.
    pub is_narrow: Signal<bool>,
    /// Where the pointer is in the time column, in nanoseconds from the trace's origin.
    pub pointer_ns: RwSignal<Option<i64>>,
    /// The part of the answer whose spans are lit.
    pub lit: RwSignal<Option<usize>>,
    /// The part of the time of which is told what ran in it.
    pub range: RwSignal<Option<(i64, i64)>>,
    /// What was found last.
    pub found: RwSignal<FindReply>,
    /// Questions to find that wait.
    pub(super) finding: StoredValue<VecDeque<Asked>>,
    /// A click that may become a double one.
    pub(super) click: StoredValue<Option<Timeout>, LocalStorage>,
    /// The row that is about to become the current one.
    pub(super) going_to: StoredValue<Option<u32>>,
    /// The row that the view which is shown is at: another view begins there.
    pub at_row: RwSignal<Option<u32>>,
    /// The span that a view other than the waterfall is to go to.
    pub wanted: RwSignal<Option<SpanRef>>,
    /// How long the axis of the merged flame graph is, once that is known.
    pub merged_ns: RwSignal<Option<i64>>,
    /// The row whose menu is open, and where.
    pub menu: RwSignal<Option<(Arc<WaterfallRow>, f64, f64)>>,
}

impl OpenTrace {
    /// Prepares everything the parts of the view share.
    pub fn provide(head: Signal<TraceHead>) -> Self {
        let (session, engine) = (use_session(), use_engine());
        let trace_id = StoredValue::new(head.with_untracked(|head| head.row.trace_id.clone()));
        let is_narrow = RwSignal::new(media::matches(media::NARROW));
        let watch = StoredValue::new_local(media::watch(media::NARROW, move |narrow| is_narrow.set(narrow)));
        on_cleanup(move || watch.dispose());
        let (fold, root, find, skew) = (session.fold(), session.root(), session.find(), session.skew());
        let revision = engine.revision();
        let key =
            Signal::derive(move || Some((revision.get(), fold.get(), root.get(), find.get(), skew.get())));
        let row_px = Signal::derive(move || if is_narrow.get() { TALL_ROW_PX } else { ROW_PX });
        let rows = Rows::new(
            key,
            row_px,
            |_, _| true,
            move |key, offset, limit| fetch(engine, trace_id.get_value(), key, offset, limit),
        );
        let (zoom, column_px) = (session.zoom(), RwSignal::new(0.0));
        let (is_merged, merged_ns) = (session.part(Session::is_merged), RwSignal::new(None));
        let viewport = Memo::new(move |_| {
            let zoom = zoom.get();
            let extent_ns = if is_merged.get() {
                // Until the axis is known, it is as long as the link says.
                merged_ns.get().or(zoom.map(|(_, to_ns)| to_ns)).unwrap_or(0)
            } else {
                head.with(|head| head.row.extent_ns)
            };
            Viewport::of_zoom(extent_ns, zoom)
        });
        let is_on_true_scale = session.part(|session| session.true_scale || session.tab != Tab::Waterfall);
        let axis =
            Memo::new(
                move |_| {
                    if is_on_true_scale.get() { Axis::default() } else { head.with(TraceHead::axis) }
                },
            );
        let clock = ruler::clock(session, head);
        let open = Self {
            session,
            engine,
            head,
            rows,
            viewport,
            axis,
            scale: Memo::new(move |_| {
                TimeScale::with_axis(viewport.get(), column_px.get(), axis.get()).told_by(clock.get())
            }),
            column_px,
            names_share: RwSignal::new(kept_share()),
            is_narrow: is_narrow.into(),
            pointer_ns: RwSignal::new(None),
            lit: RwSignal::new(None),
            range: RwSignal::new(None),
            found: RwSignal::new(FindReply::default()),
            finding: StoredValue::new(VecDeque::new()),
            going_to: StoredValue::new(None),
            at_row: RwSignal::new(None),
            wanted: RwSignal::new(None),
            merged_ns,
            click: StoredValue::new_local(None),
            menu: RwSignal::new(None),
        };
        session.on_command(move |command| open.carry_out(command));
        open.follow_selection();
        if session.now(|session| session.span.is_none()) {
            rows.go_to(0, false);
        }
        open
    }

    /// The trace's id.
    pub fn trace_id(self) -> String {
        self.head.with_untracked(|head| head.row.trace_id.clone())
    }

    /// Whether the waterfall is what is shown.
    pub fn is_waterfall(self) -> bool {
        self.session.now(|session| session.tab == Tab::Waterfall)
    }

    /// Shows another part of the trace's time.
    pub fn show(self, viewport: Viewport) {
        self.session.dispatch(Command::Zoom(viewport.zoom()));
    }

    /// Zooms or pans along the axis, where folded gaps are short.
    pub fn shift(self, change: impl FnOnce(Viewport) -> Viewport) {
        self.show(self.shifted(self.viewport.get_untracked(), change));
    }

    /// The time shown after a range was zoomed or panned along the axis.
    pub fn shifted(self, viewport: Viewport, change: impl FnOnce(Viewport) -> Viewport) -> Viewport {
        let axis = self.axis.get_untracked();
        change(viewport.on(&axis)).off(&axis, viewport.extent_ns())
    }

    /// The current row, if it has come.
    pub fn current(self) -> Option<Arc<WaterfallRow>> {
        self.rows.current_now().map(|(_, row)| row)
    }

    /// The selection follows the current row while the details are open, and the current row a selection that comes
    /// from elsewhere: a link, the back button, the path in the details.
    fn follow_selection(self) {
        let (current, span, moves) = (self.rows.current_row(), self.session.span(), self.rows.moves());
        Effect::new(move |handled: Option<u32>| {
            // A row that changes because the list does is nobody's choice.
            let moved = moves.get();
            let row = current.get().and_then(|shown| shown.row).filter(|row| row.linked.is_none());
            let (Some(row), true) = (row, handled != Some(moved)) else { return handled.unwrap_or(0) };
            self.at_row.set(Some(row.row));
            let is_other =
                self.session.now(|session| session.span.as_ref().is_some_and(|span| *span != row.span_id));
            if is_other {
                self.session.dispatch(Command::SelectSpan(Some(row.span_id.clone())));
            }
            moved
        });
        let (root, revision) = (self.session.root(), self.engine.revision());
        Effect::new(move |before: Option<(Option<String>, u32)>| {
            let shown = (root.get(), revision.get());
            let Some(span) = span.get() else { return shown };
            let is_current = self.current().is_some_and(|row| row.span_id == span);
            if !is_current || before.is_some_and(|before| before != shown) {
                self.reveal(SpanRef::Id(span));
            }
            shown
        });
        // A link may name a span that is not in this trace.
        let failure = self.rows.failure();
        let notices = use_notices();
        Effect::new(move |_| {
            if let Some(failure) = failure.get() {
                self.leave_missing_part(notices, &failure);
            }
        });
    }

    /// Shows the whole trace when the part that alone is shown turns out not to be there.
    pub fn leave_missing_part(self, notices: Notices, failure: &Failure) {
        if failure.code == "not_found" && self.session.now(|session| session.root.is_some()) {
            notices.info("The link shows a part of the trace that is not there; this is all of it");
            self.session.dispatch(Command::Focus(None));
        }
    }

    fn carry_out(self, command: &Command) {
        match command {
            // On the map these move through the graph.
            Command::FindNext
            | Command::FindPrevious
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::PanLeft
            | Command::PanRight
                if self.session.now(|session| session.tab == Tab::Map) => {}
            Command::FindNext => self.find(Some(Step::Next), false),
            Command::FindPrevious => self.find(Some(Step::Previous), false),
            Command::NextError => self.find(Some(Step::Next), true),
            Command::ZoomIn => self.shift(|shown| shown.zoomed(KEY_ZOOM, 0.5)),
            Command::ZoomOut => self.shift(|shown| shown.zoomed(1.0 / KEY_ZOOM, 0.5)),
            Command::PanLeft => self.shift(|shown| shown.panned(-KEY_PAN)),
            Command::PanRight => self.shift(|shown| shown.panned(KEY_PAN)),
            Command::ShowAnswer(nth) => sentence::show(self, *nth),
            Command::NextAnswer => sentence::show_next(self),
            // The other views carry out what is theirs.
            _ if !self.is_waterfall() => {}
            Command::Move(Move::In) => fold::unfold_or_enter(self),
            Command::Move(Move::Out) => fold::fold_or_leave(self),
            Command::Move(way) => drop(self.rows.step(*way)),
            Command::Activate => match self.current() {
                Some(row) if row.run.is_some() => fold::unfold_or_enter(self),
                Some(row) => self.session.dispatch(details_of(&row)),
                None => {}
            },
            Command::MeasureRange(range) => self.range.set(range.filter(|(from_ns, to_ns)| from_ns < to_ns)),
            Command::ToggleRange => {
                let shown = self.viewport.get_untracked();
                let is_open = self.range.get_untracked().is_some();
                self.range.set((!is_open).then_some((shown.from_ns(), shown.to_ns())));
            }
            Command::ToggleMark => self.session.dispatch(Command::Mark(self.trace_id())),
            Command::FocusRows | Command::Back => self.rows.focus(),
            Command::ZoomToSpan => {
                if let Some(row) = self.current().filter(|row| row.linked.is_none()) {
                    self.zoom_to(&row);
                }
            }
            Command::ToggleLinked => {
                if let Some(row) = self.current() {
                    fold::toggle_linked(self, &row);
                }
            }
            Command::FoldAll => fold::fold_from(self, fold::FOLD_ALL_FROM),
            Command::FoldFrom(depth) => fold::fold_from(self, *depth),
            Command::ToggleByService => fold::change(self, |fold| fold.by_service = !fold.by_service),
            Command::ToggleRuns => fold::toggle_runs(self),
            Command::ToggleOnlyCritical => fold::toggle_only_critical(self),
            Command::ToggleOnlyLong => fold::toggle_only_long(self),
            Command::UnfoldAll => fold::unfold_all(self),
            Command::ToggleOnlyHits => fold::toggle_only_hits(self),
            Command::ToggleFocus => {
                let is_focused = self.session.now(|session| session.root.is_some());
                let row = self.current().filter(|row| !is_focused && row.linked.is_none());
                self.focus_on(row.map(|row| row.span_id.clone()));
            }
            _ => {}
        }
    }

    /// Shows the time of a row's span.
    pub fn zoom_to(self, row: &WaterfallRow) {
        self.show(self.viewport.get_untracked().around(row.start_ns, row.duration_ns));
    }

    /// Shows the time of the root, without what went on after it.
    pub fn zoom_to_root(self) {
        let (start_ns, latency_ns) =
            self.head.with_untracked(|head| (head.row.start_ns - head.origin_ns, head.row.latency_ns));
        self.show(self.viewport.get_untracked().around(start_ns, latency_ns));
    }

    /// Shows only a span and what is below it, or everything; the current row stays the current one.
    pub fn focus_on(self, span_id: Option<String>) {
        let current = self.current();
        self.session.dispatch(Command::Focus(span_id));
        if !self.is_waterfall() {
            return;
        }
        match current {
            Some(row) => self.reveal(SpanRef::Row(row.row)),
            None => self.rows.go_to(0, false),
        }
    }

    /// The waterfall came up: goes to the selected span, else where the view before it was.
    pub fn come_back(self) {
        let selected = self.session.now(|session| session.span.clone()).map(SpanRef::Id);
        let place = selected.or_else(|| self.at_row.get_untracked().map(SpanRef::Row));
        if let Some(place) = place.filter(|_| self.is_waterfall()) {
            self.reveal(place);
        }
    }

    /// Brings a span into sight: unfolds what hides it, widens the focus, scrolls, moves the time.
    pub fn reveal(self, span: SpanRef) {
        let fold = self.session.now(|session| session.fold.clone());
        self.reveal_in(fold, span);
    }

    /// The same starting from another folding.
    pub fn reveal_in(self, fold: Fold, span: SpanRef) {
        if !self.is_waterfall() {
            if let SpanRef::Row(row) = span {
                // The next question to find goes on from there.
                self.at_row.set(Some(row));
            }
            self.wanted.set(Some(span));
            return;
        }
        self.going_to.set_value(if let SpanRef::Row(row) = span { Some(row) } else { None });
        let (focus, skew) = self.session.now(|session| (session.root.clone(), session.skew));
        let focus = focus.map(SpanRef::Id);
        let request = Request::Reveal { trace_id: self.trace_id(), fold, focus, span, skew };
        spawn_local(async move {
            let reply = self.engine.ask(request).await;
            if self.rows.is_gone() {
                return;
            }
            let Ok(Reply::Revealed(found)) = reply else { return };
            if found.outside {
                self.session.dispatch(Command::Focus(None));
            }
            self.session.dispatch(Command::SetFold(found.fold));
            self.rows.go_to(found.index, true);
            if self.going_to.get_value() == Some(found.row) {
                // Where the row itself has not come yet, the next question to find goes on from here all the same.
                self.at_row.set(Some(found.row));
                self.going_to.set_value(None);
            }
            let viewport = self.viewport.get_untracked();
            let touching = viewport.touching(found.start_ns, found.duration_ns);
            if touching != viewport {
                self.show(touching);
            }
        });
    }
}

async fn fetch(
    engine: Engine,
    trace_id: String,
    key: Key,
    offset: usize,
    limit: usize,
) -> Page<WaterfallRow> {
    let (_, fold, focus, find, skew) = key;
    let query = RowsQuery { trace_id, fold, focus: focus.map(SpanRef::Id), find, skew, offset, limit };
    match engine.ask(Request::Rows(query)).await? {
        Reply::Rows(RowsPage { total, rows, .. }) => Ok((total, rows)),
        _ => Ok((0, Vec::new())),
    }
}
