//! What the flame graph knows: the picture that came last, the frame the keyboard is at, and how its commands are
//! carried out.

use super::super::open_trace::OpenTrace;
use crate::{
    browser::focus,
    charts::flame::FlameView,
    protocol::{
        flame::{FlameOf, FlameOrder, FlamePicture, FlamePlace, FlameQuery, FlameStep, FlameWay},
        request::{Reply, Request, SpanRef},
    },
    state::command::{Command, Move},
    ui::parts::notices::use_notices,
};
use leptos::{html, prelude::*, task::spawn_local};
use std::{collections::VecDeque, sync::Arc};

/// Height of a level, and of one on a narrow window, where a finger has to hit it.
const LEVEL_PX: f64 = 20.0;
const TALL_LEVEL_PX: f64 = 28.0;
/// Levels are asked for in steps of so many, and a screenful beyond those in sight.
const LEVELS_A_STEP: u32 = 16;

/// Where the keyboard is to go.
#[derive(Clone, Debug)]
pub enum Goal {
    /// To the frame of a span, or the topmost.
    Span(Option<SpanRef>),
    /// On from the current frame.
    Way(FlameWay),
}

/// A handle to the flame graph; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct FlameState {
    /// The trace.
    pub open: OpenTrace,
    /// The box that scrolls and has the keyboard.
    pub node: NodeRef<html::Div>,
    /// The picture that came last.
    pub picture: RwSignal<Arc<FlamePicture>>,
    /// Width and height of the picture, in pixels of the page.
    pub size_px: RwSignal<(f64, f64)>,
    /// How far the box is scrolled.
    pub scrolled_px: RwSignal<f64>,
    /// The frame the keyboard is at.
    pub current: RwSignal<Option<FlamePlace>>,
    /// How the levels are laid over the picture.
    pub view: Memo<FlameView>,
    /// The order of the frames.
    pub order: Memo<FlameOrder>,
    /// The picture that is wanted, while another one is on its way.
    waiting: StoredValue<Option<FlameQuery>>,
    is_asking: StoredValue<bool>,
    /// Where to go, one after another.
    goals: StoredValue<VecDeque<Goal>>,
}

impl FlameState {
    /// The state of the flame graph of a trace.
    pub fn new(open: OpenTrace) -> Self {
        let (size_px, scrolled_px) = (RwSignal::new((0.0, 0.0)), RwSignal::new(0.0));
        let view = Memo::new(move |_| FlameView {
            scale: open.scale.get(),
            scrolled_px: scrolled_px.get(),
            level_px: if open.is_narrow.get() { TALL_LEVEL_PX } else { LEVEL_PX },
            height_px: size_px.get().1,
        });
        let state = Self {
            open,
            node: NodeRef::new(),
            picture: RwSignal::new(Arc::default()),
            size_px,
            scrolled_px,
            current: RwSignal::new(None),
            view,
            order: open.session.part(|session| session.flame),
            waiting: StoredValue::new(None),
            is_asking: StoredValue::new(false),
            goals: StoredValue::new(VecDeque::new()),
        };
        state.keep_picture();
        state.keep_current();
        open.session.on_command(move |command| state.carry_out(command));
        state
    }

    /// Which flame graph the session names.
    fn of(self) -> FlameOf {
        self.open.session.now(|session| FlameOf {
            trace_id: self.open.trace_id(),
            order: session.flame,
            focus: session.root.clone().map(SpanRef::Id),
            skew: session.skew,
        })
    }

    /// Asks for the picture whenever what is in sight changes.
    fn keep_picture(self) {
        let session = self.open.session;
        let (root, find, zoom, skew) = (session.root(), session.find(), session.zoom(), session.skew());
        let revision = self.open.engine.revision();
        let levels = Memo::new(move |_| {
            let (first, count) = self.view.get().levels();
            let from = first.saturating_sub(count) / LEVELS_A_STEP * LEVELS_A_STEP;
            (from, (first + 2 * count - from).next_multiple_of(LEVELS_A_STEP))
        });
        let width_px = Memo::new(move |_| self.view.get().scale.width_px().round() as u32);
        Effect::new(move |_| {
            revision.track();
            self.order.track();
            root.track();
            skew.track();
            // What other signals here are made of comes first: an effect misses a change that one of them has seen
            // before it.
            let (find, zoom) = (find.get(), zoom.get());
            let ((from_level, levels), width_px) = (levels.get(), width_px.get());
            let query = FlameQuery { of: self.of(), find, zoom, width_px, from_level, levels };
            if self.size_px.with(|(_, height_px)| *height_px > 0.0) {
                self.ask(query);
            }
        });
    }

    /// Asks for a picture as soon as the one before has come; only the last that is wanted counts.
    fn ask(self, query: FlameQuery) {
        self.waiting.set_value(Some(query));
        if self.is_asking.get_value() {
            return;
        }
        self.is_asking.set_value(true);
        let notices = use_notices();
        spawn_local(async move {
            while let Some(query) = self.waiting.try_update_value(Option::take).flatten() {
                let is_merged = query.of.order == FlameOrder::Merged;
                let reply = self.open.engine.ask(Request::Flame(query)).await;
                if self.picture.is_disposed() {
                    return;
                }
                match reply {
                    Ok(Reply::Flame(picture)) => {
                        if is_merged {
                            self.open.merged_ns.set(Some(picture.axis_ns));
                        }
                        self.picture.set(Arc::new(picture));
                    }
                    Ok(_) => {}
                    Err(failure) => self.open.leave_missing_part(notices, &failure),
                }
            }
            self.is_asking.try_set_value(false);
        });
    }

    /// Keeps the current frame: where the view before was, where a search or the details lead, and the same span when
    /// the frames change.
    fn keep_current(self) {
        let session = self.open.session;
        let (root, skew, wanted) = (session.root(), session.skew(), self.open.wanted);
        let revision = self.open.engine.revision();
        Effect::new(move |before: Option<()>| {
            self.order.track();
            root.track();
            skew.track();
            revision.track();
            let selected = session.now(|session| session.span.clone()).map(SpanRef::Id);
            let here = self.open.at_row.get_untracked().map(SpanRef::Row);
            let from = if before.is_none() { selected.or(here) } else { here.or(selected) };
            self.go(Goal::Span(from));
        });
        Effect::new(move |_| {
            let Some(span) = wanted.get() else { return };
            wanted.set(None);
            let is_here = self.current.with_untracked(|place| {
                place.as_ref().is_some_and(|place| matches!(&span, SpanRef::Id(id) if *id == place.span_id))
            });
            if !is_here {
                self.go(Goal::Span(Some(span)));
            }
        });
    }

    /// Goes to a frame, or on from the current one; what is asked while another question is on its way waits for it, so
    /// that quick presses add up.
    pub fn go(self, goal: Goal) {
        let is_first = self.goals.try_update_value(|goals| {
            let is_first = goals.is_empty();
            if let Goal::Span(_) = goal {
                // It does not matter any more what was to be gone to before.
                goals.truncate(1);
            }
            goals.push_back(goal);
            is_first
        });
        if is_first != Some(true) {
            return;
        }
        spawn_local(async move {
            while let Some(goal) = self.goals.try_with_value(|goals| goals.front().cloned()).flatten() {
                self.reach(goal).await;
                self.goals.try_update_value(VecDeque::pop_front);
            }
        });
    }

    /// Asks for the frame of a goal and makes it the current one. A span that is outside of what is shown brings all of
    /// the trace back.
    async fn reach(self, goal: Goal) {
        let here = self.current.with_untracked(|place| place.as_ref().map(|place| SpanRef::Row(place.row)));
        let (from, way) = match goal {
            Goal::Span(span) => (span, None),
            // Without a frame any way leads to the topmost.
            Goal::Way(way) => (here.clone(), here.map(|_| way)),
        };
        let row = if let (Some(SpanRef::Row(row)), None) = (&from, way) { Some(*row) } else { None };
        let is_anywhere = from.is_none();
        let step = FlameStep { of: self.of(), from, way };
        let reply = self.open.engine.ask(Request::FlameStep(step)).await;
        if self.current.is_disposed() {
            return;
        }
        match reply {
            Ok(Reply::FlamePlace(place)) => self.arrive(place, row),
            _ if is_anywhere => self.current.set(None),
            _ if self.open.session.now(|session| session.root.is_some()) && way.is_none() => {
                self.open.session.dispatch(Command::Focus(None));
            }
            _ => self.go(Goal::Span(None)),
        }
    }

    /// The frame is known: it becomes the current one. `row` is the span that was meant, if it is not the frame's first.
    fn arrive(self, place: FlamePlace, row: Option<u32>) {
        self.open.at_row.set(Some(row.unwrap_or(place.row)));
        let session = self.open.session;
        let is_other =
            session.now(|session| session.span.as_ref().is_some_and(|span| *span != place.span_id));
        if is_other && row.is_none_or(|row| row == place.row) {
            session.dispatch(Command::SelectSpan(Some(place.span_id.clone())));
        }
        let viewport = self.open.viewport.get_untracked();
        let touching = viewport.touching(place.start_ns, place.end_ns.saturating_sub(place.start_ns));
        if touching != viewport {
            self.open.show(touching);
        }
        self.scroll_to(place.level);
        self.current.set(Some(place));
    }

    /// Brings a level into sight, with one to either side.
    fn scroll_to(self, level: u32) {
        let Some(node) = self.node.try_get_untracked().flatten() else { return };
        let view = self.view.get_untracked();
        let top_px = view.top_px(level) + view.scrolled_px;
        let (first_px, last_px) = (top_px - view.level_px, top_px + 2.0 * view.level_px - view.height_px);
        let to_px = view.scrolled_px.min(first_px.max(0.0)).max(last_px);
        if (to_px - view.scrolled_px).abs() >= 1.0 {
            // The content must have its height before the box can be scrolled that far.
            request_animation_frame(move || node.set_scroll_top(to_px as i32));
        }
    }

    fn carry_out(self, command: &Command) {
        match command {
            Command::Move(way) => self.step(*way),
            Command::Activate => self.activate(),
            Command::ZoomToSpan => self.zoom_to_current(),
            Command::ToggleFocus => {
                let is_focused = self.open.session.now(|session| session.root.is_some());
                let span =
                    self.current.with_untracked(|place| place.as_ref().map(|place| place.span_id.clone()));
                self.open.focus_on(span.filter(|_| !is_focused));
            }
            Command::FocusRows | Command::Back => self.focus(),
            _ => {}
        }
    }

    /// Gives the keyboard to the frames.
    pub fn focus(self) {
        if let Some(node) = self.node.get_untracked() {
            focus::on(&node);
        }
    }

    fn step(self, way: Move) {
        self.go(Goal::Way(match way {
            Move::Up => FlameWay::Parent,
            Move::Down => FlameWay::Child,
            Move::In => FlameWay::Next,
            Move::Out => FlameWay::Previous,
            Move::First => FlameWay::First,
            Move::Last => FlameWay::Last,
            Move::PageUp | Move::PageDown => return,
        }));
    }

    /// Shows the details of the current span; the frame of several is zoomed to.
    pub fn activate(self) {
        let Some(place) = self.current.get_untracked() else { return };
        if place.spans > 1 {
            self.zoom_to_current();
        } else {
            self.open.session.dispatch(Command::SelectSpan(Some(place.span_id)));
        }
    }

    /// Zooms to the current frame: merged to its very ends, in time with a little around it.
    pub fn zoom_to_current(self) {
        let Some(place) = self.current.get_untracked() else { return };
        let viewport = self.open.viewport.get_untracked();
        self.open.show(match self.order.get_untracked() {
            FlameOrder::Time => viewport.around(place.start_ns, place.end_ns.saturating_sub(place.start_ns)),
            FlameOrder::Merged => viewport.showing(place.start_ns, place.end_ns),
        });
    }
}
