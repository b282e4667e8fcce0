//! Pages of a long list, fetched ahead of where people scroll and kept for when they come back.
//!
//! When what is listed changes (a fold, a search), the old rows stay in sight until the first page of the new list
//! is there: nothing flickers.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Rows in a page.
pub const PAGE_ROWS: usize = 128;
/// Pages that are kept; the ones furthest from what is in sight go first.
const PAGES_KEPT: usize = 40;

/// Pages of rows `T` of a list that `K` names.
#[derive(Clone, Debug)]
pub struct RowCache<K, T> {
    shown: Option<List<K, T>>,
    wanted: Option<K>,
    asked: BTreeSet<usize>,
}

#[derive(Clone, Debug)]
struct List<K, T> {
    key: K,
    total: usize,
    pages: BTreeMap<usize, Vec<Arc<T>>>,
}

impl<K, T> Default for RowCache<K, T> {
    fn default() -> Self {
        Self { shown: None, wanted: None, asked: BTreeSet::new() }
    }
}

impl<K: Clone + PartialEq, T> RowCache<K, T> {
    /// Names the list that is wanted from now on.
    pub fn want(&mut self, key: &K) {
        if self.wanted.as_ref() != Some(key) {
            self.wanted = Some(key.clone());
            self.asked.clear();
        }
    }

    /// The list that is wanted.
    pub const fn wanted(&self) -> Option<&K> {
        self.wanted.as_ref()
    }

    /// The list that is shown.
    pub fn shown(&self) -> Option<&K> {
        self.shown.as_ref().map(|list| &list.key)
    }

    /// Rows of the list that is shown.
    pub fn total(&self) -> usize {
        self.shown.as_ref().map_or(0, |list| list.total)
    }

    /// Whether what is shown is what is wanted.
    pub fn is_current(&self) -> bool {
        self.shown.as_ref().map(|list| &list.key) == self.wanted.as_ref()
    }

    /// A row of the list that is shown, if it is here.
    pub fn row(&self, index: usize) -> Option<&Arc<T>> {
        self.shown.as_ref()?.pages.get(&(index / PAGE_ROWS))?.get(index % PAGE_ROWS)
    }

    /// Every row that is here, with its place.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &Arc<T>)> {
        self.shown.iter().flat_map(|list| &list.pages).flat_map(|(page, rows)| {
            rows.iter().enumerate().map(move |(nth, row)| (page * PAGE_ROWS + nth, row))
        })
    }

    /// The pages to ask for so that the rows `from..to` and a page to either side are here: their first rows. Each
    /// is told once.
    pub fn missing(&mut self, from: usize, to: usize) -> Vec<usize> {
        let current = self.is_current();
        let last = if current { self.total().saturating_sub(1) / PAGE_ROWS } else { usize::MAX };
        let (first_in_sight, last_in_sight) = (from / PAGE_ROWS, to.saturating_sub(1).max(from) / PAGE_ROWS);
        let mut pages: Vec<usize> = (first_in_sight..=last_in_sight).collect();
        if current {
            pages.push(last_in_sight + 1);
            pages.extend(first_in_sight.checked_sub(1));
        }
        pages.retain(|&page| {
            let here = current && self.shown.as_ref().is_some_and(|list| list.pages.contains_key(&page));
            page <= last && !here && self.asked.insert(page)
        });
        pages.into_iter().map(|page| page * PAGE_ROWS).collect()
    }

    /// Takes a page that came; one of a list that is no longer wanted is dropped. Says whether it was taken.
    pub fn take(&mut self, key: &K, offset: usize, total: usize, rows: Vec<T>) -> bool {
        if self.wanted.as_ref() != Some(key) {
            return false;
        }
        if !self.is_current() {
            self.shown = Some(List { key: key.clone(), total, pages: BTreeMap::new() });
        }
        let page = offset / PAGE_ROWS;
        self.asked.remove(&page);
        if let Some(list) = &mut self.shown {
            list.total = total;
            list.pages.insert(page, rows.into_iter().map(Arc::new).collect());
            if list.pages.len() > PAGES_KEPT {
                let far = list.pages.keys().copied().max_by_key(|other| other.abs_diff(page));
                far.map(|far| list.pages.remove(&far));
            }
        }
        true
    }

    /// A page could not be had: it may be asked for again.
    pub fn give_up(&mut self, offset: usize) {
        self.asked.remove(&(offset / PAGE_ROWS));
    }
}
