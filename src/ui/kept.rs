//! Files kept in the browser for the next visit, once the person has said so. Never in a page that is part of another
//! or was opened by one: what it is given there is not the person's own.

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
        kept::{Shelf, Stored, ask_to_persist},
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
use leptos::{prelude::*, task::spawn_local};
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
    let kept = if can_keep { Kept::read(&storage::get(LIST).unwrap_or_default()) } else { Kept::default() };
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

    fn change(self, how: impl FnOnce(&mut Kept)) {
        self.kept.update(how);
        storage::set(LIST, &self.kept.with_untracked(Kept::write));
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
                self.change(|kept| kept.files.retain(|file| !lost.contains(&file.id)));
            }
            self.is_busy.set(false);
            self.engine.open(sources);
            self.put_away();
        });
    }

    /// Keeps what is open and not kept yet.
    fn put_away(self) {
        let is_allowed = self.kept.with_untracked(|kept| kept.is_allowed);
        if !is_allowed || self.is_busy.get_untracked() || self.next().is_none() {
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
        while let Some((name, blob)) =
            self.next().filter(|_| self.kept.with_untracked(|kept| kept.is_allowed))
        {
            let mut id = String::new();
            self.change(|kept| id = kept.new_id());
            let stored = shelf.put(&id, &blob).await;
            if stored.is_err() {
                // Of what could not be written whole nothing is to stay; there may be nothing.
                let _ = shelf.remove(&id).await;
            }
            let Stored { bytes, is_packed } = stored.map_err(|error| {
                format!("{name} could not be kept for the next visit: {error}; there may be no room left")
            })?;
            if !self.kept.with_untracked(|kept| kept.is_allowed) || !self.is_open(&blob) {
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
            Bytes::Blob(blob) => {
                let is_kept =
                    self.blobs.with_value(|blobs| blobs.iter().any(|(_, other)| Object::is(other, &blob)));
                (!is_kept).then_some((source.name, blob))
            }
            // The link brings it back.
            Bytes::Address(_) => None,
        })
    }

    /// Removes what is kept.
    fn forget(self, is_allowed: bool) {
        let files = self.kept.with_untracked(|kept| kept.files.clone());
        self.blobs.set_value(Vec::new());
        self.change(|kept| {
            kept.files.clear();
            kept.is_allowed &= is_allowed;
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
