//! An open trace: its head, the overview, the waterfall and a span's details.

mod choice;
mod detail;
mod find;
mod flame;
mod fold;
mod gaps;
mod header;
mod legend;
mod log;
mod map;
mod menu;
mod open_trace;
mod overview;
mod pointer;
mod range;
mod row;
mod ruler;
mod sentence;
mod show_menu;
mod skew;
mod splitter;
mod table;
mod tabs;
mod waterfall;

use super::{
    engine::use_engine,
    parts::icon::{Icon, Sign},
    remote::MissingTrace,
    session::use_session,
};
use crate::{
    protocol::{
        request::{Failure, Reply, Request},
        traces::TraceHead,
    },
    state::{command::Command, tab::Tab},
};
use detail::DetailPane;
use flame::Flame;
use header::TraceHeader;
use leptos::prelude::*;
use log::LogView;
use map::TraceMap;
use menu::RowMenu;
use open_trace::OpenTrace;
use overview::OverviewBrush;
use table::GroupTable;
use tabs::{PANEL, Tabs, tab_id};
use waterfall::Waterfall;

/// The view.
#[component]
pub fn TraceView(
    /// The trace's id, as links have it.
    trace_id: String,
) -> impl IntoView {
    let engine = use_engine();
    let id = StoredValue::new(trace_id);
    let skew = use_session().skew();
    let head = LocalResource::new(move || {
        engine.revision().track();
        let skew = skew.get();
        async move {
            match engine.ask(Request::Trace { trace_id: id.get_value(), skew }).await? {
                Reply::Trace(head) => Ok(head),
                _ => Err(Failure::default()),
            }
        }
    });
    // Files that are added change the head, but do not take the view away from under the person.
    let known = RwSignal::new(None::<TraceHead>);
    let failure = RwSignal::new(None::<Failure>);
    Effect::new(move |_| match head.get() {
        None => {}
        Some(Ok(head)) => {
            known.set(Some(head));
            failure.set(None);
        }
        Some(Err(why)) => {
            known.set(None);
            failure.set(Some(why));
        }
    });
    let is_known = Memo::new(move |_| known.with(Option::is_some));
    let head = Signal::derive(move || {
        let head = known.get().unwrap_or_default();
        if skew.get() { head.adjusted() } else { head }
    });
    view! {
        <Show
            when=move || is_known.get()
            fallback=move || match failure.get() {
                None => view! { <p class="empty-view quiet">"Loading…"</p> }.into_any(),
                Some(failure) => view! { <Missing trace_id=id.get_value() failure /> }.into_any(),
            }
        >
            <TraceBody head />
        </Show>
    }
}

/// The trace is not there: it is still being read, waits for a yes, or is in no open file.
#[component]
fn Missing(
    /// The trace's id.
    trace_id: String,
    /// What the engine said.
    failure: Failure,
) -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let is_reading = Memo::new(move |_| engine.progress().with(Option::is_some));
    let has_traces = engine.summary().with_untracked(|summary| summary.traces > 0);
    let next = if has_traces { Command::ShowTraces } else { Command::ShowOpen };
    let words = if has_traces { "Show the traces that are open" } else { "Open traces" };
    view! {
        <div class="empty-view">
            <Show
                when=move || is_reading.get()
                fallback={
                    let (message, next) = (failure.message, next);
                    let or_else = move || {
                        let next = next.clone();
                        view! {
                            <p class="file-error" role="alert">
                                <Icon sign=Sign::Warning />
                                <span>{message.clone()}</span>
                            </p>
                            <p class="quiet">"It may be in a file that is not open now"</p>
                            <button class="button primary" on:click=move |_| session.dispatch(next.clone())>
                                {words}
                            </button>
                        }
                    };
                    move || view! { <MissingTrace trace_id=trace_id.clone() children=ToChildren::to_children(or_else.clone()) /> }
                }
            >
                <p class="quiet">"Reading…"</p>
            </Show>
        </div>
    }
}

#[component]
fn TraceBody(
    /// What is known of the trace as a whole.
    head: Signal<TraceHead>,
) -> impl IntoView {
    let open = OpenTrace::provide(head);
    let session = open.session;
    let tab = session.tab();
    // The overview is of the trace's time; what is not over time does without it.
    let has_minimap =
        session.part(|session| !session.hide.minimap && session.tab.is_over_time() && !session.is_merged());
    let has_detail = session.part(|session| session.span.is_some() && !session.hide.detail);
    view! {
        <div class="trace-view" class:with-detail=has_detail class:narrow=open.is_narrow>
            <TraceHeader open />
            <div class="trace-main">
                <Tabs open />
                <div
                    class="trace-panel"
                    id=PANEL
                    role="tabpanel"
                    aria-labelledby=move || tab_id(tab.get())
                    data-picture=move || tab.get().picture()
                >
                    <Show when=move || has_minimap.get()>
                        <OverviewBrush open />
                    </Show>
                    {move || match tab.get() {
                        Tab::Flame => view! { <Flame open /> }.into_any(),
                        Tab::Map => view! { <TraceMap open /> }.into_any(),
                        Tab::Log => view! { <LogView open /> }.into_any(),
                        Tab::Table => view! { <GroupTable open /> }.into_any(),
                        Tab::Waterfall => view! { <Waterfall open /> }.into_any(),
                    }}
                </div>
            </div>
            <Show when=move || has_detail.get()>
                <DetailPane open />
            </Show>
            <RowMenu open />
        </div>
    }
}
