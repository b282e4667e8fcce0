//! A long list in a scrolling box: rows come in pages from the engine and are shown in slots that are used again, so
//! that scrolling by three rows draws three rows.
//!
//! The box has the keyboard's focus and names the current row by `aria-activedescendant`: a row may leave the document
//! while it is scrolled away without taking the focus with it.

mod load;

use crate::{
    browser::{focus, frame::Frame, resize::Resize},
    protocol::request::Failure,
    state::{command::Move, row_cache::RowCache, row_scroll::RowScroll, slots::Slots},
};
use leptos::{html, prelude::*};
use std::{future::Future, pin::Pin, sync::Arc};

/// Slots beyond those that fill the box: a row may be cut at either end.
const SPARE_SLOTS: usize = 2;
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
    /// What has the keyboard for the list, when it is not the box itself.
    pub holder: NodeRef<html::Div>,
    scroll: RwSignal<RowScroll>,
    width_px: RwSignal<f64>,
    scroll_px: RwSignal<f64>,
    slots: RwSignal<Slots>,
    arrivals: RwSignal<u32>,
    current: RwSignal<Option<usize>>,
    /// Rises whenever somebody goes to a row.
    moves: RwSignal<u32>,
    is_known: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

struct Inner<K, T> {
    cache: RowCache<K, T>,
    fetch: Fetch<K, T>,
    keeps_place: fn(&K, &K) -> bool,
    /// The current row, also when its page has left the cache.
    current: Option<(usize, Arc<T>)>,
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
    /// from an offset on, at most so many. `keeps_place` tells of the list before and a new one whether a person stays
    /// where they are; otherwise the new list begins at its top.
    pub fn new<F>(
        key: Signal<Option<K>>,
        row_px: Signal<f64>,
        keeps_place: fn(&K, &K) -> bool,
        fetch: impl Fn(K, usize, usize) -> F + 'static,
    ) -> Self
    where
        F: Future<Output = Page<T>> + 'static,
    {
        let inner = Inner {
            cache: RowCache::default(),
            fetch: Box::new(move |key, offset, limit| Box::pin(fetch(key, offset, limit))),
            keeps_place,
            current: None,
            frame: None,
            resize: None,
            goal: None,
        };
        let rows = Self {
            inner: StoredValue::new_local(inner),
            key,
            node: NodeRef::new(),
            holder: NodeRef::new(),
            scroll: RwSignal::new(RowScroll { row_px: row_px.get_untracked(), ..RowScroll::default() }),
            width_px: RwSignal::new(0.0),
            scroll_px: RwSignal::new(0.0),
            slots: RwSignal::new(Slots::EMPTY),
            arrivals: RwSignal::new(0),
            current: RwSignal::new(None),
            moves: RwSignal::new(0),
            is_known: RwSignal::new(false),
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
            // The list may come up again in a box that is not scrolled yet.
            rows.look();
        });
        Effect::new(move |before: Option<f64>| {
            let row_px = row_px.get();
            if before.is_some_and(|before| before != row_px) {
                let first =
                    rows.scroll.with_untracked(|scroll| scroll.in_sight(rows.scroll_px.get_untracked()).0);
                rows.scroll.update(|scroll| scroll.row_px = row_px);
                rows.scroll_to(rows.scroll.with_untracked(|scroll| scroll.scroll_to_top(first)));
                rows.look();
            }
            row_px
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

    /// The current row and its place as they are now, if the row has ever come.
    pub fn current_now(self) -> Option<(usize, Arc<T>)> {
        let index = self.current.get_untracked()?;
        self.inner.with_value(|inner| {
            let kept = inner.current.as_ref().filter(|(place, _)| *place == index);
            inner.cache.row(index).map(|row| (index, Arc::clone(row))).or_else(|| kept.cloned())
        })
    }

    /// Rises whenever somebody goes to a row, which a list that changes of itself does not do.
    pub fn moves(self) -> Signal<u32> {
        self.moves.into()
    }

    /// Whether the first rows have come.
    pub fn is_known(self) -> Signal<bool> {
        self.is_known.into()
    }

    /// The number that tells the current row's element from others; `None` while it is not in the document.
    pub fn active(self) -> Option<usize> {
        let index = self.current.get()?;
        self.slots.with(|slots| slots.slot_of(index)).map(|_| index)
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
        self.keep_current();
        self.moves.update(|moves| *moves += 1);
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
        // The view may be gone before the frame that a scroll was put off to.
        self.inner.try_with_value(|inner| {
            if let Some(frame) = &inner.frame {
                frame.ask();
            }
        });
    }

    /// Puts the keyboard's focus on the list.
    pub fn focus(self) {
        if let Some(node) = self.holder.get_untracked().or_else(|| self.node.get_untracked()) {
            focus::on(&node);
        }
    }
}
