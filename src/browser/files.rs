//! Files and text out of a drop, a paste or a picker.

use super::source::Source;
use web_sys::{DataTransfer, FileList, HtmlInputElement};

/// The name of pasted text, which has none of its own.
const PASTED: &str = "pasted text";

/// Whether what is being dragged holds files (their names are hidden until they are dropped).
pub fn holds_files(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}

/// The files of a drop or paste; without files its text, when it looks like JSON.
pub fn from_transfer(transfer: &DataTransfer) -> Vec<Source> {
    let files = transfer.files().map(|list| from_list(&list)).unwrap_or_default();
    if !files.is_empty() {
        return files;
    }
    let text = transfer.get_data("text/plain").unwrap_or_default();
    if !text.trim_start().starts_with(['{', '[']) {
        return Vec::new();
    }
    Source::from_text(PASTED, &text).into_iter().collect()
}

/// The files of a picker. It is emptied, so that the same file can be picked again.
pub fn from_picker(input: &HtmlInputElement) -> Vec<Source> {
    let files = input.files().map(|list| from_list(&list)).unwrap_or_default();
    input.set_value("");
    files
}

fn from_list(list: &FileList) -> Vec<Source> {
    (0..list.length()).filter_map(|index| list.get(index)).map(Source::from_file).collect()
}
