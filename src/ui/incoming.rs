//! Files that come while others are open wait until the person says whether they are added or take their place.

use super::{
    engine::{Engine, use_engine},
    parts::notices::{Notices, use_notices},
    session::{SessionHandle, use_session},
};
use crate::{
    base::words,
    browser::{
        folder::{self, FILES_AT_MOST, Found},
        source::Source,
    },
    state::command::Command,
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::FileSystemEntry;

/// So many names are said; of more, how many there are.
const NAMES_SAID: usize = 3;

/// The files that wait; a handle.
#[derive(Clone, Copy)]
pub struct Incoming {
    waiting: RwSignal<Vec<Source>, LocalStorage>,
    engine: Engine,
    session: SessionHandle,
    notices: Notices,
}

/// The files of this page that wait.
pub fn use_incoming() -> Incoming {
    expect_context()
}

/// Makes them known to everything below.
pub fn provide_incoming() {
    let (engine, session, notices) = (use_engine(), use_session(), use_notices());
    provide_context(Incoming { waiting: RwSignal::new_local(Vec::new()), engine, session, notices });
}

impl Incoming {
    /// Opens files, after a question when others are open.
    pub fn offer(self, sources: Vec<Source>) {
        if self.engine.kept().is_empty() {
            self.engine.open(sources);
        } else if !sources.is_empty() {
            self.waiting.update(|waiting| waiting.extend(sources));
        }
    }

    /// The same with all files of folders.
    pub fn offer_folders(self, entries: Vec<FileSystemEntry>) {
        spawn_local(async move {
            let Found { sources, is_cut, unreadable } = folder::files(entries).await;
            if is_cut {
                self.notices.error(format!(
                    "The folder holds more than {} files; only so many are opened",
                    words::grouped(FILES_AT_MOST)
                ));
            }
            if unreadable > 0 {
                let files = words::count(unreadable, "file or folder", "files or folders");
                self.notices.error(format!("{files} could not be read"));
            }
            if sources.is_empty() && unreadable == 0 {
                self.notices.info("There are no files in this folder");
            }
            self.offer(sources);
        });
    }

    fn add(self) {
        self.engine.open(self.taken());
    }

    fn replace(self) {
        let sources = self.taken();
        self.session.dispatch(Command::CloseAll);
        self.engine.open(sources);
    }

    fn taken(self) -> Vec<Source> {
        let waiting = self.waiting.get_untracked();
        self.waiting.set(Vec::new());
        waiting
    }
}

/// Asks what becomes of the files that wait. The page stays usable meanwhile.
#[component]
pub fn AddOrReplace() -> impl IntoView {
    let incoming = use_incoming();
    let names = move || incoming.waiting.with(|waiting| named(waiting));
    let is_asked = move || incoming.waiting.with(|waiting| !waiting.is_empty());
    view! {
        // What is read out has to be there before its words are.
        <div aria-live="polite">
            <Show when=is_asked>
                <div class="question" role="region" aria-label="Add or replace">
                    <p>"Other traces are open. Add " <strong>{names}</strong> " to them, or replace them?"</p>
                    <div class="open-actions">
                        <button class="button primary" on:click=move |_| incoming.add()>
                            "Add"
                        </button>
                        <button class="button" on:click=move |_| incoming.replace()>
                            "Replace"
                        </button>
                        <button class="button" on:click=move |_| drop(incoming.taken())>
                            "Cancel"
                        </button>
                    </div>
                </div>
            </Show>
        </div>
    }
}

fn named(sources: &[Source]) -> String {
    if sources.len() > NAMES_SAID {
        return words::count(sources.len(), "file", "files");
    }
    sources.iter().map(|source| words::shortened(&source.name, 48)).collect::<Vec<_>>().join(", ")
}
