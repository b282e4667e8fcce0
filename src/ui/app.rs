//! The whole page: what is at its edges, and the view that is shown.

use super::{
    ahead::work_ahead,
    compare::CompareView,
    drop::DropZone,
    embed::{HostQuestion, provide_embed},
    engine::{Engine, provide_engine},
    export,
    findings::FindingsView,
    help::Help,
    incoming::{AddOrReplace, provide_incoming, use_incoming},
    kept::provide_keeping,
    keyboard,
    latency::LatencyView,
    links::LinkTemplatesDialog,
    open::{OpenInFull, OpenView, Question},
    palette::CommandPalette,
    parts::notices::{NoticeList, Notices, provide_notices, use_notices},
    remote::{EndpointQuestion, ScopeLine, StoreView, provide_remote},
    search::SearchSheet,
    services::ServicesView,
    session::{SessionHandle, provide_session},
    settings::provide_settings,
    share, sources,
    theme::provide_theme,
    top_bar::TopBar,
    trace::TraceView,
    traces::{TracesView, provide_left},
};
use crate::{
    browser::{launch, location, style},
    protocol::{
        answers::{FileSummary, Summary},
        request::Reply,
        request::Request,
        traces::{TracesPage, TracesQuery},
    },
    state::{command::Command, session::View},
};
use leptos::{prelude::*, task::spawn_local};

/// Everything.
#[component]
pub fn App() -> impl IntoView {
    provide_notices();
    provide_left();
    let session = provide_session();
    let settings = provide_settings(session);
    let engine = provide_engine(settings);
    provide_theme(session);
    sources::follow(session, engine, settings);
    provide_remote(session, engine, settings);
    provide_embed(session, engine, settings);
    export::follow(session, engine, use_notices());
    share::follow(session, engine, use_notices());
    provide_incoming();
    let incoming = use_incoming();
    launch::on_files(move |sources| {
        if session.now(|session| !session.hide.open) {
            incoming.offer(sources);
        }
    });
    keyboard::listen(session);
    session.on_command(move |command| {
        if matches!(command, Command::CloseAll) {
            engine.replace(Vec::new());
        }
    });
    provide_keeping();
    work_ahead(engine);
    tell_document(session, engine);
    show_what_was_opened(session, engine, use_notices());
    let has_header = session.part(|session| !session.embed && !session.hide.header);
    let view = session.view();
    view! {
        <a class="skip-link" href="#main" on:click=skip_to_main>"Skip to the content"</a>
        <div class="page" class:embedded=session.part(|session| session.embed)>
            <Show when=move || has_header.get()>
                <TopBar />
            </Show>
            <Question />
            <EndpointQuestion />
            <HostQuestion />
            <AddOrReplace />
            <ScopeLine />
            <main id="main" tabindex="-1">
                {move || match view.get() {
                    View::Open => view! { <OpenView /> }.into_any(),
                    View::Traces => view! { <TracesView /> }.into_any(),
                    View::Store => view! { <StoreView /> }.into_any(),
                    View::Services => view! { <ServicesView /> }.into_any(),
                    View::Latency => view! { <LatencyView /> }.into_any(),
                    View::Findings => view! { <FindingsView /> }.into_any(),
                    View::Compare => view! { <CompareView /> }.into_any(),
                    View::Trace(id) => view! { <TraceView trace_id=id /> }.into_any(),
                }}
            </main>
        </div>
        <OpenInFull />
        <Help />
        <CommandPalette />
        <SearchSheet />
        <LinkTemplatesDialog />
        <NoticeList />
        <DropZone />
    }
}

/// Follows the skip link by hand: the fragment of the address is the session's.
fn skip_to_main(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    if let Some(main) = document().get_element_by_id("main") {
        crate::browser::focus::on(&main);
    }
}

/// Writes into the document what stands outside of the page's own elements: the title, and for whoever drives the
/// page from outside whether it is ready and whether it is reading.
fn tell_document(session: SessionHandle, engine: Engine) {
    let view = session.view();
    Effect::new(move |_| {
        let files = engine.summary().with(|summary| summary.files.first().map(|file| file.name.clone()));
        let place = match view.get() {
            View::Open => None,
            View::Traces => files,
            View::Store => Some("Store".to_owned()),
            View::Services => Some("Services".to_owned()),
            View::Latency => Some("Latency".to_owned()),
            View::Findings => Some("Findings".to_owned()),
            View::Compare => Some("Compare".to_owned()),
            View::Trace(id) => Some(format!("Trace {}", id.get(..8).unwrap_or(&id))),
        };
        location::set_title(
            &place.map_or_else(|| "Spanscope".to_owned(), |place| format!("{place} · Spanscope")),
        );
    });
    Effect::new(move |_| style::set_root_attribute("data-ready", engine.is_ready().get().then_some("true")));
    let is_busy = Memo::new(move |_| engine.progress().with(Option::is_some));
    Effect::new(move |_| style::set_root_attribute("data-busy", is_busy.get().then_some("true")));
}

/// After files were opened: leaves the open view when they hold traces, and tells of those that hold none (the open
/// view shows those itself).
fn show_what_was_opened(session: SessionHandle, engine: Engine, notices: Notices) {
    let summary = engine.summary();
    Effect::new(move |before: Option<usize>| {
        engine.revision().track();
        let now = summary.get_untracked();
        let known = before.unwrap_or(0).min(now.files.len());
        let new = &now.files[known..];
        let is_open_view = session.now(|session| session.view == View::Open);
        let gave_spans = new.iter().any(|file| file.spans > 0);
        let shows_failed = is_open_view && !gave_spans;
        new.iter().for_each(|file| tell(notices, file, shows_failed));
        if is_open_view && gave_spans {
            leave_open_view(session, engine, &now);
        }
        now.files.len()
    });
}

fn tell(notices: Notices, file: &FileSummary, shows_failed: bool) {
    if let Some(error) = &file.error {
        if !shows_failed {
            notices.error(format!("{}: {error}", file.name));
        }
    } else if file.notes.iter().any(|note| note.kind == "already-open") {
        notices.info(format!("{} is already open", file.name));
    }
}

/// Goes to the list, and when there is but one trace on to that.
fn leave_open_view(session: SessionHandle, engine: Engine, summary: &Summary) {
    session.dispatch(Command::ShowTraces);
    if summary.traces > 1 {
        return;
    }
    spawn_local(async move {
        let query = TracesQuery { limit: 1, ..TracesQuery::default() };
        if let Ok(Reply::Traces(TracesPage { rows, .. })) = engine.ask(Request::Traces(query)).await
            && let Some(row) = rows.into_iter().next()
        {
            session.dispatch(Command::OpenTrace(row.trace_id));
        }
    });
}
