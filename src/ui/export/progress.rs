//! How far the writing of a file is, and the way to call it off.

use crate::{
    base::words,
    protocol::export::ExportProgress,
    ui::{
        engine::use_engine,
        parts::progress_bar::{CallOff, ProgressBar},
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
    let words = Signal::derive(move || progress.with(|progress| progress.as_ref().map(sentence)));
    let percent = Memo::new(move |_| progress.with(|progress| progress.as_ref().map(percent)));
    view! {
        <Show when=move || is_shown.get()>
            <ProgressBar label="Writing a file" percent words>
                <CallOff label="Cancel the export" hint="Cancel the export" press=move || engine.stop_export() />
            </ProgressBar>
        </Show>
    }
}

fn percent(progress: &ExportProgress) -> u64 {
    progress.spans as u64 * 100 / progress.spans_total.max(1) as u64
}

fn sentence(progress: &ExportProgress) -> String {
    let spans = words::grouped(progress.spans);
    let of = words::count(progress.spans_total, "span", "spans");
    format!("Export: {spans} of {of}, {}", words::bytes(progress.bytes))
}
