//! The choice of what the table groups by: what every span has, and the attributes there are.

use super::super::open_trace::OpenTrace;
use crate::{
    protocol::{
        completion::CompletionQuery,
        request::{Reply, Request},
    },
    state::command::Command,
};
use leptos::{html, prelude::*};

/// What every span has: as TraceQL has it, and what the page calls it.
const USUAL: [(&str, &str); 5] = [
    ("", "Operation"),
    ("resource.service.name", "Service"),
    ("name", "Name"),
    ("kind", "Kind"),
    ("status", "Status"),
];
/// Attributes that are offered, the most frequent first.
const ATTRIBUTES: usize = 400;
/// The attributes that belong to whole spans.
const SCOPES: [&str; 2] = ["span.", "resource."];

/// The choice.
#[component]
pub fn GroupBy(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let by = session.by();
    let select: NodeRef<html::Select> = NodeRef::new();
    session.on_command(move |command| {
        if let (Command::FocusBy, Some(select)) = (command, select.get_untracked()) {
            // A field in the document takes the focus.
            let _ = select.focus();
        }
    });
    let attributes = LocalResource::new(move || {
        open.engine.revision().track();
        async move {
            // Completion knows the attributes; behind a brace it offers all of them.
            let text = "{ ".to_owned();
            let query = CompletionQuery { cursor: text.len(), text, limit: ATTRIBUTES };
            let Ok(Reply::Completed(completion)) = open.engine.ask(Request::Complete(query)).await else {
                return Vec::new();
            };
            let names = completion.suggestions.into_iter().map(|suggestion| suggestion.insert);
            names.filter(|name| SCOPES.iter().any(|scope| name.starts_with(scope))).collect()
        }
    });
    let option = move |value: String, words: String| {
        let is_chosen = {
            let value = value.clone();
            move || by.with(|by| *by == value)
        };
        view! { <option value=value selected=is_chosen>{words}</option> }
    };
    let is_usual = |by: &str| USUAL.iter().any(|(value, _)| *value == by);
    let offered = Memo::new(move |_| {
        let mut offered: Vec<String> = attributes.get().unwrap_or_default();
        offered.retain(|name| !is_usual(name));
        // What a link names is there too, if no attribute of the data.
        by.with(|by| {
            if !is_usual(by) && !offered.contains(by) {
                offered.insert(0, by.clone());
            }
        });
        offered
    });
    view! {
        <label class="group-by">
            "Group by"
            <select
                node_ref=select
                prop:value=move || {
                    let by = by.get();
                    // Set again once its option is there.
                    offered.track();
                    by
                }
                on:change=move |event| session.dispatch(Command::SetBy(event_target_value(&event)))
            >
                <optgroup label="Every span">
                    {USUAL.map(|(value, words)| option(value.to_owned(), words.to_owned())).collect_view()}
                </optgroup>
                <optgroup label="Attributes">
                    {move || {
                        offered.get().into_iter().map(|name| option(name.clone(), name)).collect_view()
                    }}
                </optgroup>
            </select>
        </label>
    }
}
