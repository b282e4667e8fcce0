//! Folding and unfolding, and the ways along the tree that go with it.

use super::open_trace::OpenTrace;
use crate::{
    protocol::{
        request::{Reply, Request, SpanRef},
        waterfall::{Fold, WaterfallRow},
    },
    state::command::Command,
};
use leptos::{prelude::WithUntracked, task::spawn_local};

/// Rows from this depth on are folded by "fold all": the root stays open, so that its children are seen.
pub const FOLD_ALL_FROM: u32 = 1;

/// Turns a row at a place over, and makes it the current one.
pub fn toggle(open: OpenTrace, index: usize, row: &WaterfallRow) {
    let mut fold = open.session.now(|session| session.fold.clone());
    if row.run.is_some() {
        fold.toggle_run(row.row);
    } else {
        fold.toggle(row.row);
    }
    open.session.dispatch(Command::SetFold(fold));
    open.rows.go_to(index, false);
}

/// Turns the run that begins at a row over, and goes to it.
pub fn toggle_run(open: OpenTrace, first: u32) {
    let mut fold = open.session.now(|session| session.fold.clone());
    fold.toggle_run(first);
    open.reveal_in(fold, SpanRef::Run(first));
}

/// Unfolds the traces linked to a row below it, or folds them again; of a row of such a trace, folds that.
pub fn toggle_linked(open: OpenTrace, row: &WaterfallRow) {
    if row.linked_traces == 0 && row.linked.is_none() {
        return;
    }
    let mut fold = open.session.now(|session| session.fold.clone());
    fold.toggle_linked(row.row);
    open.reveal_in(fold, SpanRef::Row(row.row));
}

/// Unfolds the current row, or goes on to its first child.
pub fn unfold_or_enter(open: OpenTrace) {
    let Some((index, row)) = open.rows.current_now() else { return };
    if row.folded {
        toggle(open, index, &row);
    } else if row.children > 0 && row.shows_linked {
        // Linked traces stand before the children.
        open.reveal(SpanRef::Row(row.row + 1));
    } else if row.children > 0 || row.shows_linked {
        open.rows.go_to(index + 1, false);
    } else {
        toggle_linked(open, &row);
    }
}

/// Folds the current row, or goes to its parent.
pub fn fold_or_leave(open: OpenTrace) {
    let Some((index, row)) = open.rows.current_now() else { return };
    if row.children > 0 && !row.folded {
        toggle(open, index, &row);
        return;
    }
    if row.children == 0 && row.shows_linked {
        toggle_linked(open, &row);
        return;
    }
    if let Some(place) = row.in_run {
        toggle_run(open, place.first);
        return;
    }
    // The parent is the nearest row above with a smaller depth; it is mostly among the rows that are here.
    let mut above = (0..index).rev().map_while(|index| Some((index, open.rows.row(index)?)));
    if let Some((index, _)) = above.find(|(_, other)| other.depth < row.depth) {
        open.rows.go_to(index, false);
    } else if row.linked.is_some() {
        open.reveal(SpanRef::Row(row.row));
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

/// Folds every row from a depth on.
pub fn fold_from(open: OpenTrace, depth: u32) {
    let fold = open.session.now(|session| session.fold.clone());
    let fold = Fold { from_depth: Some(depth), toggled: Vec::new(), linked: Vec::new(), ..fold };
    open.session.dispatch(Command::SetFold(fold));
    open.rows.go_to(0, false);
}

/// Changes the folding; the current row stays the current one, whatever it takes.
pub fn change(open: OpenTrace, change: impl FnOnce(&mut Fold)) {
    let mut fold = open.session.now(|session| session.fold.clone());
    change(&mut fold);
    match open.current() {
        Some(row) if row.run.is_some() => open.reveal_in(fold, SpanRef::Run(row.row)),
        Some(row) => open.reveal_in(fold, SpanRef::Row(row.row)),
        None => open.session.dispatch(Command::SetFold(fold)),
    }
}

/// Folds the runs of equal calls as they are when a trace is opened, or unfolds them all.
pub fn toggle_runs(open: OpenTrace) {
    change(open, |fold| {
        fold.unfolds_runs = !fold.unfolds_runs;
        fold.toggled_runs.clear();
    });
}

/// Shows only the hits and what is above them, or every row.
pub fn toggle_only_hits(open: OpenTrace) {
    toggle_pick(open, |fold| &mut fold.only_hits, |row| row.hit);
}

/// Shows only spans on the critical path and what is above them, or every row.
pub fn toggle_only_critical(open: OpenTrace) {
    toggle_pick(open, |fold| &mut fold.only_critical, |row| row.critical_ns > 0);
}

/// Shows only spans that take a hundredth of the trace and what is above them, or every row.
pub fn toggle_only_long(open: OpenTrace) {
    let latency_ns = open.head.with_untracked(|head| head.row.latency_ns);
    toggle_pick(open, |fold| &mut fold.only_long, move |row| row.duration_ns >= latency_ns / 100);
}

/// Turns a reason to leave rows out on or off. The current row stays the current one if it is not left out.
fn toggle_pick(
    open: OpenTrace,
    reason: impl Fn(&mut Fold) -> &mut bool,
    is_kept: impl Fn(&WaterfallRow) -> bool,
) {
    let mut fold = open.session.now(|session| session.fold.clone());
    let is_on = reason(&mut fold);
    *is_on = !*is_on;
    // Of a linked trace it is the span it hangs on that would be shown or left out, and that is not at hand.
    let stays = !*is_on || open.current().is_some_and(|row| row.linked.is_none() && is_kept(&row));
    if stays {
        change(open, |changed| *changed = fold);
    } else {
        open.session.dispatch(Command::SetFold(fold));
        open.rows.go_to(0, false);
    }
}

/// Unfolds every row; the current one stays the current one.
pub fn unfold_all(open: OpenTrace) {
    let has_runs = open.head.with_untracked(|head| head.folded_runs > 0);
    let linked = open.session.now(|session| session.fold.linked.clone());
    let fold = Fold { unfolds_runs: has_runs, linked, ..Fold::default() };
    match open.current() {
        Some(row) => open.reveal_in(fold, SpanRef::Row(row.row)),
        None => open.session.dispatch(Command::SetFold(fold)),
    }
}
