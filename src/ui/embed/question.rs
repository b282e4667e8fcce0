//! The question that stands over the view while another page asks for what it may not be told.

use super::use_embed;
use leptos::prelude::*;

/// Asks before another page is told of what is open.
#[component]
pub fn HostQuestion() -> impl IntoView {
    let embed = use_embed();
    let asking = embed.asking();
    view! {
        // What is read out has to be there before its words are.
        <div aria-live="polite">
            <Show when=move || asking.with(|asking| !asking.is_empty())>
                <div class="question" role="region" aria-label="Tell another page">
                    <p>
                        "The page at " <strong>{move || asking.get().join(", ")}</strong>
                        " asks for the traces that are open here. It did not load all of them itself; once allowed it can read everything you open in this tab"
                    </p>
                    <div class="open-actions">
                        <button class="button" on:click=move |_| embed.agree()>
                            "Allow"
                        </button>
                        <button class="button primary" on:click=move |_| embed.refuse()>
                            "Refuse"
                        </button>
                    </div>
                </div>
            </Show>
        </div>
    }
}
