//! Marked traces: a button in the bar while there are any, and behind it each of them.

use crate::{
    base::{time, words},
    browser::popover,
    protocol::{
        request::{Reply, Request},
        traces::TraceRow,
    },
    query::cohort::{Cohort, Part},
    state::{command::Command, marks::Marks, zone::brief_in},
    ui::{
        engine::{Engine, use_engine},
        parts::{
            icon::{Icon, Sign},
            link::on_click,
            service::{ServiceSwatch, service_name},
        },
        session::{SessionHandle, use_session},
        traces::offset_min,
    },
};
use leptos::{html, prelude::*, task::spawn_local};

/// Digits of an id that are shown.
const SHORT_ID: usize = 8;

/// The button and its panel; nothing while no trace is marked.
#[component]
pub fn MarksMenu() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let marks = session.marks();
    let has_marks = Memo::new(move |_| marks.with(|marks| !marks.is_empty()));
    let count = Memo::new(move |_| marks.with(|marks| marks.ids().len()));
    let panel: NodeRef<html::Div> = NodeRef::new();
    let button: NodeRef<html::Button> = NodeRef::new();
    let hang = move |_| {
        if let (Some(panel), Some(button)) = (panel.get_untracked(), button.get_untracked()) {
            popover::hang(&panel, &button);
        }
    };
    let words = move || words::count(count.get(), "marked trace", "marked traces");
    view! {
        <Show when=move || has_marks.get()>
            <button
                class="button marks-button"
                popovertarget="marks"
                aria-label=words
                title=words
                node_ref=button
                on:click=hang
            >
                <Icon sign=Sign::Mark />
                <span class="number">{count}</span>
            </button>
            <div
                id="marks"
                class="popover hanging marks-menu"
                popover="auto"
                role="dialog"
                aria-label="Marked traces"
                node_ref=panel
            >
                <MarksPanel session engine marks panel />
            </div>
        </Show>
    }
}

#[component]
fn MarksPanel(
    /// The session.
    session: SessionHandle,
    /// The engine, which knows the traces.
    engine: Engine,
    /// The marks.
    marks: Memo<Marks>,
    /// What the panel stands in.
    panel: NodeRef<html::Div>,
) -> impl IntoView {
    // The rows of those that are open; a mark may have come with a link to a trace that is not.
    let rows = RwSignal::new(Vec::<TraceRow>::new());
    Effect::new(move |_| {
        engine.revision().track();
        let trace_ids = marks.with(|marks| marks.ids().to_vec());
        spawn_local(async move {
            if let Ok(Reply::Marked { rows: found }) = engine.ask(Request::Marked { trace_ids }).await {
                rows.try_set(found);
            }
        });
    });
    let only_marked = session.part(|session| session.only_marked);
    let close = move || {
        if let Some(panel) = panel.get_untracked() {
            popover::hide(&panel);
        }
    };
    let clear = move |_| {
        session.dispatch(Command::ClearMarks);
        // The panel goes with the last mark, and its keyboard with it.
        session.dispatch(Command::FocusRows);
    };
    // Two are laid beside each other, the longer one as the slow one; others are compared with the rest.
    let compare = move |_| {
        close();
        let of = |ids: Vec<String>| Some(Cohort::of(Part::Traces(ids)));
        let mut pair = rows.get_untracked();
        pair.sort_by_key(|row| core::cmp::Reverse(row.latency_ns));
        session.dispatch(match pair.as_slice() {
            [slow, fast] => Command::Compare {
                slow: of(vec![slow.trace_id.clone()]),
                fast: of(vec![fast.trace_id.clone()]),
            },
            _ => {
                Command::Compare { slow: of(marks.with_untracked(|marks| marks.ids().to_vec())), fast: None }
            }
        });
    };
    let is_pair = Memo::new(move |_| rows.with(|rows| rows.len() == 2));
    let item = move |id: String| {
        let row = rows.with(|rows| rows.iter().find(|row| row.trace_id == id).cloned());
        view! { <Marked session engine id row close=Callback::new(move |()| close()) /> }
    };
    view! {
        <h2>"Marked traces"</h2>
        <ul class="marks-list">{move || marks.with(|marks| marks.ids().to_vec()).into_iter().map(item).collect_view()}</ul>
        <div class="panel-actions">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=only_marked
                    on:change=move |event| session.dispatch(Command::ShowOnlyMarked(event_target_checked(&event)))
                />
                "Show only marked"
            </label>
            <button class="button" on:click=compare>
                {move || if is_pair.get() { "Compare the two" } else { "Compare with the rest" }}
            </button>
            <button class="button" on:click=clear>"Remove all marks"</button>
        </div>
    }
}

#[component]
fn Marked(
    /// The session.
    session: SessionHandle,
    /// The engine, which knows the services.
    engine: Engine,
    /// The trace.
    id: String,
    /// What is known of it, if it is open.
    row: Option<TraceRow>,
    /// Closes the panel.
    close: Callback<()>,
) -> impl IntoView {
    let label = format!("Remove the mark of {}", words::shortened(&id, SHORT_ID));
    let remove = {
        let id = id.clone();
        move |_| session.dispatch(Command::Mark(id.clone()))
    };
    let trace = match row {
        None => {
            let title = format!("Trace {id}");
            let short = words::shortened(&id, SHORT_ID);
            view! { <span class="marked-away quiet" title=title><code>{short}</code>" is not open"</span> }
                .into_any()
        }
        Some(row) => {
            let service = engine.summary().with_untracked(|summary| service_name(summary, row.service));
            let name = if row.name.is_empty() { "(no name)".to_owned() } else { row.name.clone() };
            let href = session.href(Command::OpenTrace(id.clone()));
            let (zone, start_ns) = (session.zone(), row.start_ns);
            let first_ns = engine.summary().with_untracked(|summary| summary.start_ns);
            let start = move || brief_in(start_ns, first_ns, offset_min(zone.get(), start_ns));
            let open = on_click(move || {
                close.run(());
                session.dispatch(Command::OpenTrace(id.clone()));
            });
            view! {
                <ServiceSwatch service=row.service />
                <a href=href on:click=open>
                    <span class="service-name">{service}</span>
                    " "
                    <span class="operation">{name}</span>
                </a>
                <span class="number quiet">{start}</span>
                <span class="number marked-latency">{time::duration(row.latency_ns)}</span>
            }
            .into_any()
        }
    };
    view! {
        <li>
            {trace}
            <button class="icon-button" title=label.clone() aria-label=label on:click=remove>
                <Icon sign=Sign::Close />
            </button>
        </li>
    }
}
