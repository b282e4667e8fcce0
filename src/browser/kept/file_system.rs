//! The browser's private file system (OPFS).

use super::new_id;
use crate::browser::{said, window};
use js_sys::IteratorNext;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions,
    FileSystemWritableFileStream,
};

/// See the module.
pub struct FileSystem(FileSystemDirectoryHandle);

impl FileSystem {
    /// The file system, if it is there and can be written: some browsers have it but not that.
    ///
    /// # Errors
    /// What the browser said.
    pub async fn open() -> Result<Self, String> {
        let storage = window().map(|window| window.navigator().storage()).ok_or_else(String::new)?;
        // Where the page is not served safely there is no such thing at all.
        if AsRef::<JsValue>::as_ref(&storage).is_undefined() {
            return Err("it has no storage for pages".to_owned());
        }
        let root = JsFuture::from(storage.get_directory()).await.map_err(|error| said(&error))?;
        let files = Self(root.unchecked_into());
        let blob = Blob::new().map_err(|error| said(&error))?;
        // Under a name of its own: another window may try at the same time.
        let trial = new_id();
        files.put(&trial, &blob).await?;
        files.remove(&trial).await?;
        Ok(files)
    }

    /// Writes a file.
    pub async fn put(&self, id: &str, bytes: &Blob) -> Result<(), String> {
        self.try_put(id, bytes).await.map_err(|error| said(&error))
    }

    async fn try_put(&self, id: &str, bytes: &Blob) -> Result<(), JsValue> {
        let options = FileSystemGetFileOptions::new();
        options.set_create(true);
        let handle = JsFuture::from(self.0.get_file_handle_with_options(id, &options)).await?;
        let handle: FileSystemFileHandle = handle.unchecked_into();
        let has_it = js_sys::Reflect::has(&handle, &"createWritable".into())?;
        if !has_it {
            return Err(JsValue::from(js_sys::Error::new("its files cannot be written")));
        }
        let target: FileSystemWritableFileStream =
            JsFuture::from(handle.create_writable()).await?.unchecked_into();
        JsFuture::from(bytes.stream().pipe_to(&target)).await?;
        Ok(())
    }

    /// Reads a file.
    pub async fn get(&self, id: &str) -> Result<Blob, String> {
        let read = async {
            let handle = JsFuture::from(self.0.get_file_handle(id)).await?;
            let handle: FileSystemFileHandle = handle.unchecked_into();
            JsFuture::from(handle.get_file()).await
        };
        read.await.map(JsCast::unchecked_into).map_err(|error| said(&error))
    }

    /// The names of all files.
    pub async fn ids(&self) -> Result<Vec<String>, String> {
        self.try_ids().await.map_err(|error| said(&error))
    }

    async fn try_ids(&self) -> Result<Vec<String>, JsValue> {
        let (names, mut ids) = (self.0.keys(), Vec::new());
        loop {
            let next = JsFuture::from(names.next()?).await?;
            let next: IteratorNext = next.unchecked_into();
            if next.done() {
                return Ok(ids);
            }
            ids.extend(next.value().as_string());
        }
    }

    /// Removes a file.
    pub async fn remove(&self, id: &str) -> Result<(), String> {
        JsFuture::from(self.0.remove_entry(id)).await.map(drop).map_err(|error| said(&error))
    }
}
