//! A long list in a scrolling box: rows come in pages from the engine and are shown in slots that are used again, so
//! that scrolling by three rows draws three rows.
//!
//! The box has the keyboard's focus and names the current row by `aria-activedescendant`: a row may leave the document
//! while it is scrolled away without taking the focus with it.

use crate::{
    browser::{frame::Frame, resize::Resize},
    protocol::request::Failure,
    state::{
        command::Move,
        row_cache::{PAGE_ROWS, RowCache},
        row_scroll::RowScroll,
        slots::Slots,
    },
};
use leptos::{html, prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin, sync::Arc};

/// Slots beyond those that fill the box: one row cut at either end, and the current row that is kept.
const SPARE_SLOTS: usize = 3;
/// At most so many slots, whatever the box: more rows than these are on no screen.
const MOST_SLOTS: usize = 80;

/// A page of rows: how many there are in all, and the page's.
pub type Page<T> = Result<(usize, Vec<T>), Failure>;
type Fetch<K, T> = Box<dyn Fn(K, usize, usize) -> Pin<Box<dyn Future<Output = Page<T>>>>>;

/// A handle to a long list of rows `T`; `K` names what is listed. The same one wherever it is copied to.
pub struct Rows<K: Send + Sync + 'static, T: 'static> {
    inner: StoredValue<Inner<K, T>, LocalStorage>,
    key: Signal<Option<K>>,
    /// The box that scrolls.
    pub node: NodeRef<html::Div>,
    scroll: RwSignal<RowScroll>,
    width_px: RwSignal<f64>,
    scroll_px: RwSignal<f64>,
    slots: RwSignal<Slots>,
    arrivals: RwSignal<u32>,
    current: RwSignal<Option<usize>>,
    failure: RwSignal<Option<Failure>>,
}

struct Inner<K, T> {
    cache: RowCache<K, T>,
    fetch: Fetch<K, T>,
    frame: Option<Frame>,
    resize: Option<Resize>,
    /// A row to show as soon as the list that has it is there: its place, and whether it goes into the middle.
    goal: Option<(usize, bool)>,
}

impl<K: Send + Sync + 'static, T: 'static> Clone for Rows<K, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync + 'static, T: 'static> Copy for Rows<K, T> {}

/// A row in its slot.
#[derive(Clone, Debug)]
pub struct Shown<T> {
    /// Its place in the list.
    pub index: usize,
    /// The row, when it has come.
    pub row: Option<Arc<T>>,
}

impl<T> PartialEq for Shown<T> {
    fn eq(&self, other: &Self) -> bool {
        let same_row = match (&self.row, &other.row) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        self.index == other.index && same_row
    }
}

impl<K, T> Rows<K, T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    /// A list of what `key` names (nothing while it is `None`), whose rows are `row_px` high; `fetch` gets the rows
    /// from an offset on, at most so many.
    pub fn new<F>(
        key: Signal<Option<K>>,
        row_px: Signal<f64>,
        fetch: impl Fn(K, usize, usize) -> F + 'static,
    ) -> Self
    where
        F: Future<Output = Page<T>> + 'static,
    {
        let inner = Inner {
            cache: RowCache::default(),
            fetch: Box::new(move |key, offset, limit| Box::pin(fetch(key, offset, limit))),
            frame: None,
            resize: None,
            goal: None,
        };
        let rows = Self {
            inner: StoredValue::new_local(inner),
            key,
            node: NodeRef::new(),
            scroll: RwSignal::new(RowScroll { row_px: row_px.get_untracked(), ..RowScroll::default() }),
            width_px: RwSignal::new(0.0),
            scroll_px: RwSignal::new(0.0),
            slots: RwSignal::new(Slots::EMPTY),
            arrivals: RwSignal::new(0),
            current: RwSignal::new(None),
            failure: RwSignal::new(None),
        };
        rows.inner.update_value(|inner| inner.frame = Some(Frame::new(move || rows.look())));
        Effect::new(move |_| {
            let Some(node) = rows.node.get() else { return };
            let resize = Resize::new(&node, move |width_px, height_px| {
                rows.width_px.set(width_px);
                rows.scroll.update(|scroll| scroll.view_px = height_px);
                rows.look();
            });
            rows.inner.update_value(|inner| inner.resize = Some(resize));
        });
        Effect::new(move |_| {
            let row_px = row_px.get();
            let first =
                rows.scroll.with_untracked(|scroll| scroll.in_sight(rows.scroll_px.get_untracked()).0);
            rows.scroll.update(|scroll| scroll.row_px = row_px);
            rows.scroll_to(first as f64 * row_px);
            rows.look();
        });
        Effect::new(move |_| {
            key.track();
            rows.want_now();
            rows.ask_missing();
        });
        on_cleanup(move || {
            rows.inner.try_update_value(|inner| {
                inner.frame = None;
                inner.resize = None;
            });
        });
        rows
    }

    /// Rows in all.
    pub fn total(self) -> Signal<usize> {
        Memo::new(move |_| self.scroll.with(|scroll| scroll.total)).into()
    }

    /// Why the rows could not be had.
    pub fn failure(self) -> Signal<Option<Failure>> {
        self.failure.into()
    }

    /// Height of all rows together, in pixels.
    pub fn content_px(self) -> Signal<f64> {
        Memo::new(move |_| self.scroll.with(RowScroll::content_px)).into()
    }

    /// Width of a row, in pixels: that of the box without its scroll bar.
    pub fn width_px(self) -> Signal<f64> {
        self.width_px.into()
    }

    /// The numbers of the slots.
    pub fn slot_numbers(self) -> Memo<Vec<usize>> {
        Memo::new(move |_| (0..self.slots.with(Slots::len)).collect())
    }

    /// What a slot shows.
    pub fn shown(self, slot: usize) -> Memo<Option<Shown<T>>> {
        Memo::new(move |_| {
            self.arrivals.track();
            let index = self.slots.with(|slots| slots.rows().get(slot).copied().flatten())?;
            Some(Shown { index, row: self.row(index) })
        })
    }

    /// Where a slot's row stands in the content, in pixels from its top.
    pub fn top_px(self, shown: Memo<Option<Shown<T>>>) -> Signal<f64> {
        Signal::derive(move || {
            let Some(index) = shown.with(|shown| shown.as_ref().map(|shown| shown.index)) else { return 0.0 };
            let scroll = self.scroll.get();
            let scroll_px = if scroll.is_scaled() { self.scroll_px.get() } else { 0.0 };
            scroll.row_top_px(index, scroll_px)
        })
    }

    /// The row at a place, if it has come.
    pub fn row(self, index: usize) -> Option<Arc<T>> {
        self.inner.with_value(|inner| inner.cache.row(index).cloned())
    }

    /// Whether the view that made the list is gone.
    pub fn is_gone(self) -> bool {
        self.current.is_disposed()
    }

    /// The first row that is here and for which `is_it` holds, with its place.
    pub fn find(self, is_it: impl Fn(&T) -> bool) -> Option<(usize, Arc<T>)> {
        self.inner.with_value(|inner| {
            inner.cache.rows().find(|(_, row)| is_it(row)).map(|(index, row)| (index, Arc::clone(row)))
        })
    }

    /// The place of the current row.
    pub fn current(self) -> Signal<Option<usize>> {
        self.current.into()
    }

    /// The current row, if it has come.
    pub fn current_row(self) -> Memo<Option<Shown<T>>> {
        Memo::new(move |_| {
            self.arrivals.track();
            let index = self.current.get()?;
            Some(Shown { index, row: self.row(index) })
        })
    }

    /// Makes a row the current one, without scrolling.
    pub fn set_current(self, index: Option<usize>) {
        self.current.set(index);
    }

    /// Makes a row the current one, as soon as the list that is named now is there, and brings it into sight.
    pub fn go_to(self, index: usize, into_middle: bool) {
        self.want_now();
        self.inner.update_value(|inner| inner.goal = Some((index, into_middle)));
        self.reach_goal();
        self.look();
    }

    /// Moves the current row. Gives its new place; `None` for moves that are not along the list.
    pub fn step(self, way: Move) -> Option<usize> {
        let scroll = self.scroll.get_untracked();
        let last = scroll.total.checked_sub(1)?;
        let page = scroll.rows_a_page();
        // A row that is still on its way counts as reached, so that quick presses add up.
        let goal = self.inner.with_value(|inner| inner.goal.map(|(index, _)| index));
        let index = match (way, goal.or(self.current.get_untracked())) {
            (Move::First, _) | (Move::Down | Move::PageDown, None) => 0,
            (Move::Last, _) | (Move::Up | Move::PageUp, None) => last,
            (Move::Up, Some(at)) => at.saturating_sub(1),
            (Move::Down, Some(at)) => at + 1,
            (Move::PageUp, Some(at)) => at.saturating_sub(page),
            (Move::PageDown, Some(at)) => at + page,
            (Move::In | Move::Out, _) => return None,
        };
        let index = index.min(last);
        self.go_to(index, false);
        Some(index)
    }

    /// The box was scrolled: what follows from it is done once a frame.
    pub fn on_scroll(self) {
        self.inner.with_value(|inner| {
            if let Some(frame) = &inner.frame {
                frame.ask();
            }
        });
    }

    /// Puts the keyboard's focus on the list.
    pub fn focus(self) {
        if let Some(node) = self.node.get_untracked() {
            // An element in the document takes the focus.
            let _ = node.focus();
        }
    }

    /// Looks where the box stands and fills the slots.
    fn look(self) {
        let Some(node) = self.node.try_get_untracked().flatten() else { return };
        let scroll_px = f64::from(node.scroll_top());
        if self.scroll_px.get_untracked() != scroll_px {
            self.scroll_px.set(scroll_px);
        }
        let scroll = self.scroll.get_untracked();
        let (from, to) = scroll.in_sight(scroll_px);
        let current = self.current.get_untracked();
        let fitting = (scroll.view_px / scroll.row_px.max(1.0)).ceil() as usize + SPARE_SLOTS;
        let count = fitting.min(MOST_SLOTS);
        let mut slots = self.slots.get_untracked();
        if slots.len() != count {
            slots = Slots::new(count);
        }
        slots.show(from, to, current);
        if self.slots.with_untracked(|shown| *shown != slots) {
            self.slots.set(slots);
        }
        self.ask_missing();
    }

    /// Names the list that is wanted to the cache.
    fn want_now(self) {
        if let Some(key) = self.key.get_untracked() {
            self.inner.update_value(|inner| inner.cache.want(&key));
        }
    }

    /// Asks for the pages that are in sight, or about to be.
    fn ask_missing(self) {
        let (from, to) = self.scroll.with_untracked(|scroll| scroll.in_sight(self.scroll_px.get_untracked()));
        let goal = self.inner.with_value(|inner| inner.goal.filter(|_| !inner.cache.is_current()));
        let (from, to) = goal.map_or((from, to), |(index, _)| (index, index + 1));
        let missing = self.inner.try_update_value(|inner| {
            let key = inner.cache.wanted().cloned()?;
            Some((inner.cache.missing(from, to), key))
        });
        let Some((offsets, key)) = missing.flatten() else { return };
        for offset in offsets {
            let page = self.inner.with_value(|inner| (inner.fetch)(key.clone(), offset, PAGE_ROWS));
            let key = key.clone();
            spawn_local(async move { self.take(&key, offset, page.await) });
        }
    }

    /// Takes a page that came.
    fn take(self, key: &K, offset: usize, page: Page<T>) {
        let (total, rows) = match page {
            Ok(page) => page,
            Err(failure) => {
                let wanted = self.inner.try_update_value(|inner| {
                    inner.cache.give_up(offset);
                    inner.cache.wanted() == Some(key)
                });
                if wanted == Some(true) {
                    self.failure.set(Some(failure));
                }
                return;
            }
        };
        let taken = self.inner.try_update_value(|inner| inner.cache.take(key, offset, total, rows));
        if taken != Some(true) {
            return;
        }
        if self.failure.with_untracked(Option::is_some) {
            self.failure.set(None);
        }
        if self.scroll.with_untracked(|scroll| scroll.total != total) {
            self.scroll.update(|scroll| scroll.total = total);
        }
        self.arrivals.update(|arrivals| *arrivals += 1);
        self.reach_goal();
        self.look();
    }

    /// Brings the row that is to be shown into sight, once its list is there.
    fn reach_goal(self) {
        let goal = self.inner.with_value(|inner| inner.goal.filter(|_| inner.cache.is_current()));
        let Some((index, into_middle)) = goal else { return };
        self.inner.update_value(|inner| inner.goal = None);
        if self.current.get_untracked() != Some(index) {
            self.current.set(Some(index));
        }
        let scroll = self.scroll.get_untracked();
        let shown = scroll.scroll_to_show(index, self.scroll_px.get_untracked(), 2);
        if let Some(to_px) = shown {
            self.scroll_to(if into_middle { scroll.scroll_to_centre(index) } else { to_px });
        }
    }

    fn scroll_to(self, to_px: f64) {
        if let Some(node) = self.node.try_get_untracked().flatten() {
            // The height of the content must be in the document before the box can be scrolled that far.
            request_animation_frame(move || {
                node.set_scroll_top(to_px as i32);
                self.on_scroll();
            });
        }
    }
}
