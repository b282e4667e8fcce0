//! The comparison to take away: as Markdown for a ticket, as CSV for a spreadsheet.

use crate::{
    browser::download,
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
    let save = move |_| {
        let text = answer.with_untracked(|answer| answer.as_ref().map(csv));
        if let Some(blob) = text.and_then(|text| download::text_blob(&text)) {
            download::save(&blob, "comparison.csv");
        }
    };
    view! {
        <div class="compare-tools">
            <button class="button" on:click=take disabled=move || answer.with(Option::is_none)>
                <Icon sign=Signal::derive(move || if copied.get() { Sign::Check } else { Sign::Copy }) />
                "Copy as Markdown"
            </button>
            <button class="button" on:click=save disabled=move || answer.with(Option::is_none)>
                <Icon sign=Sign::File />
                "CSV"
            </button>
        </div>
    }
}
