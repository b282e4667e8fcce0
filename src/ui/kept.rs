//! Files kept in the browser for the next visit, once the person has said so. Never in a page that is part of another
//! or was opened by one: what it is given there is not the person's own.
//!
//! Several windows keep into one list. Each reads it anew before it writes, and hears when another one has written.

use super::{
    engine::{Engine, use_engine},
    parts::{
        icon::{Icon, Sign},
        notices::{Notices, use_notices},
    },
    session::{SessionHandle, use_session},
};
use crate::{
    browser::{
        kept::{Shelf, Stored, ask_to_persist, new_id},
        location,
        source::{Bytes, Source},
        storage,
    },
    state::{
        command::Command,
        kept::{Kept, KeptFile},
    },
};
use js_sys::Object;
use leptos::{ev, prelude::*, task::spawn_local};
use web_sys::Blob;

/// Where the list of kept files is.
const LIST: &str = "spanscope.kept";

/// A handle to what is kept; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct Keeping {
    engine: Engine,
    notices: Notices,
    kept: RwSignal<Kept>,
    /// The bytes of kept files by their ids, to know them again.
    blobs: StoredValue<Vec<(String, Blob)>, LocalStorage>,
    /// Files are being put away or brought back; whatever else is wanted waits.
    is_busy: RwSignal<bool>,
    can_keep: bool,
}

/// What is kept by this page.
pub fn use_keeping() -> Keeping {
    expect_context()
}

/// Brings back what was kept, and keeps what is opened when that is allowed.
pub fn provide_keeping() {
    let (engine, notices, session) = (use_engine(), use_notices(), use_session());
    let can_keep =
        !location::is_framed() && location::opener().is_none() && !session.now(|session| session.embed);
    let kept = if can_keep { listed() } else { Kept::default() };
    let keeping = Keeping {
        engine,
        notices,
        kept: RwSignal::new(kept),
        blobs: StoredValue::new_local(Vec::new()),
        is_busy: RwSignal::new(false),
        can_keep,
    };
    provide_context(keeping);
    if !can_keep {
        return;
    }
    keeping.bring_back();
    keeping.listen(session);
    // The browser tells it to all windows but the one that wrote.
    let written = window_event_listener(ev::storage, move |_| keeping.read_again());
    on_cleanup(move || written.remove());
    Effect::new(move |_| {
        engine.revision().track();
        keeping.put_away();
    });
}

impl Keeping {
    /// Whether anything may be kept here.
    pub const fn can_keep(self) -> bool {
        self.can_keep
    }

    fn listen(self, session: SessionHandle) {
        session.on_command(move |command| match command {
            Command::KeepFiles => {
                self.change(|kept| kept.is_allowed = true);
                spawn_local(ask_to_persist());
                self.put_away();
            }
            Command::ForgetKept => self.forget(false),
            // What was closed is not to come back.
            Command::CloseAll => self.forget(true),
            _ => {}
        });
    }

    /// Changes the list as it is now, other windows may have written it, and gives what `how` gives.
    fn change<T>(self, how: impl FnOnce(&mut Kept) -> T) -> T {
        let mut kept = listed();
        let given = how(&mut kept);
        self.kept.set(kept);
        storage::set(LIST, &self.kept.with_untracked(Kept::write));
        given
    }

    /// Takes over what other windows have written.
    fn read_again(self) {
        self.kept.set(listed());
    }

    fn is_allowed(self) -> bool {
        self.read_again();
        self.kept.with_untracked(|kept| kept.is_allowed)
    }

    /// Opens what was kept. A file that is gone is told of and kept no longer.
    fn bring_back(self) {
        let files = self.kept.with_untracked(|kept| kept.files.clone());
        if files.is_empty() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let (mut sources, mut lost) = (Vec::new(), Vec::new());
            let shelf = Shelf::find().await;
            for KeptFile { id, name, is_packed, .. } in files {
                let found = match &shelf {
                    Ok(shelf) => shelf.get(&id, is_packed).await,
                    Err(sentence) => Err(sentence.clone()),
                };
                match found {
                    Ok(blob) => {
                        self.blobs.update_value(|blobs| blobs.push((id, blob.clone())));
                        sources.push(Source::of_bytes(name, Bytes::Blob(blob)));
                    }
                    Err(error) => {
                        // Where nothing can be read at all, it may be there the next time.
                        if shelf.is_ok() {
                            lost.push(id);
                        }
                        self.notices
                            .error(format!("{name} was kept, but could not be brought back: {error}"));
                    }
                }
            }
            if !lost.is_empty() {
                self.change(|kept| kept.take(&lost));
            }
            self.is_busy.set(false);
            self.engine.open(sources);
            self.put_away();
        });
    }

    /// Keeps what is open and not kept yet.
    fn put_away(self) {
        if self.is_busy.get_untracked() || self.next().is_none() || !self.is_allowed() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            if let Err(sentence) = self.put_all().await {
                self.notices.error(sentence);
            }
            self.is_busy.set(false);
        });
    }

    async fn put_all(self) -> Result<(), String> {
        let shelf = Shelf::find().await?;
        while let Some((name, blob)) = self.next().filter(|_| self.is_allowed()) {
            let id = new_id();
            let stored = shelf.put(&id, &blob).await;
            if stored.is_err() {
                // Of what could not be written whole nothing is to stay; there may be nothing.
                let _ = shelf.remove(&id).await;
            }
            let Stored { bytes, is_packed } = stored.map_err(|error| {
                format!("{name} could not be kept for the next visit: {error}; there may be no room left")
            })?;
            if !self.is_allowed() || !self.is_open(&blob) {
                // It was forgotten or closed meanwhile.
                shelf.remove(&id).await?;
                continue;
            }
            self.blobs.update_value(|blobs| blobs.push((id.clone(), blob)));
            self.change(|kept| kept.files.push(KeptFile { id, name, bytes, is_packed }));
        }
        Ok(())
    }

    fn is_open(self, blob: &Blob) -> bool {
        let is_it = |source: Source| matches!(source.bytes, Bytes::Blob(other) if Object::is(&other, blob));
        self.engine.kept().into_iter().any(is_it)
    }

    /// The next file to keep: it is open, and its bytes are nowhere else.
    fn next(self) -> Option<(String, Blob)> {
        self.engine.kept().into_iter().find_map(|source| match source.bytes {
            Bytes::Blob(blob) if !source.is_fetched => {
                let is_kept =
                    self.blobs.with_value(|blobs| blobs.iter().any(|(_, other)| Object::is(other, &blob)));
                (!is_kept).then_some((source.name, blob))
            }
            // The link brings it back.
            Bytes::Blob(_) | Bytes::Address(_) => None,
        })
    }

    /// Removes what this window has open of what is kept; or all of it, and keeps nothing from now on.
    fn forget(self, is_allowed: bool) {
        let mut own = Vec::new();
        self.blobs.update_value(|blobs| own = blobs.drain(..).map(|(id, _)| id).collect());
        let files = self.change(|kept| {
            kept.is_allowed &= is_allowed;
            if is_allowed { kept.take(&own) } else { std::mem::take(&mut kept.files) }
        });
        if files.is_empty() {
            return;
        }
        spawn_local(async move {
            let failed = match Shelf::find().await {
                Ok(shelf) => {
                    let mut failed = None;
                    for file in files {
                        failed = shelf.remove(&file.id).await.err().or(failed);
                    }
                    failed
                }
                Err(sentence) => Some(sentence),
            };
            if let Some(error) = failed {
                self.notices.error(format!("Not everything that was kept could be removed: {error}"));
            }
        });
    }
}

/// The list as it is now.
fn listed() -> Kept {
    Kept::read(&storage::get(LIST).unwrap_or_default())
}

/// What is kept, and the way to keep or to forget it.
#[component]
pub fn KeptPanel() -> impl IntoView {
    let (keeping, session) = (use_keeping(), use_session());
    let is_allowed = Memo::new(move |_| keeping.kept.with(|kept| kept.is_allowed));
    view! {
        <Show when=move || keeping.can_keep()>
            <div class="file kept">
                <Show
                    when=move || is_allowed.get()
                    fallback=move || {
                        view! {
                            <p class="quiet">
                                "When this page is closed, dropped files are closed too. They can be kept in this browser, on this machine"
                            </p>
                            <button class="button" on:click=move |_| session.dispatch(Command::KeepFiles)>
                                <Icon sign=Sign::Saved />
                                "Keep for the next visit"
                            </button>
                        }
                    }
                >
                    <p class="quiet" role="status">
                        {move || {
                            if keeping.is_busy.get() {
                                "Keeping files for the next visit…".to_owned()
                            } else {
                                keeping.kept.with(Kept::words)
                            }
                        }}
                    </p>
                    <button class="button" on:click=move |_| session.dispatch(Command::ForgetKept)>
                        <Icon sign=Sign::Close />
                        "Forget"
                    </button>
                </Show>
            </div>
        </Show>
    }
}
