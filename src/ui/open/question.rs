//! The question that stands over the view while a link names another host than the page's own.

use crate::ui::sources::use_waiting;
use leptos::prelude::*;

/// Asks before another host is asked. The page stays usable meanwhile.
#[component]
pub fn Question() -> impl IntoView {
    let waiting = use_waiting();
    let hosts = waiting.hosts();
    view! {
        // What is read out has to be there before its words are.
        <div aria-live="polite">
            <Show when=move || hosts.with(|hosts| !hosts.is_empty())>
                <div class="question" role="region" aria-label="Fetch from another host">
                    <p>
                        "This link fetches traces from " <strong>{move || hosts.get().join(", ")}</strong>
                        ". That host will see your address and that you asked; nothing else is sent"
                    </p>
                    <div class="open-actions">
                        <button class="button primary" on:click=move |_| waiting.agree()>
                            "Fetch"
                        </button>
                        <button class="button" on:click=move |_| waiting.refuse()>
                            "Not now"
                        </button>
                    </div>
                </div>
            </Show>
        </div>
    }
}
