//! The comparison to take away: as Markdown for a ticket, as CSV for a spreadsheet.

use crate::{
    base::percent::encode,
    protocol::compare::CompareAnswer,
    state::compare_words::{csv, markdown},
    ui::{
        parts::{
            copy::copier,
            icon::{Icon, Sign},
        },
        session::use_session,
    },
};
use leptos::prelude::*;

/// The buttons.
#[component]
pub fn TakeAway(
    /// The comparison, once it is there.
    answer: Memo<Option<CompareAnswer>>,
) -> impl IntoView {
    let session = use_session();
    let copied = RwSignal::new(false);
    let copy = copier(copied);
    let take = move |_| {
        if let Some(text) =
            answer.with_untracked(|answer| Some(markdown(answer.as_ref()?, &session.address())))
        {
            copy(text);
        }
    };
    let sheet = move || {
        answer.with(|answer| {
            answer.as_ref().map(|answer| format!("data:text/csv;charset=utf-8,{}", encode(&csv(answer))))
        })
    };
    view! {
        <div class="compare-tools">
            <button class="button" on:click=take disabled=move || answer.with(Option::is_none)>
                <Icon sign=Signal::derive(move || if copied.get() { Sign::Check } else { Sign::Copy }) />
                "Copy as Markdown"
            </button>
            <a class="button" download="comparison.csv" href=sheet>
                <Icon sign=Sign::File />
                "CSV"
            </a>
        </div>
    }
}
