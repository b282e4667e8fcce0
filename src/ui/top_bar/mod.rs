//! The bar at the top: name, files, search, zone, theme, help.

pub mod files;
mod marks;
mod progress;
mod range;

use super::{
    engine::use_engine,
    export::WritingProgress,
    parts::icon::{Icon, Sign},
    search::SearchBox,
    session::use_session,
    share::ShareMenu,
};
use crate::state::{command::Command, session::View, theme::Theme, zone::Zone};
use files::FileChips;
use leptos::prelude::*;
use marks::MarksMenu;
use progress::ReadingProgress;
use range::RangeMenu;

/// The bar.
#[component]
pub fn TopBar() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let has_traces = Memo::new(move |_| engine.summary().with(|summary| summary.traces > 0));
    let home = move || if has_traces.get() { Command::ShowTraces } else { Command::ShowOpen };
    let can_open = session.part(|session| !session.hide.open);
    let has_store = session.part(|session| session.endpoint.is_some());
    // The store has a search of its own.
    let is_of_loaded = session.part(|session| session.view != View::Store);
    view! {
        <header class="top-bar">
            <a
                class="logo"
                aria-label="Spanscope"
                href=move || session.href(home())
                on:click=move |event| {
                    event.prevent_default();
                    session.dispatch(home());
                }
            >
                <Logo />
                <span class="logo-words">"Spanscope"</span>
            </a>
            <FileChips />
            <Show when=move || can_open.get()>
                <button
                    class="icon-button"
                    title="Open files… (o)"
                    aria-label="Open files…"
                    on:click=move |_| session.dispatch(Command::PickFiles)
                >
                    <Icon sign=Sign::Folder />
                </button>
            </Show>
            <ReadingProgress />
            <WritingProgress />
            <Show when=move || has_traces.get() || has_store.get()>
                <Views has_traces has_store />
            </Show>
            <Show when=move || has_traces.get() && is_of_loaded.get() fallback=|| view! { <div class="grow"></div> }>
                <SearchBox />
            </Show>
            <div class="top-bar-end">
                <MarksMenu />
                <Show when=move || is_of_loaded.get()>
                    <RangeMenu />
                </Show>
                <ShareMenu />
                <ZoneSwitch />
                <ThemeSwitch />
                <button
                    class="icon-button"
                    title="Keys and help (?)"
                    aria-label="Help"
                    on:click=move |_| session.dispatch(Command::ToggleHelp)
                >
                    <Icon sign=Sign::Help />
                </button>
            </div>
        </header>
    }
}

/// What can be looked at of all that is open.
#[component]
fn Views(
    /// Traces are loaded.
    has_traces: Memo<bool>,
    /// An endpoint is connected.
    has_store: Memo<bool>,
) -> impl IntoView {
    view! {
        <nav class="views" aria-label="Views">
            <Show when=move || has_store.get()>
                <ViewLink words="Store" view=View::Store command=Command::ShowStore />
            </Show>
            <Show when=move || has_traces.get()>
                <ViewLink words="Traces" view=View::Traces command=Command::ShowTraces />
                <ViewLink words="Services" view=View::Services command=Command::ShowServices />
                <ViewLink words="Latency" view=View::Latency command=Command::ShowLatency />
                <ViewLink words="Compare" view=View::Compare command=Command::ShowCompare />
                <ViewLink words="Findings" view=View::Findings command=Command::ShowFindings />
            </Show>
        </nav>
    }
}

#[component]
fn ViewLink(
    /// Its name.
    words: &'static str,
    /// The view.
    view: View,
    /// What shows it.
    command: Command,
) -> impl IntoView {
    let session = use_session();
    let is_here = session.part(move |session| session.view == view);
    let (to, go) = (command.clone(), command);
    view! {
        <a
            href=move || session.href(to.clone())
            aria-current=move || is_here.get().then_some("page")
            on:click=move |event| {
                event.prevent_default();
                session.dispatch(go.clone());
            }
        >
            {words}
        </a>
    }
}

#[component]
fn Logo() -> impl IntoView {
    view! {
        <svg class="logo-sign" viewBox="0 0 20 20" aria-hidden="true">
            <rect x="1" y="3" width="18" height="3.4" rx="1.2" />
            <rect x="4" y="8.3" width="9" height="3.4" rx="1.2" />
            <rect x="9" y="13.6" width="7" height="3.4" rx="1.2" class="logo-accent" />
        </svg>
    }
}

#[component]
fn ThemeSwitch() -> impl IntoView {
    let session = use_session();
    let theme = session.theme();
    let label = move || format!("Theme: {}", theme.get().key());
    let sign = Signal::derive(move || match theme.get() {
        Theme::System => Sign::Screen,
        Theme::Light => Sign::Sun,
        Theme::Dark => Sign::Moon,
    });
    view! {
        <button
            class="icon-button"
            title=label
            aria-label=label
            on:click=move |_| session.dispatch(Command::SetTheme(theme.get_untracked().next()))
        >
            <Icon sign=sign />
        </button>
    }
}

#[component]
fn ZoneSwitch() -> impl IntoView {
    let session = use_session();
    let zone = session.zone();
    let word = move || match zone.get() {
        Zone::Utc => "UTC",
        Zone::Local => "Local",
    };
    let label = move || match zone.get() {
        Zone::Utc => "Times are in UTC; show them in this machine’s zone",
        Zone::Local => "Times are in this machine’s zone; show them in UTC",
    };
    view! {
        <button
            class="button quiet-button zone"
            title=label
            aria-label=move || format!("{}: {}", word(), label())
            on:click=move |_| session.dispatch(Command::SetZone(zone.get_untracked().other()))
        >
            {word}
        </button>
    }
}
