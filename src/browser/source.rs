//! Where bytes come from: a file, text, or an address.

use super::location;
use wasm_bindgen::JsValue;
use web_sys::{Blob, File};

/// Something to open. It is kept while it is open, so that a worker that died can be filled again.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name people know it by.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Bytes, or where to get them.
#[derive(Clone, Debug)]
pub enum Bytes {
    /// A file or pasted text.
    Blob(Blob),
    /// An absolute address.
    Address(String),
}

impl Source {
    /// A file that was dropped, pasted or picked.
    pub fn from_file(file: File) -> Self {
        Self { name: file.name(), bytes: Bytes::Blob(file.into()) }
    }

    /// Text that was pasted.
    pub fn from_text(name: &str, text: &str) -> Option<Self> {
        let parts = js_sys::Array::of1(&JsValue::from_str(text));
        let blob = Blob::new_with_str_sequence(&parts).ok()?;
        Some(Self { name: name.to_owned(), bytes: Bytes::Blob(blob) })
    }

    /// What an absolute address gives; it is named by the last part of its path, and by its host when that is another
    /// than the page's own: people are to see whom the page asks.
    pub fn from_address(address: &str) -> Self {
        let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
        let file = path.rsplit('/').next().unwrap_or(path);
        let name = match location::foreign_host(address) {
            Some(host) if host != file => format!("{file} from {host}"),
            _ => file.to_owned(),
        };
        Self { name, bytes: Bytes::Address(address.to_owned()) }
    }

    /// The address it comes from, if it is one.
    pub fn address(&self) -> Option<&str> {
        match &self.bytes {
            Bytes::Address(address) => Some(address),
            Bytes::Blob(_) => None,
        }
    }

    /// What is posted to the worker.
    pub fn to_js(&self) -> JsValue {
        match &self.bytes {
            Bytes::Blob(blob) => blob.into(),
            Bytes::Address(address) => JsValue::from_str(address),
        }
    }
}
