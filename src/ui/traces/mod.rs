//! The list of traces.

mod header;
mod row;

pub use row::offset_min;

use super::{
    engine::{Engine, use_engine},
    open::Question,
    parts::{
        icon::{Icon, Sign},
        rows::{Page, Rows},
    },
    session::{SessionHandle, use_session},
};
use crate::{
    base::words,
    browser::media,
    protocol::{
        request::{Reply, Request},
        traces::{TraceRow, TracesPage, TracesQuery},
    },
    state::{command::Command, session::Sort},
};
use header::ListHeader;
use leptos::prelude::*;
use row::ListRow;

/// Height of a row, and of one on a narrow window, where it has two lines.
const ROW_PX: f64 = 32.0;
const TALL_ROW_PX: f64 = 60.0;

/// What is listed: the data set as it was, the search, the order.
type Key = (u32, String, Sort);

/// What the last page said of the whole list.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Totals {
    matched_spans: usize,
    longest_ns: i64,
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
                        <Question />
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
    let rows = Rows::new(key, row_px, move |key, offset, limit| fetch(engine, totals, key, offset, limit));
    listen(session, rows);
    let count = move || {
        let total = rows.total().get();
        let all = engine.summary().with(|summary| summary.traces);
        if q.with(|q| q.trim().is_empty()) {
            words::count(all, "trace", "traces")
        } else {
            let spans = words::count(totals.get().matched_spans, "matching span", "matching spans");
            format!("{} of {}, {spans}", words::grouped(total), words::count(all, "trace", "traces"))
        }
    };
    let is_empty = Memo::new(move |_| rows.total().get() == 0 && !q.with(|q| q.trim().is_empty()));
    let active = move || rows.current().get().map(|index| format!("trace-{index}"));
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
            >
                <ListHeader session width_px=rows.width_px() />
                <div class="trace-scroll" node_ref=rows.node on:scroll=move |_| rows.on_scroll()>
                    <div class="rows" style:height=move || format!("{}px", rows.content_px().get())>
                        <For each=move || rows.slot_numbers().get() key=|number| *number let:number>
                            <ListRow session engine rows number totals />
                        </For>
                    </div>
                    <Show when=move || is_empty.get() && rows.failure().with(Option::is_none)>
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
    let query = TracesQuery { q, sort: sort.column, descending: sort.descending, offset, limit };
    match engine.ask(Request::Traces(query)).await? {
        Reply::Traces(TracesPage { total, matched_spans, rows, longest_ns, .. }) => {
            totals.try_set(Totals { matched_spans, longest_ns });
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
            let row = rows.current_row().get_untracked().and_then(|shown| shown.row);
            if let Some(row) = row {
                session.dispatch(Command::OpenTrace(row.trace_id.clone()));
            }
        }
        Command::FocusRows => {
            if let Some(grid) = document().query_selector(".trace-grid").ok().flatten() {
                crate::browser::focus::on(&grid);
            }
            if rows.current().get_untracked().is_none() {
                rows.step(crate::state::command::Move::First);
            }
        }
        _ => {}
    });
}
