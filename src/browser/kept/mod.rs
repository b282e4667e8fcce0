//! Files kept in the browser for the next visit: in its private file system, or where that cannot be written in a
//! database, compressed where the browser can do that. Which of them a browser has is found by asking for it.

mod database;
mod file_system;
mod hold;
mod packing;

pub use hold::Hold;

use super::{clock, said, window};
use crate::base::stamp::stamp;
use database::Database;
use file_system::FileSystem;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

thread_local! {
    /// The shelf that was found. Looking for it takes a file that is written and removed again, and another answer later
    /// would look for what is kept in the wrong place.
    static FOUND: RefCell<Option<Rc<Shelf>>> = const { RefCell::new(None) };
}

/// Where files are kept.
pub enum Shelf {
    /// The private file system.
    Files(FileSystem),
    /// A database.
    Database(Database),
}

/// A file as it was put away.
pub struct Stored {
    /// Bytes it takes.
    pub bytes: u64,
    /// It was compressed.
    pub is_packed: bool,
}

impl Shelf {
    /// The shelf of this browser, the same one every time.
    ///
    /// # Errors
    /// A sentence when the browser lets pages keep nothing, as in a private window or a sandboxed frame.
    pub async fn find() -> Result<Rc<Self>, String> {
        if let Some(shelf) = FOUND.with_borrow(Clone::clone) {
            return Ok(shelf);
        }
        let shelf = Self::look().await?;
        Ok(FOUND.with_borrow_mut(|found| Rc::clone(found.get_or_insert_with(|| Rc::new(shelf)))))
    }

    async fn look() -> Result<Self, String> {
        if let Ok(files) = FileSystem::open().await {
            return Ok(Self::Files(files));
        }
        Database::open()
            .await
            .map(Self::Database)
            .map_err(|error| format!("This browser lets the page keep no files: {error}"))
    }

    /// Keeps bytes under an id, in place of what was there.
    ///
    /// # Errors
    /// A sentence, mostly that there is no room.
    pub async fn put(&self, id: &str, bytes: &Blob) -> Result<Stored, String> {
        let packed = packing::packed(bytes).await;
        let (bytes, is_packed) = packed.as_ref().map_or((bytes, false), |packed| (packed, true));
        match self {
            Self::Files(files) => files.put(id, bytes).await,
            Self::Database(database) => database.put(id, bytes).await,
        }?;
        Ok(Stored { bytes: bytes.size() as u64, is_packed })
    }

    /// The bytes under an id, as they were before they were kept.
    ///
    /// # Errors
    /// A sentence when they are not there any more.
    pub async fn get(&self, id: &str, is_packed: bool) -> Result<Blob, String> {
        let blob = match self {
            Self::Files(files) => files.get(id).await,
            Self::Database(database) => database.get(id).await,
        }?;
        if is_packed { packing::unpacked(&blob).await.map_err(|error| said(&error)) } else { Ok(blob) }
    }

    /// The ids of everything that is there.
    ///
    /// # Errors
    /// A sentence when the browser does not tell.
    pub async fn ids(&self) -> Result<Vec<String>, String> {
        match self {
            Self::Files(files) => files.ids().await,
            Self::Database(database) => database.ids().await,
        }
    }

    /// Takes away what is under an id.
    ///
    /// # Errors
    /// A sentence when the browser refuses.
    pub async fn remove(&self, id: &str) -> Result<(), String> {
        match self {
            Self::Files(files) => files.remove(id).await,
            Self::Database(database) => database.remove(id).await,
        }
    }
}

/// An id that nothing which is kept has or ever had, whichever window gave it: windows know nothing of one another, and
/// what one of them removes is not to take with it what another one has just kept.
pub fn new_id() -> String {
    let drawn = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
    stamp(clock::unix_ms(), (drawn() << 32) | drawn())
}

/// Asks the browser not to clear what is kept when it runs out of room. Some ask the person; all are free to refuse.
pub async fn ask_to_persist() {
    if let Some(window) = window()
        && let Ok(promise) = window.navigator().storage().persist()
    {
        let _ = JsFuture::from(promise).await;
    }
}
