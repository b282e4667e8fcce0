//! What is open: a chip in the bar, and behind it every file with what was mended or left out of it.

use crate::{
    base::words,
    protocol::answers::{FileSummary, NoteSummary, Summary},
    state::command::Command,
    ui::{
        engine::use_engine,
        kept::KeptPanel,
        parts::icon::{Icon, Sign},
        session::use_session,
    },
};
use leptos::prelude::*;

/// The chip and its panel; nothing while nothing is open.
#[component]
pub fn FileChips() -> impl IntoView {
    let engine = use_engine();
    let summary = engine.summary();
    let has_files = Memo::new(move |_| summary.with(|summary| !summary.files.is_empty()));
    let failed = move || summary.with(failed_badge);
    let notes = move || summary.with(notes_badge);
    view! {
        <Show when=move || has_files.get()>
            <button class="button file-chips" popovertarget="files" aria-label=move || summary.with(label)>
                <Icon sign=Sign::File />
                <span class="file-chips-name">{move || summary.with(brief)}</span>
                {move || failed().map(|failed| view! { <span class="badge badge-error">{failed}</span> })}
                {move || notes().map(|notes| view! { <span class="badge">{notes}</span> })}
            </button>
            <div id="files" class="popover files" popover="auto" role="dialog" aria-label="Open files">
                <FilesPanel />
            </div>
        </Show>
    }
}

fn brief(summary: &Summary) -> String {
    match &summary.files[..] {
        [file] => words::shortened(&file.name, 48),
        files => words::count(files.len(), "file", "files"),
    }
}

fn label(summary: &Summary) -> String {
    let names: Vec<&str> = summary.files.iter().map(|file| file.name.as_str()).collect();
    let files = format!("{}: {}", words::count(names.len(), "file", "files"), names.join(", "));
    let badges = [failed_badge(summary), notes_badge(summary)];
    [Some(files)].into_iter().chain(badges).flatten().collect::<Vec<_>>().join("; ")
}

/// How many files gave nothing, if any.
fn failed_badge(summary: &Summary) -> Option<String> {
    let failed = summary.files.iter().filter(|file| file.error.is_some()).count();
    (failed != 0).then(|| format!("{failed} failed"))
}

/// How many notes there are, if any.
fn notes_badge(summary: &Summary) -> Option<String> {
    let notes = summary.files.iter().map(|file| file.notes.len()).sum();
    (notes != 0).then(|| words::count(notes, "note", "notes"))
}

#[component]
fn FilesPanel() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let summary = engine.summary();
    let totals = move || {
        summary.with(|summary| {
            format!(
                "{} in {}, {}; {} of memory",
                words::count(summary.spans, "span", "spans"),
                words::count(summary.traces, "trace", "traces"),
                words::count(summary.services, "service", "services"),
                words::bytes(summary.store_bytes as u64),
            )
        })
    };
    let can_open = session.part(|session| !session.hide.open);
    let close_all = move |_| session.dispatch(Command::CloseAll);
    view! {
        <h2>"Open files"</h2>
        <p class="quiet">{totals}</p>
        {move || summary.with(|summary| summary.files.iter().map(file_section).collect_view())}
        <KeptPanel />
        <div class="panel-actions">
            <Show when=move || can_open.get()>
                <button class="button" on:click=move |_| session.dispatch(Command::PickFiles)>
                    <Icon sign=Sign::Folder />
                    "Add files…"
                </button>
            </Show>
            <button class="button" on:click=close_all>
                <Icon sign=Sign::Close />
                "Close all"
            </button>
        </div>
    }
}

/// A file with its notes.
pub fn file_section(file: &FileSummary) -> impl IntoView + use<> {
    let facts = match &file.error {
        Some(_) => words::bytes(file.bytes),
        None => format!(
            "{} · {} · {} in {}",
            if file.format.is_empty() { "skipped" } else { &file.format },
            words::bytes(file.bytes),
            words::count(file.spans, "span", "spans"),
            words::count(file.traces, "trace", "traces"),
        ),
    };
    let error = file.error.clone().map(|error| {
        view! {
            <p class="file-error">
                <Icon sign=Sign::Warning />
                <span>{error}</span>
            </p>
        }
    });
    let notes: Vec<_> = file.notes.iter().map(note_item).collect();
    let has_notes = !notes.is_empty();
    view! {
        <section class="file">
            <h3 title=file.name.clone()>{file.name.clone()}</h3>
            <p class="quiet">{facts}</p>
            {error}
            {has_notes.then(|| view! { <ul class="notes">{notes}</ul> })}
        </section>
    }
}

fn note_item(note: &NoteSummary) -> impl IntoView + use<> {
    let first = (!note.first.is_empty())
        .then(|| view! { <span class="quiet">{format!(" (first: {})", note.first)}</span> });
    view! {
        <li>
            <span class="note-count">{words::grouped(note.count)} "×"</span>
            <span>{note.sentence.clone()}{first}</span>
        </li>
    }
}
