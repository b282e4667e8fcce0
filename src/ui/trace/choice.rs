//! What choosing a row does: its details come up, and a double click zooms to it.

use super::open_trace::OpenTrace;
use crate::{protocol::waterfall::WaterfallRow, state::command::Command};
use gloo_timers::callback::Timeout;
use leptos::prelude::SetValue;

/// A second click within this time makes a double one.
const DOUBLE_CLICK_MS: u32 = 220;

/// Shows a row's details; those of a linked trace stand in that trace.
pub fn details_of(row: &WaterfallRow) -> Command {
    let span_id = row.span_id.clone();
    match &row.linked {
        Some(linked) => Command::OpenSpan { trace_id: linked.trace_id.clone(), span_id },
        None => Command::SelectSpan(Some(span_id)),
    }
}

impl OpenTrace {
    /// A row was clicked, for the `nth` time in a row: twice zooms to it, once shows its details. The details come up
    /// after the time in which a second click can follow, since they take the place of what is clicked at.
    pub fn click(self, row: &WaterfallRow, nth: i32) {
        self.click.set_value(None);
        if nth == 2 && row.linked.is_none() {
            self.zoom_to(row);
            return;
        }
        let select = details_of(row);
        if row.linked.is_some() || self.session.now(|session| session.span.is_some()) {
            self.session.dispatch(select);
            return;
        }
        let session = self.session;
        self.click.set_value(Some(Timeout::new(DOUBLE_CLICK_MS, move || session.dispatch(select))));
    }
}
