//! What the parts of an open trace share, and how its commands are carried out.

use super::fold;
use crate::{
    browser::media,
    protocol::{
        request::{Reply, Request, SpanRef},
        traces::TraceHead,
        waterfall::{FindQuery, FindReply, Fold, RowsPage, RowsQuery, Step, WaterfallRow},
    },
    state::{
        command::{Command, Move},
        time_scale::TimeScale,
        viewport::Viewport,
    },
    ui::{
        engine::{Engine, use_engine},
        parts::rows::{Page, Rows},
        session::{SessionHandle, use_session},
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// Height of a row, and of one on a narrow window, where the bar stands under the name.
const ROW_PX: f64 = 24.0;
const TALL_ROW_PX: f64 = 40.0;
/// How much a key magnifies, and which share of the width it moves by.
const KEY_ZOOM: f64 = 1.5;
const KEY_PAN: f64 = 0.25;

/// What is listed: the data set as it was, the folding, the span that alone is shown, the words that are marked.
pub type Key = (u32, Fold, Option<String>, String);

/// A handle to the open trace; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct OpenTrace {
    /// The session.
    pub session: SessionHandle,
    /// The engine.
    pub engine: Engine,
    /// What is known of the trace as a whole.
    pub head: StoredValue<TraceHead>,
    /// The rows of the waterfall.
    pub rows: Rows<Key, WaterfallRow>,
    /// The time that is shown.
    pub viewport: Memo<Viewport>,
    /// The same over the width of the time column.
    pub scale: Memo<TimeScale>,
    /// Width of the time column.
    pub column_px: RwSignal<f64>,
    /// The window is as narrow as a phone.
    pub is_narrow: Signal<bool>,
    /// Where the pointer is in the time column, in nanoseconds from the trace's origin.
    pub pointer_ns: RwSignal<Option<i64>>,
    /// What was found last.
    pub found: RwSignal<FindReply>,
    /// The row whose menu is open, and where.
    pub menu: RwSignal<Option<(Arc<WaterfallRow>, f64, f64)>>,
}

impl OpenTrace {
    /// Prepares everything the parts of the view share.
    pub fn provide(head: TraceHead) -> Self {
        let (session, engine) = (use_session(), use_engine());
        let trace_id = StoredValue::new(head.row.trace_id.clone());
        let extent_ns = head.row.extent_ns;
        let is_narrow = RwSignal::new(media::matches(media::NARROW));
        let watch = StoredValue::new_local(media::watch(media::NARROW, move |narrow| is_narrow.set(narrow)));
        on_cleanup(move || watch.dispose());
        let (fold, root, find) = (session.fold(), session.root(), session.find());
        let revision = engine.revision();
        let key = Signal::derive(move || Some((revision.get(), fold.get(), root.get(), find.get())));
        let row_px = Signal::derive(move || if is_narrow.get() { TALL_ROW_PX } else { ROW_PX });
        let rows = Rows::new(key, row_px, move |key, offset, limit| {
            fetch(engine, trace_id.get_value(), key, offset, limit)
        });
        let (zoom, column_px) = (session.zoom(), RwSignal::new(0.0));
        let viewport = Memo::new(move |_| Viewport::of_zoom(extent_ns, zoom.get()));
        let open = Self {
            session,
            engine,
            head: StoredValue::new(head),
            rows,
            viewport,
            scale: Memo::new(move |_| TimeScale::new(viewport.get(), column_px.get())),
            column_px,
            is_narrow: is_narrow.into(),
            pointer_ns: RwSignal::new(None),
            found: RwSignal::new(FindReply::default()),
            menu: RwSignal::new(None),
        };
        session.on_command(move |command| open.carry_out(command));
        open.follow_selection();
        if session.span().with_untracked(Option::is_none) {
            rows.go_to(0, false);
        }
        open
    }

    /// The trace's id.
    pub fn trace_id(self) -> String {
        self.head.with_value(|head| head.row.trace_id.clone())
    }

    /// Shows another part of the trace's time.
    pub fn show(self, viewport: Viewport) {
        self.session.dispatch(Command::Zoom(viewport.zoom()));
    }

    /// The current row, if it has come.
    pub fn current(self) -> Option<Arc<WaterfallRow>> {
        self.rows.current_row().get_untracked()?.row
    }

    /// The selection follows the current row while the details are open, and the current row a selection that comes
    /// from elsewhere: a link, the back button, the path in the details.
    fn follow_selection(self) {
        let (current, span) = (self.rows.current_row(), self.session.span());
        Effect::new(move |_| {
            let Some(row) = current.get().and_then(|shown| shown.row) else { return };
            let is_other = span.with_untracked(|span| span.as_ref().is_some_and(|span| *span != row.span_id));
            if is_other {
                self.session.dispatch(Command::SelectSpan(Some(row.span_id.clone())));
            }
        });
        Effect::new(move |_| {
            let Some(span) = span.get() else { return };
            let is_current = current.get_untracked().and_then(|shown| shown.row);
            if is_current.is_none_or(|row| row.span_id != span) {
                self.reveal(SpanRef::Id(span));
            }
        });
    }

    fn carry_out(self, command: &Command) {
        match command {
            Command::Move(Move::In) => fold::unfold_or_enter(self),
            Command::Move(Move::Out) => fold::fold_or_leave(self),
            Command::Move(way) => drop(self.rows.step(*way)),
            Command::Activate => {
                if let Some(row) = self.current() {
                    self.session.dispatch(Command::SelectSpan(Some(row.span_id.clone())));
                }
            }
            Command::FocusRows => self.rows.focus(),
            Command::FindNext => self.find(Some(Step::Next), false),
            Command::FindPrevious => self.find(Some(Step::Previous), false),
            Command::NextError => self.find(Some(Step::Next), true),
            Command::ZoomIn => self.show(self.viewport.get_untracked().zoomed(KEY_ZOOM, 0.5)),
            Command::ZoomOut => self.show(self.viewport.get_untracked().zoomed(1.0 / KEY_ZOOM, 0.5)),
            Command::ZoomToSpan => {
                if let Some(row) = self.current() {
                    self.zoom_to(&row);
                }
            }
            Command::PanLeft => self.show(self.viewport.get_untracked().panned(-KEY_PAN)),
            Command::PanRight => self.show(self.viewport.get_untracked().panned(KEY_PAN)),
            Command::FoldAll => fold::fold_all(self),
            Command::UnfoldAll => fold::unfold_all(self),
            Command::ToggleFocus => {
                let is_focused = self.session.root().with_untracked(Option::is_some);
                let row = self.current().filter(|_| !is_focused);
                self.focus_on(row.map(|row| row.span_id.clone()));
            }
            _ => {}
        }
    }

    /// Shows the time of a row's span.
    pub fn zoom_to(self, row: &WaterfallRow) {
        self.show(self.viewport.get_untracked().around(row.start_ns, row.duration_ns));
    }

    /// Shows only a span and what is below it, or everything; the current row stays the current one.
    pub fn focus_on(self, span_id: Option<String>) {
        let current = self.current();
        self.session.dispatch(Command::Focus(span_id));
        match current {
            Some(row) => self.reveal(SpanRef::Row(row.row)),
            None => self.rows.go_to(0, false),
        }
    }

    /// Looks for the words of the session, or for errors, from the current row on; without a step it only counts.
    pub fn find(self, step: Option<Step>, errors_only: bool) {
        let find = if errors_only { String::new() } else { self.session.find().get_untracked() };
        if find.trim().is_empty() && !errors_only {
            self.found.set(FindReply::default());
            return;
        }
        let from = self.current().map(|row| row.row);
        let query = FindQuery { trace_id: self.trace_id(), find, from, step, errors_only };
        spawn_local(async move {
            let Ok(Reply::Found(found)) = self.engine.ask(Request::Find(query)).await else { return };
            if let Some(row) = found.row.filter(|_| step.is_some()) {
                self.reveal(SpanRef::Row(row));
            }
            if !errors_only {
                self.found.try_set(found);
            }
        });
    }

    /// Brings a span into sight: unfolds what hides it, widens the focus, scrolls, moves the time.
    pub fn reveal(self, span: SpanRef) {
        let fold = self.session.fold().get_untracked();
        self.reveal_in(fold, span);
    }

    /// The same starting from another folding.
    pub fn reveal_in(self, fold: Fold, span: SpanRef) {
        let focus = self.session.root().get_untracked().map(SpanRef::Id);
        let request = Request::Reveal { trace_id: self.trace_id(), fold, focus, span };
        spawn_local(async move {
            let Ok(Reply::Revealed(found)) = self.engine.ask(request).await else { return };
            if self.rows.is_gone() {
                return;
            }
            if found.outside {
                self.session.dispatch(Command::Focus(None));
            }
            self.session.dispatch(Command::SetFold(found.fold));
            self.rows.go_to(found.index, true);
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
    let (_, fold, focus, find) = key;
    let query = RowsQuery { trace_id, fold, focus: focus.map(SpanRef::Id), find, offset, limit };
    match engine.ask(Request::Rows(query)).await? {
        Reply::Rows(RowsPage { total, rows, .. }) => Ok((total, rows)),
        _ => Ok((0, Vec::new())),
    }
}
