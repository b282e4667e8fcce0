//! How far the writing of a file is, and the way to call it off.

use crate::{
    base::words,
    protocol::export::ExportProgress,
    ui::{
        engine::use_engine,
        parts::icon::{Icon, Sign},
    },
};
use leptos::prelude::*;

/// Fewer spans are written before anybody could read of it.
const WORTH_TELLING: usize = 20_000;

/// Shown while a large file is written.
#[component]
pub fn WritingProgress() -> impl IntoView {
    let engine = use_engine();
    let progress = engine.exporting();
    let is_shown = Memo::new(move |_| {
        progress.with(|progress| progress.is_some_and(|progress| progress.spans_total >= WORTH_TELLING))
    });
    let words = move || progress.with(|progress| progress.as_ref().map(sentence));
    let percent = Memo::new(move |_| progress.with(|progress| progress.as_ref().map_or(0, percent)));
    view! {
        <Show when=move || is_shown.get()>
            <div class="reading">
                <div
                    class="reading-bar"
                    role="progressbar"
                    aria-label="Writing a file"
                    aria-valuemin="0"
                    aria-valuemax="100"
                    aria-valuenow=move || percent.get().to_string()
                    aria-valuetext=words
                >
                    <div style:width=move || format!("{}%", percent.get())></div>
                </div>
                <span class="reading-words">{words}</span>
                <button
                    class="icon-button"
                    title="Cancel the export"
                    aria-label="Cancel the export"
                    on:click=move |_| engine.stop_export()
                >
                    <Icon sign=Sign::Close />
                </button>
            </div>
        </Show>
    }
}

fn percent(progress: &ExportProgress) -> usize {
    progress.spans * 100 / progress.spans_total.max(1)
}

fn sentence(progress: &ExportProgress) -> String {
    let spans = words::grouped(progress.spans);
    let of = words::count(progress.spans_total, "span", "spans");
    format!("Export: {spans} of {of}, {}", words::bytes(progress.bytes))
}
