//! The list itself: its heads, its rows, and what is said of it as a whole.

use super::{
    bar::NothingLeft,
    grid::{Layout, ListGrid},
    groups,
    header::ListHeader,
    row::ListRow,
};
use crate::{
    base::{time, words},
    browser::{clock, media},
    protocol::{
        request::{Reply, Request},
        traces::{TraceColumn, TraceRow, TracesPage, TracesQuery},
    },
    state::{
        column_layout,
        columns::ListColumn,
        command::{Command, Move},
        session::Session,
    },
    ui::{
        engine::Engine,
        parts::rows::{Page, Rows},
        session::SessionHandle,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// Height of a row, and of one on a narrow window, where it has three lines and one for each of the first few attributes.
pub const ROW_PX: f64 = 32.0;
const TALL_ROW_PX: f64 = 80.0;
const FIELD_LINE_PX: f64 = 22.0;
const MOST_FIELD_LINES: usize = 4;

/// What is listed: the data set as it was, and what was asked of it, for no part in particular.
pub type Key = (u32, TracesQuery);

/// A row with the names of the fields that its cells are of.
#[derive(Debug)]
pub struct Listed {
    /// The row.
    pub row: TraceRow,
    /// The fields.
    pub fields: Arc<Vec<String>>,
}

/// What the last page said of the whole list.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    matched_spans: usize,
    /// The longest latency: the scale of the bars.
    pub longest_ns: i64,
    /// How long the answer took, in milliseconds.
    took_ms: f64,
}

/// Where the list was left: what it listed, and the row that was opened. Coming back goes there.
#[derive(Clone, Copy)]
pub struct Left(RwSignal<Option<(Key, usize)>>);

/// Makes the place known to the list.
pub fn provide_left() {
    provide_context(Left(RwSignal::new(None)));
    groups::provide_left();
}

/// The list.
#[component]
pub fn TraceList(
    /// The session.
    session: SessionHandle,
    /// The engine.
    engine: Engine,
    /// What stands over the list, given how many traces there are, in words.
    bar: Callback<Signal<String>, AnyView>,
) -> impl IntoView {
    let is_narrow = RwSignal::new(media::matches(media::NARROW));
    let watch = StoredValue::new_local(media::watch(media::NARROW, move |narrow| is_narrow.set(narrow)));
    on_cleanup(move || watch.dispose());
    let totals = RwSignal::new(Totals::default());
    let revision = engine.revision();
    let has_search = session.part(|session| !session.q.trim().is_empty());
    let is_narrowed = session.part(Session::is_narrowed);
    let columns = session.part(|session| session.columns.telling(!session.q.trim().is_empty()));
    let query = session.part(list_query);
    let key = Signal::derive(move || Some((revision.get(), query.get())));
    let field_lines = session.part(|session| session.columns.fields().len().min(MOST_FIELD_LINES));
    let row_px = Signal::derive(move || {
        if is_narrow.get() { TALL_ROW_PX + FIELD_LINE_PX * field_lines.get() as f64 } else { ROW_PX }
    });
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
    let all = Memo::new(move |_| engine.summary().with(|summary| summary.traces));
    let count = Signal::derive(move || {
        if rows.failure().with(Option::is_some) || !rows.is_known().get() {
            return String::new();
        }
        let all_words = words::count(all.get(), "trace", "traces");
        if !is_narrowed.get() {
            return all_words;
        }
        let Totals { matched_spans, took_ms, .. } = totals.get();
        let spans = if has_search.get() {
            words::count(matched_spans, "matching span", "matching spans")
        } else {
            words::count(matched_spans, "span", "spans")
        };
        let took = time::duration((took_ms * 1e6) as i64);
        format!("{} of {all_words}, {spans} in {took}", words::grouped(rows.total().get()))
    });
    // Other widths are no other columns: the cells stay as they are.
    let names = Memo::new(move |_| columns.with(|columns| names_of(columns)));
    let layout = Layout {
        row_px,
        tracks: Signal::derive(move || columns.with(|columns| column_layout::tracks(columns))),
        least_px: Signal::derive(move || columns.with(|columns| column_layout::least_px(columns))),
    };
    let marks = session.marks();
    let row = Callback::new(move |number| {
        view! { <ListRow session engine rows number totals names marks /> }.into_any()
    });
    view! {
        <div class="traces-view" class:narrow=is_narrow>
            {bar.run(count)}
            <ListGrid
                rows
                label="Traces"
                row_id="trace"
                layout
                heads=move || view! { <ListHeader session names /> }
                row
                empty=move || view! { <NothingLeft session /> }
            />
        </div>
    }
}

/// What the session asks for.
fn list_query(session: &Session) -> TracesQuery {
    TracesQuery {
        selection: session.listed(clock::unix_ns()),
        sort: session.sort.column.clone(),
        descending: session.sort.descending,
        fields: session.columns.fields(),
        ..TracesQuery::default()
    }
}

/// Files that come in and other columns change the list, but not what is looked at.
fn keeps_place((_, before): &Key, (_, now): &Key) -> bool {
    let same = |one: &TracesQuery| TracesQuery { fields: Vec::new(), ..one.clone() };
    same(before) == same(now)
}

fn names_of(columns: &[ListColumn]) -> Vec<TraceColumn> {
    columns.iter().map(|shown| shown.column.clone()).collect()
}

async fn fetch(
    engine: Engine,
    totals: RwSignal<Totals>,
    (_, query): Key,
    offset: usize,
    limit: usize,
) -> Page<Listed> {
    let fields = Arc::new(query.fields.clone());
    let asked_ms = clock::now_ms();
    match engine.ask(Request::Traces(TracesQuery { offset, limit, ..query })).await? {
        Reply::Traces(TracesPage { total, matched_spans, rows, longest_ns, .. }) => {
            let took_ms = clock::now_ms() - asked_ms;
            // Later pages of a list come out of what its first page found.
            let took_ms =
                if offset == 0 { took_ms } else { totals.try_get_untracked().unwrap_or_default().took_ms };
            totals.try_set(Totals { matched_spans, longest_ns, took_ms });
            Ok((total, rows.into_iter().map(|row| Listed { row, fields: Arc::clone(&fields) }).collect()))
        }
        _ => Ok((0, Vec::new())),
    }
}

/// Carries out the commands of the list.
fn listen(session: SessionHandle, rows: Rows<Key, Listed>) {
    session.on_command(move |command| match command {
        Command::Move(way) => {
            rows.step(*way);
        }
        Command::Activate => {
            if let Some((_, listed)) = rows.current_now() {
                session.dispatch(Command::OpenTrace(listed.row.trace_id.clone()));
            }
        }
        Command::ToggleMark => {
            if let Some((_, listed)) = rows.current_now() {
                session.dispatch(Command::Mark(listed.row.trace_id.clone()));
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
