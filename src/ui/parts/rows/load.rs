//! What a list does of itself: it looks where its box stands, asks for the pages that are missing, and takes those that
//! come.

use super::{MOST_SLOTS, Page, Rows, SPARE_SLOTS};
use crate::state::{row_cache::PAGE_ROWS, slots::Slots};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

impl<K, T> Rows<K, T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    /// Looks where the box stands and fills the slots.
    pub(super) fn look(self) {
        let Some(node) = self.node.try_get_untracked().flatten() else { return };
        let scroll_px = f64::from(node.scroll_top());
        if self.scroll_px.get_untracked() != scroll_px {
            self.scroll_px.set(scroll_px);
        }
        let scroll = self.scroll.get_untracked();
        let (from, to) = scroll.in_sight(scroll_px);
        let fitting = (scroll.view_px / scroll.row_px.max(1.0)).ceil() as usize + SPARE_SLOTS;
        let count = fitting.min(MOST_SLOTS);
        let mut slots = self.slots.get_untracked();
        if slots.len() != count {
            slots = Slots::new(count);
        }
        slots.show(from, to);
        if self.slots.with_untracked(|shown| *shown != slots) {
            self.slots.set(slots);
        }
        self.ask_missing();
    }

    /// Holds on to the current row, if it is here.
    pub(super) fn keep_current(self) {
        let index = self.current.get_untracked();
        self.inner.update_value(|inner| {
            if let Some((index, row)) = index.and_then(|index| Some((index, inner.cache.row(index)?))) {
                inner.current = Some((index, Arc::clone(row)));
            }
        });
    }

    /// Names the list that is wanted to the cache.
    pub(super) fn want_now(self) {
        if let Some(key) = self.key.get_untracked() {
            self.inner.update_value(|inner| inner.cache.want(&key));
        }
    }

    /// Asks for the pages that are in sight, or about to be.
    pub(super) fn ask_missing(self) {
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
    pub(super) fn take(self, key: &K, offset: usize, page: Page<T>) {
        if self.is_gone() {
            return;
        }
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
        let taken = self.inner.try_update_value(|inner| {
            let moved = inner.cache.shown().is_some_and(|before| !(inner.keeps_place)(before, key));
            inner.cache.take(key, offset, total, rows).then_some(moved && inner.goal.is_none())
        });
        let Some(Some(begins_anew)) = taken else { return };
        if begins_anew {
            self.scroll_to(0.0);
        }
        if begins_anew || self.current.with_untracked(|current| current.is_some_and(|index| index >= total)) {
            self.current.set(None);
        }
        self.is_known.set(true);
        if self.failure.with_untracked(Option::is_some) {
            self.failure.set(None);
        }
        if self.scroll.with_untracked(|scroll| scroll.total != total) {
            self.scroll.update(|scroll| scroll.total = total);
        }
        self.arrivals.update(|arrivals| *arrivals += 1);
        self.keep_current();
        self.reach_goal();
        self.look();
    }

    /// Brings the row that is to be shown into sight, once its list is there.
    pub(super) fn reach_goal(self) {
        let goal = self.inner.with_value(|inner| inner.goal.filter(|_| inner.cache.is_current()));
        let Some((index, into_middle)) = goal else { return };
        self.inner.update_value(|inner| inner.goal = None);
        let last = self.scroll.with_untracked(|scroll| scroll.total.saturating_sub(1));
        self.set_current(Some(index.min(last)));
        let scroll = self.scroll.get_untracked();
        let shown = scroll.scroll_to_show(index, self.scroll_px.get_untracked(), 2);
        if let Some(to_px) = shown {
            self.scroll_to(if into_middle { scroll.scroll_to_centre(index) } else { to_px });
        }
    }

    pub(super) fn scroll_to(self, to_px: f64) {
        if let Some(node) = self.node.try_get_untracked().flatten() {
            // The height of the content must be in the document before the box can be scrolled that far.
            request_animation_frame(move || {
                node.set_scroll_top(to_px as i32);
                self.on_scroll();
            });
        }
    }
}
