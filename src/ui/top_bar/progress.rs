//! How far the reading is, and the way to call it off.

use crate::{
    base::words,
    protocol::request::Progress,
    ui::{
        engine::use_engine,
        parts::progress_bar::{CallOff, ProgressBar},
    },
};
use leptos::prelude::*;

/// Shown while files are read.
#[component]
pub fn ReadingProgress() -> impl IntoView {
    let engine = use_engine();
    let progress = engine.progress();
    let is_reading = Memo::new(move |_| progress.with(Option::is_some));
    let is_refilling = engine.is_refilling();
    let words = Signal::derive(move || {
        let words = progress.with(|progress| progress.as_ref().map(sentence))?;
        Some(if is_refilling.get() { format!("Again: {words}") } else { words })
    });
    let percent = Memo::new(move |_| progress.with(|progress| progress.as_ref().and_then(percent)));
    view! {
        <Show when=move || is_reading.get()>
            <ProgressBar label="Reading files" percent words>
                // What was open before is not to be lost to a second click.
                <Show when=move || !is_refilling.get()>
                    <CallOff label="Cancel" hint="Cancel the reading" press=move || engine.cancel() />
                </Show>
            </ProgressBar>
        </Show>
    }
}

/// Of the file being read; `None` while its size is not known.
fn percent(progress: &Progress) -> Option<u64> {
    if progress.finishing {
        return Some(100);
    }
    let total = progress.bytes_total.filter(|&total| total > 0)?;
    Some((progress.bytes * 100 / total).min(100))
}

fn sentence(progress: &Progress) -> String {
    let spans = words::count(progress.spans, "span", "spans");
    if progress.finishing {
        return format!("Putting {spans} in order");
    }
    let file = words::shortened(&progress.file, 48);
    let read = words::bytes(progress.bytes);
    let of = progress.bytes_total.map_or_else(String::new, |total| format!(" of {}", words::bytes(total)));
    let nth = if progress.files > 1 {
        format!(" ({} of {})", progress.nth + 1, progress.files)
    } else {
        String::new()
    };
    format!("{file}{nth}: {read}{of}, {spans}")
}
