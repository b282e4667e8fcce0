//! Folders that are dropped: every file in them, whatever lies deeper included.

use super::source::{Bytes, Source};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

/// More files than these are not taken from folders: a home folder dropped by mistake would be read for hours.
pub const FILES_AT_MOST: usize = 1_000;

/// What is found in folders.
#[derive(Debug, Default)]
pub struct Found {
    /// The files, by their paths. Hidden ones are left out.
    pub sources: Vec<Source>,
    /// There are more than are taken.
    pub is_cut: bool,
    /// Files and folders that could not be read.
    pub unreadable: usize,
}

/// What was dropped, when there is a folder among it. It must be asked for while the drop is being handled.
pub fn entries(transfer: &DataTransfer) -> Option<Vec<FileSystemEntry>> {
    let items = transfer.items();
    let entries: Vec<FileSystemEntry> = (0..items.length())
        .filter_map(|at| items.get(at))
        // Text that is dragged has no entry.
        .filter_map(|item| item.webkit_get_as_entry().ok().flatten())
        .collect();
    entries.iter().any(FileSystemEntry::is_directory).then_some(entries)
}

/// The files among the entries and below them.
pub async fn files(entries: Vec<FileSystemEntry>) -> Found {
    let mut found = Found::default();
    let mut open = entries;
    while let Some(entry) = open.pop() {
        if entry.name().starts_with('.') {
            continue;
        }
        if found.sources.len() == FILES_AT_MOST {
            found.is_cut = true;
            break;
        }
        if entry.is_directory() {
            match children(entry.unchecked_ref()).await {
                Ok(mut children) => open.append(&mut children),
                Err(_) => found.unreadable += 1,
            }
            continue;
        }
        match file(entry.unchecked_ref()).await {
            Ok(file) => {
                let name = entry.full_path().trim_start_matches('/').to_owned();
                found.sources.push(Source::of_bytes(name, Bytes::Blob(file.into())));
            }
            Err(_) => found.unreadable += 1,
        }
    }
    found.sources.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// All that lies in a folder; the browser gives it in batches, an empty one at the end.
async fn children(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader: FileSystemDirectoryReader = folder.create_reader();
    let mut children = Vec::new();
    loop {
        let batch = called_back(|done, failed| reader.read_entries_with_callback_and_callback(done, failed));
        let batch: Array = batch.await?.unchecked_into();
        if batch.length() == 0 {
            return Ok(children);
        }
        children.extend(batch.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn file(entry: &FileSystemFileEntry) -> Result<File, JsValue> {
    let file = called_back(|done, failed| {
        entry.file_with_callback_and_callback(done, failed);
        Ok(())
    });
    Ok(file.await?.unchecked_into())
}

/// What a function gives to the first of two callbacks; an error when it calls the second.
async fn called_back(ask: impl Fn(&Function, &Function) -> Result<(), JsValue>) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        if let Err(error) = ask(&resolve, &reject) {
            // Rejecting a promise cannot fail.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(promise).await
}
