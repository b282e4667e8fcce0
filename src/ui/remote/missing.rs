//! A trace that is not loaded, while an endpoint is connected: it is fetched from there.

use super::{
    known::{Connection, Sought},
    state::use_remote,
    unanswered::Why,
};
use leptos::prelude::*;

/// Fetches the trace and says how that goes.
#[component]
pub fn MissingTrace(
    /// The trace's id.
    trace_id: String,
    /// What stands there when it is not in the store.
    children: ChildrenFn,
) -> impl IntoView {
    let remote = use_remote();
    let id = StoredValue::new(trace_id);
    let is_connected = remote.is_connected();
    Effect::new(move |_| {
        if is_connected.get() {
            id.with_value(|id| remote.seek(id));
        }
    });
    let name = remote.name();
    let again = move |_| id.with_value(|id| remote.seek_again(id));
    let children = StoredValue::new(children);
    let state = Memo::new(move |_| (remote.connection().get(), id.with_value(|id| remote.sought(id))));
    move || match state.get() {
        (Connection::Asking, _) => {
            view! { <p class="quiet" role="status">"Connecting to " {name} "…"</p> }.into_any()
        }
        (Connection::Connected(_), None | Some(Sought::Asking)) => {
            view! { <p class="quiet" role="status">"Fetching the trace from " {name} "…"</p> }.into_any()
        }
        (Connection::Connected(_), Some(Sought::Missing)) => view! {
            {children.with_value(|children| children())}
            <p class="quiet">"The store at " {name} " does not have it either"</p>
            <button class="button" on:click=again>"Try again"</button>
        }
        .into_any(),
        (Connection::Connected(_), Some(Sought::Failed(unanswered))) => view! {
            <div class="store-card">
                <h1>"The trace could not be fetched"</h1>
                <Why unanswered />
                <button class="button primary" on:click=again>"Try again"</button>
            </div>
        }
        .into_any(),
        (Connection::Failed(unanswered), _) => view! {
            {children.with_value(|children| children())}
            <div class="store-card">
                <Why unanswered />
                <button class="button primary" on:click=move |_| remote.agree()>"Try again"</button>
            </div>
        }
        .into_any(),
        _ => children.with_value(|children| children()).into_any(),
    }
}
