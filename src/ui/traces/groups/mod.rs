//! The traces in groups: how many each has, how many of them fail, how long they take.

mod header;
mod row;

use super::{
    bar::{ListBar, NothingLeft},
    grid::{Layout, ListGrid},
};
use crate::{
    base::{time, words},
    browser::{clock, media},
    protocol::{
        request::{Reply, Request},
        trace_groups::{TraceGroup, TraceGroupsPage, TraceGroupsQuery},
    },
    state::{
        command::{Command, Move},
        grouping,
        session::Session,
    },
    ui::{
        engine::Engine,
        parts::rows::{Page, Rows},
        session::SessionHandle,
    },
};
use header::GroupHeader;
use leptos::prelude::*;
use row::GroupListRow;
use std::sync::Arc;

/// Height of a row, and of one on a narrow window, where it has two lines.
const ROW_PX: f64 = 32.0;
const TALL_ROW_PX: f64 = 60.0;
/// The columns as CSS tracks, and their least widths together, in pixels.
const TRACKS: &str = "minmax(200px, 1fr) minmax(180px, 26%) 112px 92px 92px 92px";
const LEAST_PX: u32 = 200 + 180 + 112 + 3 * 92;

/// What is grouped: the data set as it was, and what was asked of it, for no part in particular.
type Key = (u32, TraceGroupsQuery);

/// What the last page said of all groups.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Totals {
    /// Traces in all groups together, each counted once.
    traces: usize,
    distinct: usize,
    in_several: usize,
    took_ms: f64,
}

/// Where the groups were left: what they were, and the one that was opened. Coming back goes there.
#[derive(Clone, Copy)]
struct Left(RwSignal<Option<(Key, usize)>>);

/// Makes the place known to the groups.
pub fn provide_left() {
    provide_context(Left(RwSignal::new(None)));
}

/// The groups.
#[component]
pub fn GroupList(
    /// The session.
    session: SessionHandle,
    /// The engine.
    engine: Engine,
) -> impl IntoView {
    let is_narrow = RwSignal::new(media::matches(media::NARROW));
    let watch = StoredValue::new_local(media::watch(media::NARROW, move |narrow| is_narrow.set(narrow)));
    on_cleanup(move || watch.dispose());
    let totals = RwSignal::new(Totals::default());
    let revision = engine.revision();
    let query = session.part(groups_query);
    let key = Signal::derive(move || Some((revision.get(), query.get())));
    let row_px = Signal::derive(move || if is_narrow.get() { TALL_ROW_PX } else { ROW_PX });
    let rows = Rows::new(
        key,
        row_px,
        |(_, before): &Key, (_, now): &Key| before == now,
        move |key, offset, limit| fetch(engine, totals, key, offset, limit),
    );
    let Left(left) = expect_context();
    let place = left.get_untracked().filter(|(grouped, _)| Some(grouped) == key.get_untracked().as_ref());
    if let Some((_, index)) = place {
        rows.go_to(index, true);
    }
    // The session no longer tells what was grouped once a group is open.
    let open = Callback::new(move |(index, row): (usize, Arc<TraceGroup>)| {
        left.set(key.get_untracked().map(|key| (key, index)));
        open(session, &row);
    });
    listen(session, rows, open);
    let count = Signal::derive(move || {
        let is_known = rows.failure().with(Option::is_none) && rows.is_known().get();
        if is_known { count_words(totals.get(), rows.total().get()) } else { String::new() }
    });
    let traces = Signal::derive(move || totals.get().traces);
    let layout =
        Layout { row_px, tracks: Signal::stored(TRACKS.to_owned()), least_px: Signal::stored(LEAST_PX) };
    let row = Callback::new(move |number| {
        view! { <GroupListRow session engine rows number traces open /> }.into_any()
    });
    view! {
        <div class="traces-view" class:narrow=is_narrow>
            <ListBar session engine count />
            <ListGrid
                rows
                label="Groups of traces"
                row_id="group"
                layout
                heads=move || view! { <GroupHeader session /> }
                row
                empty=move || view! { <NothingLeft session /> }
            />
        </div>
    }
}

fn count_words(totals: Totals, shown: usize) -> String {
    let Totals { traces, distinct, in_several, took_ms } = totals;
    let groups = words::count(distinct, "group", "groups");
    let groups = if shown < distinct { format!("{} of {groups}", words::grouped(shown)) } else { groups };
    let took = time::duration((took_ms * 1e6) as i64);
    let several = match in_several {
        0 => String::new(),
        1 => "; 1 trace stands in several groups".to_owned(),
        n => format!("; {} traces stand in several groups", words::grouped(n)),
    };
    format!("{groups} of {} in {took}{several}", words::count(traces, "trace", "traces"))
}

/// What the session asks for.
fn groups_query(session: &Session) -> TraceGroupsQuery {
    let grouping = session.grouping.as_ref();
    let sort = grouping.map(|grouping| grouping.order).unwrap_or_default();
    TraceGroupsQuery {
        selection: session.selection(clock::unix_ns()),
        by: grouping.map(|grouping| grouping.by.clone()).unwrap_or_default(),
        sort: sort.column,
        descending: sort.descending,
        ..TraceGroupsQuery::default()
    }
}

async fn fetch(
    engine: Engine,
    totals: RwSignal<Totals>,
    (_, query): Key,
    offset: usize,
    limit: usize,
) -> Page<TraceGroup> {
    let asked_ms = clock::now_ms();
    match engine.ask(Request::TraceGroups(TraceGroupsQuery { offset, limit, ..query })).await? {
        Reply::TraceGroups(TraceGroupsPage { total, distinct, traces, in_several, rows, .. }) => {
            let took_ms = clock::now_ms() - asked_ms;
            // Later pages come out of what the first one counted.
            let took_ms =
                if offset == 0 { took_ms } else { totals.try_get_untracked().unwrap_or_default().took_ms };
            totals.try_set(Totals { traces, distinct, in_several, took_ms });
            Ok((total, rows))
        }
        _ => Ok((0, Vec::new())),
    }
}

/// Carries out the commands of the list.
fn listen(session: SessionHandle, rows: Rows<Key, TraceGroup>, open: Callback<(usize, Arc<TraceGroup>)>) {
    session.on_command(move |command| match command {
        Command::Move(way) => {
            rows.step(*way);
        }
        Command::Activate => {
            if let Some(current) = rows.current_now() {
                open.run(current);
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

/// Lists the traces of a group, if a search finds them.
fn open(session: SessionHandle, row: &TraceGroup) {
    let conditions = row.conditions.as_deref().unwrap_or_default();
    if let Some(q) = session.now(|session| grouping::search_of(&session.q, conditions)) {
        session.dispatch(Command::OpenGroup(q));
    }
}
