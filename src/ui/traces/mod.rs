//! The list of traces.

mod header;
mod row;

pub use row::offset_min;

use super::{
    engine::{Engine, use_engine},
    focus,
    parts::{
        icon::{Icon, Sign},
        rows::{Page, Rows},
    },
    session::{SessionHandle, use_session},
};
use crate::{
    base::{time, words},
    browser::{clock, media},
    protocol::{
        request::{Reply, Request},
        traces::{TraceRow, TracesPage, TracesQuery},
    },
    state::{
        command::{Command, Move},
        session::Sort,
    },
};
use header::ListHeader;
use leptos::prelude::*;
use row::ListRow;

/// Height of a row, and of one on a narrow window, where it has two lines.
const ROW_PX: f64 = 32.0;
const TALL_ROW_PX: f64 = 80.0;

/// What is listed: the data set as it was, the search, the order.
type Key = (u32, String, Sort);

/// What the last page said of the whole list.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Totals {
    /// Nothing was searched for.
    is_all: bool,
    matched_spans: usize,
    longest_ns: i64,
    /// How long the answer took, in milliseconds.
    took_ms: f64,
}

/// Where the list was left: what it listed, and the row that was opened. Coming back goes there.
#[derive(Clone, Copy)]
pub struct Left(RwSignal<Option<(Key, usize)>>);

/// Makes the place known to the list.
pub fn provide_left() {
    provide_context(Left(RwSignal::new(None)));
}

/// The view.
#[component]
pub fn TracesView() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let summary = engine.summary();
    let has_files = Memo::new(move |_| summary.with(|summary| summary.traces > 0));
    let is_reading = Memo::new(move |_| engine.progress().with(Option::is_some));
    view! {
        <Show
            when=move || has_files.get()
            fallback=move || {
                view! {
                    <div class="empty-view">
                        <Show
                            when=move || is_reading.get()
                            fallback=move || view! { <NothingOpen /> }
                        >
                            <p class="quiet">"Reading…"</p>
                        </Show>
                    </div>
                }
            }
        >
            <TraceList session engine />
        </Show>
    }
}

/// Nothing is open: what to do.
#[component]
pub fn NothingOpen() -> impl IntoView {
    let session = use_session();
    view! {
        <h1>"No traces are open"</h1>
        <p class="quiet">"Files from an earlier visit stay on your disk; drop them again to go on"</p>
        <button class="button primary" on:click=move |_| session.dispatch(Command::ShowOpen)>
            "Open traces"
        </button>
    }
}

#[component]
fn TraceList(
    /// The session.
    session: SessionHandle,
    /// The engine.
    engine: Engine,
) -> impl IntoView {
    let is_narrow = RwSignal::new(media::matches(media::NARROW));
    let watch = StoredValue::new_local(media::watch(media::NARROW, move |narrow| is_narrow.set(narrow)));
    on_cleanup(move || watch.dispose());
    let totals = RwSignal::new(Totals::default());
    let (q, sort, revision) = (session.q(), session.sort(), engine.revision());
    let key = Signal::derive(move || Some((revision.get(), q.get(), sort.get())));
    let row_px = Signal::derive(move || if is_narrow.get() { TALL_ROW_PX } else { ROW_PX });
    // Files that come in change the list, but not what is looked at.
    let keeps_place = |(_, q, sort): &Key, (_, other_q, other_sort): &Key| q == other_q && sort == other_sort;
    let rows = Rows::new(key, row_px, keeps_place, move |key, offset, limit| {
        fetch(engine, totals, key, offset, limit)
    });
    let Left(left) = expect_context();
    let place = left.get_untracked().filter(|(listed, _)| Some(listed) == key.get_untracked().as_ref());
    if let Some((_, index)) = place {
        rows.go_to(index, true);
    }
    on_cleanup(move || left.set(key.get_untracked().zip(rows.current().get_untracked())));
    listen(session, rows);
    let count = move || {
        if rows.failure().with(Option::is_some) || !rows.is_known().get() {
            return String::new();
        }
        let total = rows.total().get();
        let all = engine.summary().with(|summary| summary.traces);
        let Totals { is_all, matched_spans, took_ms, .. } = totals.get();
        if is_all {
            words::count(all, "trace", "traces")
        } else {
            let spans = words::count(matched_spans, "matching span", "matching spans");
            let took = time::duration((took_ms * 1e6) as i64);
            format!(
                "{} of {}, {spans} in {took}",
                words::grouped(total),
                words::count(all, "trace", "traces")
            )
        }
    };
    let is_empty = Memo::new(move |_| rows.is_known().get() && rows.total().get() == 0);
    let has_failed = Memo::new(move |_| rows.failure().with(Option::is_some));
    let active = move || rows.active().map(|index| format!("trace-{index}"));
    focus::when_nowhere(rows.holder);
    view! {
        <div class="traces-view" class:narrow=is_narrow>
            <div class="list-bar">
                <h1>"Traces"</h1>
                <p class="quiet" role="status">{count}</p>
            </div>
            <div
                class="trace-grid"
                role="grid"
                aria-label="Traces"
                aria-rowcount=move || (rows.total().get() + 1).to_string()
                aria-activedescendant=active
                tabindex="0"
                node_ref=rows.holder
            >
                <ListHeader session width_px=rows.width_px() />
                <div class="trace-scroll" node_ref=rows.node on:scroll=move |_| rows.on_scroll()>
                    <div class="rows" class:away=has_failed style:height=move || format!("{}px", rows.content_px().get())>
                        <For each=move || rows.slot_numbers().get() key=|number| *number let:number>
                            <ListRow session engine rows number totals />
                        </For>
                    </div>
                    <Show when=move || is_empty.get() && !has_failed.get()>
                        <div class="empty-view">
                            <p>"No trace has all of these words"</p>
                            <button class="button" on:click=move |_| session.dispatch(Command::SetQuery(String::new()))>
                                "Show all traces"
                            </button>
                        </div>
                    </Show>
                    {move || rows.failure().get().map(|failure| view! {
                        <div class="empty-view" role="alert">
                            <p class="file-error">
                                <Icon sign=Sign::Warning />
                                <span>{failure.message}</span>
                            </p>
                        </div>
                    })}
                </div>
            </div>
        </div>
    }
}

async fn fetch(
    engine: Engine,
    totals: RwSignal<Totals>,
    (_, q, sort): Key,
    offset: usize,
    limit: usize,
) -> Page<TraceRow> {
    let is_all = q.trim().is_empty();
    let query = TracesQuery { q, sort: sort.column, descending: sort.descending, offset, limit };
    let asked_ms = clock::now_ms();
    match engine.ask(Request::Traces(query)).await? {
        Reply::Traces(TracesPage { total, matched_spans, rows, longest_ns, .. }) => {
            let took_ms = clock::now_ms() - asked_ms;
            // Later pages of a list come out of what its first page found.
            let took_ms =
                if offset == 0 { took_ms } else { totals.try_get_untracked().unwrap_or_default().took_ms };
            totals.try_set(Totals { is_all, matched_spans, longest_ns, took_ms });
            Ok((total, rows))
        }
        _ => Ok((0, Vec::new())),
    }
}

/// Carries out the commands of the list.
fn listen(session: SessionHandle, rows: Rows<Key, TraceRow>) {
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
