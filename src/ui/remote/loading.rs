//! Loading all that was found: how far it is, and how it ended.

use super::{state::use_remote, unanswered::Why};
use crate::{
    base::words,
    protocol::remote::FetchProgress,
    state::{command::Command, store_numbers::asks_for_numbers},
    ui::{
        parts::progress_bar::{CallOff, ProgressBar},
        session::use_session,
    },
};
use leptos::prelude::*;

/// The button, then the progress, then what came of it.
#[component]
pub fn LoadTraces(
    /// Traces that are not loaded.
    ids: Signal<Vec<String>>,
    /// What the button says for so many.
    label: fn(usize) -> String,
    /// What it does, in a sentence.
    hint: &'static str,
) -> impl IntoView {
    let (session, remote) = (use_session(), use_remote());
    session.on_command(move |command| {
        if matches!(command, Command::LoadFound) {
            remote.load(ids.get_untracked());
        }
    });
    let left = Memo::new(move |_| ids.with(Vec::len));
    let is_loading = Memo::new(move |_| remote.loading.with(Option::is_some));
    let progress = remote.engine.fetching();
    // That of a single trace, which may be fetched meanwhile, is another one's.
    let progress = Memo::new(move |_| {
        let (id, progress) = progress.get()?;
        (remote.loading.get() == Some(id)).then_some(progress)
    });
    let percent = Memo::new(move |_| {
        Some(progress.get().map_or(0, |progress| progress.done as u64 * 100 / progress.all.max(1) as u64))
    });
    let far = Signal::derive(move || {
        let words = |progress: FetchProgress| {
            format!("{} of {} traces", words::grouped(progress.done), words::grouped(progress.all))
        };
        Some(progress.get().map_or_else(|| "Fetching…".to_owned(), words))
    });
    view! {
        <Show when=move || is_loading.get()>
            <ProgressBar label="Fetching traces" percent words=far>
                <CallOff label="Stop fetching" hint="Stop; what has come is kept" press=move || remote.stop_loading() />
            </ProgressBar>
        </Show>
        <Show when=move || !is_loading.get() && left.get() != 0>
            <button
                class="button primary"
                title=hint
                on:click=move |_| session.dispatch(Command::LoadFound)
            >
                {move || label(left.get())}
            </button>
        </Show>
    }
}

/// How the loading ended.
#[component]
pub fn LoadOutcome() -> impl IntoView {
    let (session, remote) = (use_session(), use_remote());
    let show = move |_| {
        // Numbers are the store's: of the loaded traces such a search finds none.
        if session.now(|session| asks_for_numbers(&session.q)) {
            session.dispatch(Command::ShowAllTraces);
        }
        session.dispatch(Command::ShowTraces);
    };
    view! {
        <div aria-live="polite">
            {move || remote.loaded.get().map(|loaded| {
                let came = format!("{} loaded", words::count(loaded.traces, "trace was", "traces were"));
                let sentence = std::iter::once(came).chain(loaded.remarks).collect::<Vec<_>>().join("; ");
                view! {
                    <p class="load-outcome">
                        <span>{sentence}</span>
                        <Show when=move || loaded.traces != 0>
                            <button class="button" on:click=show>
                                "Show the loaded traces"
                            </button>
                        </Show>
                    </p>
                    {loaded.why.map(|unanswered| view! { <div class="store-card"><Why unanswered /></div> })}
                }
            })}
        </div>
    }
}
