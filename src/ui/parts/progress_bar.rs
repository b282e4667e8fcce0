//! How far something long is, and the way to call it off.

use super::icon::{Icon, Sign};
use leptos::prelude::*;

/// A bar with words beside it.
#[component]
pub fn ProgressBar(
    /// What goes on.
    label: &'static str,
    /// How far it is, 0 to 100; `None` while that is not known.
    percent: Memo<Option<u64>>,
    /// The same in words.
    words: Signal<Option<String>>,
    /// What stands behind the words: mostly the button that calls it off.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="reading">
            <div
                class="reading-bar"
                class:unknown=move || percent.get().is_none()
                role="progressbar"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || percent.get().map(|percent| percent.to_string())
                aria-valuetext=words
            >
                <div style:width=move || percent.get().map_or_else(String::new, |percent| format!("{percent}%"))></div>
            </div>
            <span class="reading-words">{words}</span>
            {children()}
        </div>
    }
}

/// Calls off what the bar beside it tells of.
#[component]
pub fn CallOff(
    /// What it does, for those who listen.
    label: &'static str,
    /// The same with what becomes of what has come.
    hint: &'static str,
    /// Takes a press.
    press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button class="icon-button" title=hint aria-label=label on:click=move |_| press()>
            <Icon sign=Sign::Close />
        </button>
    }
}
