//! The menu of an attribute: what can be done with its value.

use super::super::open_trace::OpenTrace;
use crate::{
    browser::popover,
    protocol::{detail::Attribute, traces::TraceColumn},
    state::{command::Command, grouping::Grouping, tab::Tab},
    ui::parts::{copy::copier, notices::use_notices},
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// Opens the menu; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct AskMenu(RwSignal<Option<(Attribute, f64, f64)>>);

impl AskMenu {
    /// Makes it known to what is shown in the pane.
    pub fn provide() -> Self {
        let ask = Self(RwSignal::new(None));
        provide_context(ask);
        ask
    }

    /// That of the pane around.
    pub fn of_pane() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// Opens the menu below the button that was clicked.
    pub fn open(self, attribute: Attribute, event: &ev::MouseEvent) {
        let button = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let Some(place) = button.map(|button| button.get_bounding_client_rect()) else { return };
        self.0.set(Some((attribute, place.left(), place.bottom())));
    }
}

/// The menu. The browser closes it on Escape or a click beside, and gives the keyboard back to the button.
#[component]
pub fn AttributeMenu(
    /// The trace.
    open: OpenTrace,
    /// Opens it.
    ask: AskMenu,
) -> impl IntoView {
    let node: NodeRef<html::Div> = NodeRef::new();
    let copy = copier(RwSignal::new(false));
    let notices = use_notices();
    let copy_text = move |text: String| {
        copy(text);
        notices.info("Copied");
    };
    Effect::new(move |_| {
        let place = ask.0.with(|asked| asked.as_ref().map(|&(_, x, y)| (x, y)));
        if let (Some(node), Some((x, y))) = (node.get(), place) {
            popover::show_at(&node, x, y);
            popover::focus_item(&node, 0);
        }
    });
    let run = move |action: &dyn Fn(&Attribute)| {
        if let Some(node) = node.get_untracked() {
            popover::hide(&node);
        }
        ask.0.with_untracked(|asked| {
            if let Some((attribute, ..)) = asked {
                action(attribute);
            }
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(node) = node.get_untracked() else { return };
        match event.key().as_str() {
            key if popover::follow_arrow(&node, key) => {}
            "Tab" => popover::hide(&node),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let search = move |attribute: &Attribute| {
        let query = format!("{{ {} }}", attribute.condition);
        open.session.dispatch(Command::SearchFor(query));
    };
    let link = move |attribute: &Attribute| {
        open.session.dispatch(Command::ShowLinks(Some(attribute.key.clone())));
    };
    let group = move |attribute: &Attribute| {
        open.session.dispatch(Command::SetBy(attribute.field.clone()));
        open.session.dispatch(Command::ShowTab(Tab::Table));
    };
    let group_traces = move |attribute: &Attribute| {
        if let Some(grouping) = Grouping::by(&attribute.field) {
            open.session.dispatch(Command::GroupTraces(grouping));
        }
    };
    let as_column = move |attribute: &Attribute| {
        open.session.dispatch(Command::ShowColumn(TraceColumn::Field(attribute.field.clone())));
    };
    let is_field =
        move || ask.0.with(|asked| asked.as_ref().is_some_and(|(asked, ..)| !asked.field.is_empty()));
    let can_group =
        move || ask.0.with(|asked| asked.as_ref().is_some_and(|(asked, ..)| is_of_span(&asked.field)));
    let can_search =
        move || ask.0.with(|asked| asked.as_ref().is_some_and(|(asked, ..)| !asked.condition.is_empty()));
    view! {
        <div node_ref=node class="popover menu" popover="auto" role="menu" aria-label="Attribute" on:keydown=on_key>
            <button role="menuitem" on:click=move |_| run(&|attribute| copy_text(attribute.value.clone()))>
                "Copy the value"
            </button>
            <button role="menuitem" on:click=move |_| run(&|attribute| copy_text(pair(attribute)))>
                "Copy key=value"
            </button>
            <button role="menuitem" on:click=move |_| run(&link)>"Link it to another tool…"</button>
            <Show when=can_search>
                <button role="menuitem" on:click=move |_| run(&search)>"Search traces with this value"</button>
            </Show>
            <Show when=can_group>
                <button role="menuitem" on:click=move |_| run(&group)>"Group the spans of this trace by it"</button>
            </Show>
            <Show when=is_field>
                <button role="menuitem" on:click=move |_| run(&group_traces)>"Group the traces by it"</button>
                <button role="menuitem" on:click=move |_| run(&as_column)>"Show it as a column of the list"</button>
            </Show>
        </div>
    }
}

/// Whether every span has one value of it at most: an attribute of its own or of its resource.
fn is_of_span(field: &str) -> bool {
    ["span.", "resource."].iter().any(|scope| field.starts_with(scope))
}

fn pair(attribute: &Attribute) -> String {
    format!("{}={}", attribute.key, attribute.value)
}
