//! The table: the spans of the trace in groups, with what each group took.

mod by;
mod header;
mod row;

use super::open_trace::OpenTrace;
use crate::{
    base::words,
    protocol::{
        groups::{GroupRow, GroupsPage, GroupsQuery},
        request::{Reply, Request, SpanRef},
    },
    state::{
        command::{Command, Move},
        session::GroupSort,
        tab::Tab,
    },
    ui::{
        focus,
        parts::{
            icon::{Icon, Sign},
            notices::use_notices,
            rows::{Page, Rows},
        },
    },
};
use by::GroupBy;
use header::TableHeader;
use leptos::prelude::*;
use row::TableRow;

/// Height of a row, and of one on a narrow window, where it has two lines.
const ROW_PX: f64 = 28.0;
const TALL_ROW_PX: f64 = 56.0;

/// What is listed: the data set as it was, the span that alone is shown, the fields, the order, whether the clocks are
/// set right.
type Key = (u32, Option<String>, String, GroupSort, bool);

/// What the last page said of the whole table.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Totals {
    spans: usize,
    critical_ns: i64,
}

/// The table with the choice of what it groups by.
#[component]
pub fn GroupTable(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let totals = RwSignal::new(Totals::default());
    let (root, by, sort, skew) = (session.root(), session.by(), session.table(), session.skew());
    let revision = open.engine.revision();
    let key = Signal::derive(move || Some((revision.get(), root.get(), by.get(), sort.get(), skew.get())));
    let row_px = Signal::derive(move || if open.is_narrow.get() { TALL_ROW_PX } else { ROW_PX });
    // Files that come in change the sums, but not what is looked at.
    let keeps_place = |one: &Key, other: &Key| (&one.1, &one.2, one.3) == (&other.1, &other.2, other.3);
    let rows = Rows::new(key, row_px, keeps_place, move |key, offset, limit| {
        fetch(open, totals, key, offset, limit)
    });
    listen(open, rows);
    let (failure, notices) = (rows.failure(), use_notices());
    Effect::new(move |_| {
        if let Some(failure) = failure.get() {
            open.leave_missing_part(notices, &failure);
        }
    });
    let count = move || {
        if !rows.is_known().get() || failure.with(Option::is_some) {
            return String::new();
        }
        let groups = words::count(rows.total().get(), "group", "groups");
        format!("{groups} of {}", words::count(totals.get().spans, "span", "spans"))
    };
    let active = move || rows.active().map(|index| format!("group-{index}"));
    let has_failed = Memo::new(move |_| failure.with(Option::is_some));
    focus::when_nowhere(rows.holder);
    view! {
        <div class="table-view" class:narrow=open.is_narrow>
            <div class="table-bar">
                <GroupBy open />
                <p class="quiet" role="status">{count}</p>
            </div>
            <div
                class="table-grid"
                role="grid"
                aria-label="Groups of spans"
                aria-rowcount=move || (rows.total().get() + 1).to_string()
                aria-activedescendant=active
                tabindex="0"
                node_ref=rows.holder
            >
                <TableHeader session width_px=rows.width_px() />
                <div class="table-scroll" role="rowgroup" tabindex="0" node_ref=rows.node on:scroll=move |_| rows.on_scroll()>
                    <div class="rows" class:away=has_failed style:height=move || format!("{}px", rows.content_px().get())>
                        <For each=move || rows.slot_numbers().get() key=|number| *number let:number>
                            <TableRow open rows number totals />
                        </For>
                    </div>
                    {move || failure.get().map(|failure| view! {
                        <div role="row" class="row-of-words">
                            <div role="gridcell" class="empty-view">
                                <p class="file-error" role="alert">
                                    <Icon sign=Sign::Warning />
                                    <span>{failure.message}</span>
                                </p>
                                <button class="button" on:click=move |_| session.dispatch(Command::SetBy(String::new()))>
                                    "Group by operation"
                                </button>
                            </div>
                        </div>
                    })}
                </div>
            </div>
        </div>
    }
}

async fn fetch(
    open: OpenTrace,
    totals: RwSignal<Totals>,
    (_, root, by, sort, skew): Key,
    offset: usize,
    limit: usize,
) -> Page<GroupRow> {
    let query = GroupsQuery {
        trace_id: open.trace_id(),
        focus: root.map(SpanRef::Id),
        skew,
        by,
        sort: sort.column,
        descending: sort.descending,
        offset,
        limit,
    };
    match open.engine.ask(Request::Groups(query)).await? {
        Reply::Groups(GroupsPage { total, spans, critical_ns, rows }) => {
            totals.try_set(Totals { spans, critical_ns });
            Ok((total, rows))
        }
        _ => Ok((0, Vec::new())),
    }
}

/// Carries out the commands of the table.
fn listen(open: OpenTrace, rows: Rows<Key, GroupRow>) {
    open.session.on_command(move |command| match command {
        Command::Move(way) => drop(rows.step(*way)),
        Command::Activate => {
            if let Some((_, row)) = rows.current_now() {
                show_spans(open, &row);
            }
        }
        Command::FocusRows | Command::Back => {
            rows.focus();
            if rows.current().get_untracked().is_none() {
                rows.step(Move::First);
            }
        }
        _ => {}
    });
}

/// Lights the spans of a group in the waterfall and goes to the first of them.
fn show_spans(open: OpenTrace, row: &GroupRow) {
    open.session.dispatch(Command::SetFind(row.find.clone()));
    open.session.dispatch(Command::ShowTab(Tab::Waterfall));
    open.find_first();
}
