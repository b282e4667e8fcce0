//! A button that copies a text and shows that it has.

use super::{
    icon::{Icon, Sign},
    notices::use_notices,
};
use crate::browser::clipboard;
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

/// How long the tick stands in place of the icon.
const TICK_MS: u32 = 1_500;

/// Copies `text`; `what` names it for those who cannot see the icon.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// Its name, as in "Copy the trace id".
    #[prop(into)]
    what: String,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = copier(copied);
    let label = format!("Copy {what}");
    view! {
        <button
            class="icon-button copy"
            class:copied=copied
            title=label.clone()
            aria-label=label
            on:click=move |event| {
                event.stop_propagation();
                copy(text.get_untracked());
            }
        >
            <Icon sign=Signal::derive(move || if copied.get() { Sign::Check } else { Sign::Copy }) />
        </button>
    }
}

/// A function that copies a text, raises the flag for a while and has it read out; a failure is told.
pub fn copier(copied: RwSignal<bool>) -> impl Fn(String) + Copy {
    let notices = use_notices();
    move |text: String| {
        let copying = clipboard::copy(&text);
        spawn_local(async move {
            if !copying.await {
                notices.error("The browser did not allow copying");
                return;
            }
            notices.speak("Copied");
            copied.set(true);
            TimeoutFuture::new(TICK_MS).await;
            copied.try_set(false);
        });
    }
}
