//! A few words kept for the next visit. Where storage is not allowed (a frame of an opaque origin throws at the mere
//! look at it), they are kept in memory for this one.

use super::window;
use std::{cell::RefCell, collections::BTreeMap};
use web_sys::Storage;

thread_local! {
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// What was kept under a name.
pub fn get(name: &str) -> Option<String> {
    local()
        .and_then(|storage| storage.get_item(name).ok().flatten())
        .or_else(|| MEMORY.with_borrow(|memory| memory.get(name).cloned()))
}

/// Keeps a text under a name.
pub fn set(name: &str, text: &str) {
    let stored = local().is_some_and(|storage| storage.set_item(name, text).is_ok());
    if !stored {
        MEMORY.with_borrow_mut(|memory| memory.insert(name.to_owned(), text.to_owned()));
    }
}

fn local() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
