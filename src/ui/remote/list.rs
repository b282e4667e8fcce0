//! What was found in the store, with what it tells at once.

use super::{
    known::STOPPED,
    loading::{LoadOutcome, LoadTraces},
    row::FoundRow,
    state::{Remote, use_remote},
};
use crate::{
    base::words,
    browser::media,
    protocol::remote::{Kind, RemoteTrace},
    state::command::{Command, Move},
    ui::{
        parts::rows::Rows,
        session::{SessionHandle, use_session},
        traces::{Layout, ListGrid, ROW_PX},
    },
};
use leptos::prelude::*;
use std::{future, sync::Arc};

/// Height of a row on a narrow window, where it has two lines.
const NARROW_ROW_PX: f64 = 60.0;
/// The columns: trace, duration, spans, services, errors, matches, start.
const TRACKS: &str = "minmax(200px, 3fr) minmax(150px, 2fr) 72px 84px 72px 84px minmax(116px, 190px)";
/// The width below which the list scrolls sideways.
const LEAST_PX: u32 = 778;

/// The list.
#[component]
pub fn FoundList() -> impl IntoView {
    let (session, remote) = (use_session(), use_remote());
    let is_narrow = RwSignal::new(media::matches(media::NARROW));
    let watch = StoredValue::new_local(media::watch(media::NARROW, move |narrow| is_narrow.set(narrow)));
    on_cleanup(move || watch.dispose());
    let key = Signal::derive(move || Some(remote.found().with(|found| found.revision)));
    let row_px = Signal::derive(move || if is_narrow.get() { NARROW_ROW_PX } else { ROW_PX });
    let rows = Rows::new(
        key,
        row_px,
        |_, _| false,
        move |_: u32, offset, limit| {
            let all = remote.found().with_untracked(|found| Arc::clone(&found.rows));
            let page: Vec<RemoteTrace> = all.iter().skip(offset).take(limit).cloned().collect();
            future::ready(Ok((all.len(), page)))
        },
    );
    listen(session, rows);
    let longest_ns = Memo::new(move |_| {
        remote.found().with(|found| found.rows.iter().map(|row| row.duration_ns).max().unwrap_or_default())
    });
    let layout =
        Layout { row_px, tracks: Signal::stored(TRACKS.to_owned()), least_px: Signal::stored(LEAST_PX) };
    let row =
        Callback::new(move |number| view! { <FoundRow session remote rows number longest_ns /> }.into_any());
    let count = move || count_words(remote);
    let left = Signal::derive(move || remote.not_here());
    view! {
        <div class="traces-view" class:narrow=is_narrow>
            <div class="list-bar">
                <p class="quiet" role="status">{count}</p>
                <div class="list-tools">
                    <LoadTraces ids=left label=load_label hint="Fetch them, so that every view works on them (l)" />
                </div>
            </div>
            <LoadOutcome />
            <ListGrid
                rows
                label="Traces in the store"
                row_id="found"
                layout
                heads=heads
                row
                empty=move || view! { <p>{empty_words(remote)}</p> }
            />
        </div>
    }
}

fn load_label(n: usize) -> String {
    format!("Load {}", words::count(n, "trace", "traces"))
}

fn heads() -> impl IntoView {
    let head = |name: &'static str, class: &'static str| {
        view! { <div role="columnheader" class=class><span class="head-name">{name}</span></div> }
    };
    view! {
        <div class="list-heads" role="row" aria-rowindex="1">
            {head("Root", "list-head plain-head")}
            {head("Duration", "list-head plain-head")}
            {head("Spans", "list-head plain-head of-numbers")}
            {head("Services", "list-head plain-head of-numbers")}
            {head("Errors", "list-head plain-head of-numbers")}
            {head("Matches", "list-head plain-head of-numbers")}
            {head("Start", "list-head plain-head")}
        </div>
    }
}

fn count_words(remote: Remote) -> String {
    remote.found().with(|found| match &found.query {
        _ if found.is_asking => "Searching the store…".to_owned(),
        None if found.is_stopped => STOPPED.to_owned(),
        None => String::new(),
        Some(query) if found.rows.len() >= query.limit => {
            format!(
                "The latest {} found in the whole store; there may be more",
                words::count(found.rows.len(), "trace", "traces")
            )
        }
        Some(_) => format!("{} found in the whole store", words::count(found.rows.len(), "trace", "traces")),
    })
}

fn empty_words(remote: Remote) -> &'static str {
    remote.found().with(|found| match (&found.query, remote.kind()) {
        (None, _) if found.is_asking || found.is_stopped => "",
        (None, Some(Kind::Jaeger)) => "Choose a service: Jaeger lists the traces of one service",
        (None, _) => "Nothing was searched for yet",
        (Some(_), _) => "The store found no trace in this time; a longer one may hold some",
    })
}

/// Carries out the commands of the list.
fn listen(session: SessionHandle, rows: Rows<u32, RemoteTrace>) {
    session.on_command(move |command| match command {
        Command::Move(way) => {
            rows.step(*way);
        }
        Command::Activate => {
            if let Some((_, row)) = rows.current_now() {
                session.dispatch(Command::OpenTrace(row.trace_id.clone()));
            }
        }
        Command::FocusRows => {
            rows.focus();
            if rows.current().get_untracked().is_none() {
                rows.step(Move::First);
            }
        }
        _ => {}
    });
}
