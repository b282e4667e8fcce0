//! Files kept in the browser for the next visit, once the person has said so. Never in a page that is part of another
//! or was opened by one: what it is given there is not the person's own.
//!
//! Several windows keep into one list. Each reads it anew before it writes, hears when another one has written, and holds
//! the files that it has open, so that none takes away what another one still has.

mod panel;

pub use panel::KeptPanel;

use super::{
    engine::{Engine, use_engine},
    parts::notices::{Notices, use_notices},
    session::{SessionHandle, use_session},
};
use crate::{
    browser::{
        clock,
        kept::{Hold, Shelf, Stored, ask_to_persist, new_id},
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
    /// The kept files that this window has open.
    own: StoredValue<Vec<Own>, LocalStorage>,
    /// The ids of those that are being brought back. Closing or forgetting them is the end of that.
    coming: StoredValue<Vec<String>>,
    /// What is being done, in words; whatever else is wanted waits.
    doing: RwSignal<Option<&'static str>>,
    can_keep: bool,
}

/// A kept file that is open.
struct Own {
    id: String,
    /// Its bytes, to know it again.
    blob: Blob,
    hold: Hold,
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
        own: StoredValue::new_local(Vec::new()),
        coming: StoredValue::new(Vec::new()),
        doing: RwSignal::new(None),
        can_keep,
    };
    provide_context(keeping);
    if !can_keep {
        return;
    }
    keeping.bring_back();
    keeping.listen(session);
    // The browser tells it to all windows but the one that wrote.
    let written = window_event_listener(ev::storage, move |_| keeping.hear());
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
            Command::ForgetKept => self.forget(),
            // What was closed is not to come back.
            Command::CloseAll => self.close(),
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

    /// Another window has written the list: what it has forgotten is kept no longer, though it is still open here.
    fn hear(self) {
        self.read_again();
        self.own.update_value(|own| own.retain(|own| self.kept.with_untracked(|kept| kept.has(&own.id))));
    }

    /// Takes over what other windows have written.
    fn read_again(self) {
        self.kept.set(listed());
    }

    fn is_allowed(self) -> bool {
        self.read_again();
        self.kept.with_untracked(|kept| kept.is_allowed)
    }

    /// Opens what was kept.
    fn bring_back(self) {
        if storage::get(LIST).is_none() {
            return;
        }
        let files = self.kept.with_untracked(|kept| kept.files.clone());
        self.coming.set_value(files.iter().map(|file| file.id.clone()).collect());
        self.doing.set(Some("Bringing kept files back…"));
        spawn_local(async move {
            let ids = self.coming.get_value();
            match self.found(files).await {
                Some(sources) => self.engine.open(sources),
                // They were closed before they were there.
                None => self.take_away(ids).await,
            }
            self.coming.update_value(Vec::clear);
            self.doing.set(None);
            self.put_away();
            self.sweep().await;
        });
    }

    /// The files that can be read; one that is gone is told of and kept no longer. `None`: they were closed or forgotten
    /// meanwhile.
    async fn found(self, files: Vec<KeptFile>) -> Option<Vec<Source>> {
        let shelf = Shelf::find().await;
        let mut sources = Vec::new();
        for KeptFile { id, name, is_packed, .. } in files {
            let hold = Hold::beside(&id).await;
            let found = match &shelf {
                Ok(shelf) => shelf.get(&id, is_packed).await,
                Err(sentence) => Err(sentence.clone()),
            };
            if !self.coming.with_value(|coming| coming.contains(&id)) {
                hold.end().await;
                return None;
            }
            // Another window may have taken it away.
            let is_listed = listed().has(&id);
            match found {
                Ok(blob) if is_listed => {
                    sources.push(Source::of_bytes(name, Bytes::Blob(blob.clone())));
                    self.own.update_value(|own| own.push(Own { id, blob, hold }));
                }
                Err(error) if is_listed => {
                    // Where nothing can be read at all, it may be there the next time.
                    if shelf.is_ok() {
                        self.change(|kept| kept.take(&[id]));
                    }
                    self.notices.error(format!("{name} was kept, but could not be brought back: {error}"));
                }
                Ok(_) | Err(_) => {}
            }
        }
        Some(sources)
    }

    /// Takes away what a keep that was broken off has left behind; the next visit tries again where that fails.
    async fn sweep(self) {
        let Ok(shelf) = Shelf::find().await else { return };
        let Ok(ids) = shelf.ids().await else { return };
        for id in listed().orphans(ids, clock::unix_ms()) {
            if let Some(alone) = Hold::alone(&id).await.filter(|_| !listed().has(&id)) {
                let _ = shelf.remove(&id).await;
                alone.end().await;
            }
        }
    }

    /// Keeps what is open and not kept yet.
    fn put_away(self) {
        if self.doing.get_untracked().is_some() || self.next().is_none() || !self.is_allowed() {
            return;
        }
        self.doing.set(Some("Keeping files for the next visit…"));
        spawn_local(async move {
            if let Err(sentence) = self.put_all().await {
                self.notices.error(sentence);
            }
            self.doing.set(None);
        });
    }

    async fn put_all(self) -> Result<(), String> {
        let shelf = Shelf::find().await?;
        while let Some((name, blob)) = self.next().filter(|_| self.is_allowed()) {
            let id = new_id();
            let hold = Hold::beside(&id).await;
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
            self.own.update_value(|own| own.push(Own { id: id.clone(), blob, hold }));
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
                let is_kept = self.own.with_value(|own| own.iter().any(|own| Object::is(&own.blob, &blob)));
                (!is_kept).then_some((source.name, blob))
            }
            // The link brings it back.
            Bytes::Blob(_) | Bytes::Address(_) => None,
        })
    }

    /// Removes everything that is kept, whichever window has it, and keeps nothing from now on.
    fn forget(self) {
        drop(self.let_go());
        let files = self.change(|kept| {
            kept.is_allowed = false;
            std::mem::take(&mut kept.files)
        });
        spawn_local(self.remove(files));
    }

    /// Removes what this window had open of what is kept, but for what another window still has.
    fn close(self) {
        let own = self.let_go();
        spawn_local(async move {
            let mut ids = Vec::new();
            for Own { id, hold, .. } in own {
                hold.end().await;
                ids.push(id);
            }
            self.take_away(ids).await;
        });
    }

    /// Removes files that no window has.
    async fn take_away(self, ids: Vec<String>) {
        for id in ids {
            let Some(alone) = Hold::alone(&id).await else { continue };
            self.remove(self.change(|kept| kept.take(&[id]))).await;
            alone.end().await;
        }
    }

    /// Takes away the bytes of files that are on the list no more.
    async fn remove(self, files: Vec<KeptFile>) {
        for KeptFile { id, name, .. } in files {
            let removed = match Shelf::find().await {
                Ok(shelf) => shelf.remove(&id).await,
                Err(sentence) => Err(sentence),
            };
            if let Err(error) = removed {
                self.notices.error(format!("{name} was kept and could not be removed: {error}"));
            }
        }
    }

    /// What this window has of what is kept, which it has no longer; what is still coming does not come.
    fn let_go(self) -> Vec<Own> {
        self.coming.update_value(Vec::clear);
        let mut own = Vec::new();
        self.own.update_value(|all| own = std::mem::take(all));
        own
    }
}

/// The list as it is now.
fn listed() -> Kept {
    Kept::read(&storage::get(LIST).unwrap_or_default())
}
