//! The question that stands over the view while a link names an endpoint of another host than the page's own.

use super::{known::Connection, state::use_remote};
use leptos::prelude::*;

/// Asks before another host is asked. The page stays usable meanwhile.
#[component]
pub fn EndpointQuestion() -> impl IntoView {
    let remote = use_remote();
    let is_waiting = Memo::new(move |_| remote.connection().with(|now| *now == Connection::Waiting));
    let name = remote.name();
    view! {
        // What is read out has to be there before its words are.
        <div aria-live="polite">
            <Show when=move || is_waiting.get()>
                <div class="question" role="region" aria-label="Ask an endpoint">
                    <p>
                        "This link asks the store at " <strong>{name}</strong>
                        " for traces. That host will see your address and what you search for; nothing else is sent"
                    </p>
                    <div class="open-actions">
                        <button class="button primary" on:click=move |_| remote.agree()>
                            "Connect"
                        </button>
                        <button class="button" on:click=move |_| remote.disconnect()>
                            "Not now"
                        </button>
                    </div>
                </div>
            </Show>
        </div>
    }
}
