//! Where bytes come from: a file, text, or an address.

use super::location;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};

/// Something to open. It is kept while it is open, so that a worker that died can be filled again.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name people know it by.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
    /// The origin of the page that gave it by message; `None`: it came another way.
    pub given_by: Option<String>,
    /// It was fetched from a query endpoint, which the link names: it is not kept for the next visit.
    pub is_fetched: bool,
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
        Self::of_bytes(file.name(), Bytes::Blob(file.into()))
    }

    /// Text that was pasted.
    pub fn from_text(name: &str, text: &str) -> Option<Self> {
        let parts = js_sys::Array::of1(&JsValue::from_str(text));
        let blob = Blob::new_with_str_sequence(&parts).ok()?;
        Some(Self::of_bytes(name.to_owned(), Bytes::Blob(blob)))
    }

    /// What another page gave by message: a buffer, a file, text, or an object that is written as JSON; `None`: it is
    /// none of these.
    pub fn from_message(name: &str, data: &JsValue, origin: &str) -> Option<Self> {
        let text = |text: &JsValue| Blob::new_with_str_sequence(&js_sys::Array::of1(text)).ok();
        let blob = if let Some(blob) = data.dyn_ref::<Blob>() {
            Some(blob.clone())
        } else if data.is_instance_of::<js_sys::ArrayBuffer>() || js_sys::ArrayBuffer::is_view(data) {
            // The browser keeps the bytes from here on: outside of this page's memory, and read in pieces.
            Blob::new_with_buffer_source_sequence(&js_sys::Array::of1(data)).ok()
        } else if data.is_string() {
            text(data)
        } else if data.is_object() {
            js_sys::JSON::stringify(data).ok().and_then(|json| text(&json))
        } else {
            None
        };
        let source = Self::of_bytes(name.to_owned(), Bytes::Blob(blob?));
        Some(Self { given_by: Some(origin.to_owned()), ..source })
    }

    /// What comes neither from an address nor by message.
    pub const fn of_bytes(name: String, bytes: Bytes) -> Self {
        Self { name, bytes, given_by: None, is_fetched: false }
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
        Self::of_bytes(name, Bytes::Address(address.to_owned()))
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
