//! Sentences that come up at the edge of the page: what was left out of a link, that something failed.

use super::icon::{Icon, Sign};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// How long a sentence that needs no answer stays.
const STAYS_MS: u32 = 8_000;
/// How long a sentence stands that is only read out. The same one is read out again after it was taken away.
const SPOKEN_MS: u32 = 1_000;
/// More than these would hide the page; the oldest goes.
const AT_MOST: usize = 4;

/// A handle to the notices; the same ones wherever it is copied to.
#[derive(Clone, Copy)]
pub struct Notices(RwSignal<List>);

#[derive(Clone, Default)]
struct List {
    last_id: u32,
    shown: Vec<Notice>,
    /// What is read out and not shown.
    spoken: String,
}

#[derive(Clone)]
struct Notice {
    id: u32,
    is_error: bool,
    sentence: String,
}

/// The notices of this page.
pub fn use_notices() -> Notices {
    expect_context()
}

/// Makes the notices known to everything below.
pub fn provide_notices() {
    provide_context(Notices(RwSignal::new(List::default())));
}

impl Notices {
    /// Tells something that needs no answer; it goes by itself.
    pub fn info(self, sentence: impl Into<String>) {
        if let Some(id) = self.push(sentence.into(), false) {
            Timeout::new(STAYS_MS, move || self.dismiss(id)).forget();
        }
    }

    /// Tells that something failed; it stays until it is closed.
    pub fn error(self, sentence: impl Into<String>) {
        self.push(sentence.into(), true);
    }

    /// Tells those who have the page read to them what others see where it happens.
    pub fn speak(self, sentence: &str) {
        self.0.update(|list| sentence.clone_into(&mut list.spoken));
        Timeout::new(SPOKEN_MS, move || {
            self.0.try_update(|list| list.spoken.clear());
        })
        .forget();
    }

    /// The new notice's number, unless the same sentence is already there.
    fn push(self, sentence: String, is_error: bool) -> Option<u32> {
        self.0.try_update(|list| {
            if list.shown.iter().any(|notice| notice.sentence == sentence) {
                return None;
            }
            list.last_id += 1;
            if list.shown.len() == AT_MOST {
                list.shown.remove(0);
            }
            list.shown.push(Notice { id: list.last_id, is_error, sentence });
            Some(list.last_id)
        })?
    }

    fn dismiss(self, id: u32) {
        self.0.try_update(|list| list.shown.retain(|notice| notice.id != id));
    }
}

/// Shows the notices, and reads them out.
#[component]
pub fn NoticeList() -> impl IntoView {
    let notices = use_notices();
    let spoken = Memo::new(move |_| notices.0.with(|list| list.spoken.clone()));
    view! {
        <p class="spoken" role="status">{spoken}</p>
        <div class="notices" role="status" aria-live="polite">
            <For each=move || notices.0.get().shown key=|notice| notice.id let:notice>
                <div class="notice" class:notice-error=notice.is_error>
                    <Icon sign=if notice.is_error { Sign::Warning } else { Sign::Info } />
                    <p>{notice.sentence}</p>
                    <button class="icon-button" aria-label="Close this notice" on:click=move |_| notices.dismiss(notice.id)>
                        <Icon sign=Sign::Close />
                    </button>
                </div>
            </For>
        </div>
    }
}
