//! What dialogs have in common.

use leptos::{ev, html, prelude::*};

/// Shows a dialog over everything else, unless it is shown.
pub fn show(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked().filter(|dialog| !dialog.open()) {
        // A dialog in the document that is closed can be shown.
        drop(dialog.show_modal());
    }
}

/// Closes it.
pub fn close(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        dialog.close();
    }
}

/// Shows it while `is_open` says so.
pub fn follow(dialog: NodeRef<html::Dialog>, is_open: Memo<bool>) {
    Effect::new(move |_| {
        // It is not there until the view is.
        if dialog.get().is_none() {
            return;
        }
        if is_open.get() {
            show(dialog);
        } else {
            close(dialog);
        }
    });
}

/// Whether a click on a dialog was beside it: on the dialog itself, not on what is in it.
pub fn is_beside(event: &ev::MouseEvent) -> bool {
    event.target() == event.current_target()
}
