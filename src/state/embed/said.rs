//! What the page says to its host, as JSON.

use super::{SOURCE, VERSION};
use crate::protocol::{answers::Summary, request::Failure};
use serde::Serialize;
use serde_json::{Value, json};

/// The page is there; `version` is its own.
pub fn ready(version: &str) -> Value {
    said("ready", json!({ "version": version }))
}

/// The answer to the message with this id.
pub fn answer(id: &Value, result: Result<Value, Failure>) -> Value {
    match result {
        Ok(result) => said("reply", json!({ "id": id, "ok": true, "result": result })),
        Err(error) => said("reply", json!({ "id": id, "ok": false, "error": error })),
    }
}

/// Something was opened or closed: this is open now.
pub fn loaded(summary: &Summary) -> Value {
    said("loaded", what_is_open(summary))
}

/// The content of `loaded`, which is also the answer to `load`.
pub fn what_is_open(summary: &Summary) -> Value {
    let files: Vec<Value> =
        summary.files.iter().map(|file| json!({ "name": file.name, "error": file.error })).collect();
    let notes: Vec<Value> = summary
        .files
        .iter()
        .flat_map(|file| file.notes.iter().map(move |note| (file, note)))
        .map(|(file, note)| {
            json!({ "file": file.name, "kind": note.kind, "count": note.count, "first": note.first })
        })
        .collect();
    json!({ "files": files, "traces": summary.traces, "spans": summary.spans, "notes": notes })
}

/// Another trace or span is looked at.
pub fn selection(trace_id: Option<&str>, span_id: Option<&str>) -> Value {
    said("selection", json!({ "traceId": trace_id, "spanId": span_id }))
}

/// The page would be so high without a scroll bar of its own.
pub fn height(px: u32) -> Value {
    said("height", json!({ "px": px }))
}

/// Something else is shown.
pub fn state(hash: &str) -> Value {
    said("state", json!({ "hash": hash }))
}

/// Plain structs of text and numbers as JSON, which they always are.
pub fn plain(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn said(kind: &str, content: Value) -> Value {
    let mut message = json!({ "source": SOURCE, "v": VERSION, "type": kind });
    if let (Value::Object(message), Value::Object(content)) = (&mut message, content) {
        message.extend(content);
    }
    message
}
