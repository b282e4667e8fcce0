//! The log: the events of all spans of the trace in one order of time. What is looked for in the trace filters it.

mod row;

use super::open_trace::OpenTrace;
use crate::{
    base::words,
    protocol::{
        log::{LogPage, LogQuery, LogRow, Severity},
        request::{Reply, Request},
    },
    state::{
        command::{Command, Move},
        severity::CHOICES,
        tab::Tab,
    },
    ui::{
        focus,
        parts::rows::{Page, Rows},
    },
};
use leptos::prelude::*;
use row::LogLine;

/// Height of a row, and of one on a narrow window, where it has two lines.
const ROW_PX: f64 = 28.0;
const TALL_ROW_PX: f64 = 56.0;

/// What is listed: the data set as it was, the words, the least severity, whether the clocks are set right.
type Key = (u32, String, Severity, bool);

/// The log with the choice of how severe its events are at least.
#[component]
pub fn LogView(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let all = RwSignal::new(0);
    let (find, least, skew) = (session.find(), session.least(), session.skew());
    let revision = open.engine.revision();
    let key = Signal::derive(move || Some((revision.get(), find.get(), least.get(), skew.get())));
    let row_px = Signal::derive(move || if open.is_narrow.get() { TALL_ROW_PX } else { ROW_PX });
    // Files that come in add events, but not to what is looked at.
    let keeps_place = |one: &Key, other: &Key| (&one.1, one.2, one.3) == (&other.1, other.2, other.3);
    let rows =
        Rows::new(key, row_px, keeps_place, move |key, offset, limit| fetch(open, all, key, offset, limit));
    listen(open, rows);
    let count = move || {
        if !rows.is_known().get() {
            return String::new();
        }
        let (shown, all) = (rows.total().get(), all.get());
        let all_words = words::count(all, "event", "events");
        if shown == all { all_words } else { format!("{} of {all_words}", words::grouped(shown)) }
    };
    let is_empty = Memo::new(move |_| rows.is_known().get() && rows.total().get() == 0);
    let active = move || rows.active().map(|index| format!("event-{index}"));
    focus::when_nowhere(rows.holder);
    view! {
        <div class="table-view log-view" class:narrow=open.is_narrow>
            <div class="table-bar">
                <label class="group-by">
                    "Show"
                    <select
                        prop:value=move || least.get().key()
                        on:change=move |event| {
                            if let Some(least) = Severity::from_key(&event_target_value(&event)) {
                                session.dispatch(Command::SetLeast(least));
                            }
                        }
                    >
                        {CHOICES.map(|(severity, label)| view! { <option value=severity.key()>{label}</option> }).collect_view()}
                    </select>
                </label>
                <p class="quiet" role="status">{count}</p>
            </div>
            <div
                class="table-grid"
                role="grid"
                aria-label="Log"
                aria-rowcount=move || rows.total().get().to_string()
                aria-activedescendant=active
                tabindex="0"
                node_ref=rows.holder
            >
                <div class="table-scroll" role="rowgroup" tabindex="0" node_ref=rows.node on:scroll=move |_| rows.on_scroll()>
                    <div class="rows" style:height=move || format!("{}px", rows.content_px().get())>
                        <For each=move || rows.slot_numbers().get() key=|number| *number let:number>
                            <LogLine open rows number />
                        </For>
                    </div>
                    <Show when=move || is_empty.get()>
                        <div role="row" class="row-of-words">
                            <div role="gridcell" class="empty-view">
                            {move || if all.get() == 0 {
                                view! { <p class="quiet">"No span of this trace has events"</p> }.into_any()
                            } else {
                                view! {
                                    <p>"No event is like that"</p>
                                    <button class="button" on:click=move |_| {
                                        session.dispatch(Command::SetFind(String::new()));
                                        session.dispatch(Command::SetLeast(Severity::default()));
                                    }>
                                        "Show all events"
                                    </button>
                                }
                                .into_any()
                            }}
                            </div>
                        </div>
                    </Show>
                </div>
            </div>
        </div>
    }
}

async fn fetch(
    open: OpenTrace,
    all: RwSignal<usize>,
    (_, find, least, skew): Key,
    offset: usize,
    limit: usize,
) -> Page<LogRow> {
    let query = LogQuery { trace_id: open.trace_id(), find, least, skew, offset, limit };
    match open.engine.ask(Request::Log(query)).await? {
        Reply::Log(page) => {
            let LogPage { total, rows, .. } = page;
            all.try_set(page.all);
            Ok((total, rows))
        }
        _ => Ok((0, Vec::new())),
    }
}

/// Carries out the commands of the log.
fn listen(open: OpenTrace, rows: Rows<Key, LogRow>) {
    open.session.on_command(move |command| match command {
        Command::Move(way) => drop(rows.step(*way)),
        Command::Activate => {
            if let Some((_, row)) = rows.current_now() {
                show_span(open, &row);
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

/// Goes to the span of an event.
fn show_span(open: OpenTrace, row: &LogRow) {
    // The waterfall begins at the span that is selected when it is shown.
    open.session.dispatch(Command::SelectSpan(Some(row.span_id.clone())));
    open.session.dispatch(Command::ShowTab(Tab::Waterfall));
}
