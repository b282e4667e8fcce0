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
    Effect::new(move |_| {
        let revision = engine.revision().get();
        pause.set_value(Some(Timeout::new(BEHIND_MS, move || spawn_local(prepare_graph(engine, revision)))));
    });
}

async fn prepare_graph(engine: Engine, revision: u32) {
    while engine.revision().try_get_untracked() == Some(revision) {
        match engine.ask(Request::PrepareGraph).await {
            Ok(Reply::Prepared { is_all: false }) => {}
            _ => return,
        }
    }
}
