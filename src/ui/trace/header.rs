//! What stands over an open trace: where it began, how long it took, what is in it, and the find box.

use super::{
    find::FindBox, open_trace::OpenTrace, sentence::Sentence, show_menu::ShowMenu, skew::SkewSwitch,
};
use crate::{
    base::{time, words},
    protocol::traces::TraceHead,
    state::{command::Command, export::Part, tab::Tab, zone::date_time_in},
    ui::{
        export::ExportMenu,
        parts::{
            copy::CopyButton,
            icon::{Icon, Sign},
            mark_button::MarkButton,
            service::{ServiceSwatch, service_name},
        },
        traces::offset_min,
    },
};
use leptos::prelude::*;

/// A trace this many times as long as its root leaves that too little room to be read.
const LONG_TAIL: i64 = 3;

/// The head of the trace.
#[component]
pub fn TraceHeader(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let head = open.head.get_untracked();
    let is_embedded = session.part(|session| session.embed && session.hide.header);
    let service = open.engine.summary().with_untracked(|summary| service_name(summary, head.row.service));
    let name = if head.row.name.is_empty() { "(no name)".to_owned() } else { head.row.name.clone() };
    let title = format!("{service} · {name}");
    let trace_id = head.row.trace_id.clone();
    let is_waterfall = session.part(|session| session.tab == Tab::Waterfall);
    let is_focused = Memo::new(move |_| session.root().with(Option::is_some));
    let is_zoomed = Memo::new(move |_| !open.viewport.get().is_whole());
    let has_long_tail = Memo::new(move |_| {
        open.head
            .with(|head| head.row.latency_ns > 0 && head.row.extent_ns / LONG_TAIL >= head.row.latency_ns)
    });
    let is_by_time =
        session.part(|session| matches!(session.tab, Tab::Waterfall | Tab::Flame) && !session.is_merged());
    view! {
        <div class="trace-head">
            <div class="trace-title">
                <Show when=move || !is_embedded.get()>
                    <a
                        class="icon-button"
                        href=move || session.href(Command::ShowTraces)
                        title="Back to the traces (Esc)"
                        aria-label="Back to the traces"
                        on:click=move |event| {
                            event.prevent_default();
                            session.dispatch(Command::ShowTraces);
                        }
                    >
                        <Icon sign=Sign::Back />
                    </a>
                </Show>
                <ServiceSwatch service=head.row.service />
                <h1 title=title>
                    <span class="service-name">{service}</span>
                    " "
                    <span class="operation">{name}</span>
                </h1>
                <span class="trace-id" title=format!("Trace {trace_id}")>
                    <code>{words::shortened(&trace_id, 8)}</code>
                    <CopyButton text=trace_id.clone() what="the trace id" />
                </span>
                <MarkButton session marks=session.marks() trace_id=trace_id />
            </div>
            <div class="trace-tools">
                <Show when=move || is_focused.get()>
                    <button class="button" title="Show the whole trace again (f)" on:click=move |_| open.focus_on(None)>
                        <Icon sign=Sign::Close />
                        "Part of the trace"
                    </button>
                </Show>
                <Show when=move || has_long_tail.get() && is_by_time.get() && !is_zoomed.get()>
                    <button
                        class="button"
                        title="Only the time of the root: most of the whole trace is work after it (z on the root’s row)"
                        on:click=move |_| open.zoom_to_root()
                    >
                        "Zoom to the root"
                    </button>
                </Show>
                <Show when=move || is_zoomed.get()>
                    <button
                        class="button"
                        title="Show the whole time (0)"
                        on:click=move |_| session.dispatch(Command::Zoom(None))
                    >
                        <Icon sign=Sign::Close />
                        {move || time::duration(open.viewport.get().width_ns())}
                    </button>
                    <button
                        class="icon-button"
                        title="What ran in this time (i)"
                        aria-label="What ran in this time"
                        on:click=move |_| session.dispatch(Command::ToggleRange)
                    >
                        <Icon sign=Sign::Info />
                    </button>
                </Show>
                <button
                    class="button"
                    title="Go to where the next error began (e)"
                    aria-label="Next error"
                    disabled=move || open.head.with(|head| head.row.errors == 0)
                    on:click=move |_| session.dispatch(Command::NextError)
                >
                    <Icon sign=Sign::Warning />
                    <span class="button-words">"Next error"</span>
                </button>
                <Show when=move || is_waterfall.get()>
                    <ShowMenu open />
                </Show>
                <ExportMenu parts=&[Part::Trace, Part::All] />
                <FindBox open />
            </div>
            <Sentence open />
            <dl class="facts">{move || facts(open, &open.head.get())}</dl>
            <SkewSwitch open />
        </div>
    }
}

/// The facts, each a name and a value.
fn facts(open: OpenTrace, head: &TraceHead) -> impl IntoView + use<> {
    let row = head.row.clone();
    let zone = open.session.zone();
    let start = move || date_time_in(row.start_ns, offset_min(zone.get(), row.start_ns));
    let duration = time::duration(row.latency_ns);
    // Work that goes on after the root has ended, or began before it.
    let extent =
        (row.extent_ns > row.latency_ns).then(|| fact("Whole trace", time::duration(row.extent_ns), ""));
    let partial = row.partial.then(|| fact("Root", "missing".to_owned(), "fact-warning"));
    let orphans = (head.orphans > 0)
        .then(|| fact("Without parent", words::count(head.orphans, "span", "spans"), "fact-warning"));
    let errors = if row.errors == 0 { "" } else { "fact-error" };
    view! {
        {fact("Duration", duration, "fact-main")}
        {extent}
        {fact("Spans", words::grouped(row.spans), "")}
        {fact("Services", words::grouped(row.service_count), "")}
        {fact("Depth", (head.max_depth + 1).to_string(), "")}
        {fact("Errors", words::grouped(row.errors), errors)}
        {partial}
        {orphans}
        <div class="fact">
            <dt>"Start"</dt>
            <dd>{start}</dd>
        </div>
    }
}

fn fact(name: &'static str, value: String, class: &'static str) -> impl IntoView + use<> {
    view! {
        <div class=format!("fact {class}")>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}
