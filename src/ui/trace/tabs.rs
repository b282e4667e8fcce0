//! The tabs: the ways the open trace is shown.

use super::open_trace::OpenTrace;
use crate::{
    browser::focus,
    state::{command::Command, tab::Tab},
};
use leptos::{ev, html, prelude::*};

/// The id of the part of the page that a tab shows.
pub const PANEL: &str = "trace-panel";

/// The id of a tab's button.
pub fn tab_id(tab: Tab) -> String {
    format!("tab-{}", tab.key())
}

/// The list of tabs.
#[component]
pub fn Tabs(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let shown = session.tab();
    let list: NodeRef<html::Div> = NodeRef::new();
    let on_key = move |event: ev::KeyboardEvent| {
        let tab = match event.key().as_str() {
            "ArrowRight" => shown.get_untracked().beside(1),
            "ArrowLeft" => shown.get_untracked().beside(-1),
            "Home" => Tab::ALL[0],
            "End" => Tab::ALL[Tab::ALL.len() - 1],
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        session.dispatch(Command::ShowTab(tab));
        if let Some(button) = document().get_element_by_id(&tab_id(tab)) {
            focus::on(&button);
        }
    };
    let tabs = Tab::ALL.into_iter().zip(1..).map(|(tab, key)| {
        let is_shown = Memo::new(move |_| shown.get() == tab);
        view! {
            <button
                role="tab"
                class="tab"
                id=tab_id(tab)
                title=format!("{} ({key})", tab.label())
                aria-selected=move || is_shown.get().to_string()
                aria-controls=PANEL
                tabindex=move || if is_shown.get() { "0" } else { "-1" }
                on:click=move |_| session.dispatch(Command::ShowTab(tab))
            >
                {tab.label()}
            </button>
        }
    });
    view! {
        <div class="tabs" role="tablist" aria-label="Ways to show the trace" node_ref=list on:keydown=on_key>
            {tabs.collect_view()}
        </div>
    }
}
