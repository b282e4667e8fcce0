//! What can be typed next, and searches of before.

use super::box_state::BoxState;
use leptos::prelude::*;

/// The list under the box; nothing while there is nothing to offer.
#[component]
pub fn SuggestionList(
    /// The box.
    state: BoxState,
) -> impl IntoView {
    let items = move || {
        state.completion.with(|completion| {
            completion
                .suggestions
                .iter()
                .enumerate()
                .map(|(nth, suggestion)| {
                    let is_active = move || state.active.get() == Some(nth);
                    view! {
                        <li
                            id=format!("suggestion-{nth}")
                            role="option"
                            class:active=is_active
                            aria-selected=move || is_active().to_string()
                            // Before the input loses the focus, which would close the list.
                            on:pointerdown=move |event| {
                                event.prevent_default();
                                state.accept(nth);
                            }
                        >
                            <code>{suggestion.label.clone()}</code>
                            <span class="quiet">{suggestion.hint.clone()}</span>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <Show when=move || state.is_open()>
            <ul id="suggestions" class="suggestions" role="listbox" aria-label="Suggestions">
                {items}
            </ul>
            <p class="suggestions-keys quiet">
                <kbd>"↑"</kbd> " " <kbd>"↓"</kbd> " choose, " <kbd>"Tab"</kbd> " takes, " <kbd>"Enter"</kbd> " searches"
            </p>
        </Show>
    }
}
