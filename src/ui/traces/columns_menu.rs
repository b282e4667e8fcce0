//! Which columns the list has: every data set's own, and any attribute.

use super::header::{head_hint, head_name};
use crate::{
    browser::popover,
    protocol::traces::TraceColumn,
    state::{
        columns::{BUILT_IN, Columns, MOST},
        command::Command,
    },
    ui::{
        engine::Engine,
        parts::{
            field_picker::FieldPicker,
            icon::{Icon, Sign},
        },
        session::SessionHandle,
    },
};
use leptos::{html, prelude::*};

/// The button and its panel.
#[component]
pub fn ColumnsMenu(
    /// The session, whose columns it sets.
    session: SessionHandle,
    /// The engine, which knows the attributes.
    engine: Engine,
) -> impl IntoView {
    let panel: NodeRef<html::Div> = NodeRef::new();
    let button: NodeRef<html::Button> = NodeRef::new();
    let columns = session.part(|session| session.columns.clone());
    let change = move |change: &dyn Fn(Columns) -> Columns| {
        let columns = session.now(|session| session.columns.clone());
        session.dispatch(Command::SetColumns(change(columns)));
    };
    let add = Callback::new(move |name: String| {
        change(&|columns| columns.with(TraceColumn::Field(name.clone())));
    });
    let fields = move || {
        let name = |name: String| {
            let column = TraceColumn::Field(name.clone());
            let label = format!("Remove {name}");
            let remove = move |_| change(&|columns| columns.without(&column));
            view! {
                <li>
                    <code title=name>{name.clone()}</code>
                    <button class="icon-button" title=label.clone() aria-label=label on:click=remove>
                        <Icon sign=Sign::Close />
                    </button>
                </li>
            }
        };
        columns.with(Columns::fields).into_iter().map(name).collect_view()
    };
    let is_usual = Memo::new(move |_| columns.with(|columns| *columns == Columns::default()));
    let is_full = Memo::new(move |_| columns.with(|columns| columns.shown().len() >= MOST));
    let hang = move |_| {
        if let (Some(panel), Some(button)) = (panel.get_untracked(), button.get_untracked()) {
            popover::hang(&panel, &button);
        }
    };
    view! {
        <button class="button" popovertarget="columns" node_ref=button on:click=hang>
            <Icon sign=Sign::Columns />
            "Columns"
        </button>
        <div
            id="columns"
            class="popover hanging columns-menu"
            popover="auto"
            role="dialog"
            aria-label="Columns of the list"
            node_ref=panel
        >
            <h2>"Columns"</h2>
            <ul class="column-choices">
                {BUILT_IN.map(|(column, _)| built_in(session, columns, column)).collect_view()}
            </ul>
            <ul class="column-fields" aria-label="Attributes shown">{fields}</ul>
            <Show
                when=move || !is_full.get()
                fallback=|| view! { <p class="quiet">{format!("No more than {MOST} columns can be shown")}</p> }
            >
                <FieldPicker engine label="Add an attribute…" list_id="column-names" on_pick=add />
            </Show>
            <div class="panel-actions">
                <button class="button" disabled=is_usual on:click=move |_| change(&|_| Columns::default())>
                    "Usual columns"
                </button>
            </div>
        </div>
    }
}

/// A column every data set has, to be shown or hidden.
fn built_in(session: SessionHandle, columns: Memo<Columns>, column: TraceColumn) -> impl IntoView {
    let (name, hint) = (head_name(&column), head_hint(&column));
    let column = StoredValue::new(column);
    let is_shown =
        Memo::new(move |_| columns.with(|columns| column.with_value(|column| columns.has(column))));
    let is_last = move || is_shown.get() && columns.with(|columns| columns.shown().len() == 1);
    let toggle = move |_| {
        let columns = session.now(|session| session.columns.clone());
        let column = column.get_value();
        let changed = if columns.has(&column) { columns.without(&column) } else { columns.with(column) };
        session.dispatch(Command::SetColumns(changed));
    };
    view! {
        <li>
            <label title=hint>
                <input type="checkbox" prop:checked=is_shown disabled=is_last on:change=toggle />
                {name}
            </label>
        </li>
    }
}
