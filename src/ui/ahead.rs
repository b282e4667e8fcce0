//! Work done ahead: while nobody asks for anything, the engine gets ready what takes long when it is first looked at, a step
//! at a time, so that whatever is asked meanwhile waits no longer than a step.

use super::engine::Engine;
use crate::protocol::request::{Reply, Request};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};

/// So long after files were opened the list and what stands beside it have been asked for.
const BEHIND_MS: u32 = 1_000;

/// Begins anew whenever something else is open.
pub fn work_ahead(engine: Engine) {
    let pause = StoredValue::new_local(None::<Timeout>);
    let has_failed = StoredValue::new(false);
    Effect::new(move |_| {
        let revision = engine.revision().get();
        let has_traces = engine.summary().with_untracked(|summary| summary.traces > 0);
        let work = move || spawn_local(prepare_graph(engine, revision, has_failed));
        pause.set_value(has_traces.then(|| Timeout::new(BEHIND_MS, work)));
    });
}

/// What nobody has asked for may not end the engine twice: after that it waits until it is asked for.
async fn prepare_graph(engine: Engine, revision: u32, has_failed: StoredValue<bool>) {
    let is_same = || engine.revision().try_get_untracked() == Some(revision);
    while is_same() && has_failed.try_get_value() == Some(false) {
        match engine.ask(Request::PrepareGraph).await {
            Ok(Reply::Prepared { is_all: false }) => {}
            Ok(_) => return,
            // Where something else is open by now, that was closed.
            Err(_) => {
                has_failed.try_set_value(is_same());
            }
        }
    }
}
