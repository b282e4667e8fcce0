//! Folding and unfolding, and the ways along the tree that go with it.

use super::open_trace::OpenTrace;
use crate::{
    protocol::{
        request::{Reply, Request, SpanRef},
        waterfall::{Fold, WaterfallRow},
    },
    state::command::Command,
};
use leptos::task::spawn_local;

/// Rows from this depth on are folded by "fold all": the root stays open, so that its children are seen.
const FOLD_ALL_FROM: u32 = 1;

/// Turns a row at a place over, and makes it the current one.
pub fn toggle(open: OpenTrace, index: usize, row: &WaterfallRow) {
    let mut fold = open.session.now(|session| session.fold.clone());
    fold.toggle(row.row);
    open.session.dispatch(Command::SetFold(fold));
    open.rows.go_to(index, false);
}

/// Unfolds the current row, or goes on to its first child.
pub fn unfold_or_enter(open: OpenTrace) {
    let Some((index, row)) = open.rows.current_now() else { return };
    if row.folded {
        toggle(open, index, &row);
    } else if row.children > 0 {
        open.rows.go_to(index + 1, false);
    }
}

/// Folds the current row, or goes to its parent.
pub fn fold_or_leave(open: OpenTrace) {
    let Some((index, row)) = open.rows.current_now() else { return };
    if row.children > 0 && !row.folded {
        toggle(open, index, &row);
        return;
    }
    // The parent is the nearest row above with a smaller depth; it is mostly among the rows that are here.
    let mut above = (0..index).rev().map_while(|index| Some((index, open.rows.row(index)?)));
    if let Some((index, _)) = above.find(|(_, other)| other.depth < row.depth) {
        open.rows.go_to(index, false);
    } else if row.depth > 0 {
        go_to_parent(open, row.row);
    }
}

/// Asks the engine for the parent of a row and goes there.
fn go_to_parent(open: OpenTrace, row: u32) {
    let span = SpanRef::Row(row);
    let request = Request::Span { trace_id: open.trace_id(), span, whole: false, skew: false };
    spawn_local(async move {
        if let Ok(Reply::Span(detail)) = open.engine.ask(request).await
            && let Some(parent) = detail.parent
            && !open.rows.is_gone()
        {
            open.reveal(SpanRef::Row(parent));
        }
    });
}

/// Folds every row below the root.
pub fn fold_all(open: OpenTrace) {
    open.session.dispatch(Command::SetFold(Fold { from_depth: Some(FOLD_ALL_FROM), ..Fold::default() }));
    open.rows.go_to(0, false);
}

/// Shows only the hits and what is above them, or every row; the current one stays the current one.
pub fn toggle_only_hits(open: OpenTrace) {
    let fold = open.session.now(|session| session.fold.clone());
    let fold = Fold { only_hits: !fold.only_hits, ..fold };
    match open.current() {
        Some(row) if !fold.only_hits || row.hit => open.reveal_in(fold, SpanRef::Row(row.row)),
        _ => {
            open.session.dispatch(Command::SetFold(fold));
            open.rows.go_to(0, false);
        }
    }
}

/// Unfolds every row; the current one stays the current one.
pub fn unfold_all(open: OpenTrace) {
    match open.current() {
        Some(row) => open.reveal_in(Fold::default(), SpanRef::Row(row.row)),
        None => open.session.dispatch(Command::SetFold(Fold::default())),
    }
}
