//! A value of a facet: how many traces have it, and how it stands in the search.

use super::{find, state::FacetState};
use crate::{
    base::{hash, words},
    state::{
        command::Command,
        facets::{ShownValue, Standing},
    },
    ui::parts::icon::{Icon, Sign},
};
use leptos::{ev, prelude::*};

/// The row of a value.
#[component]
pub fn FacetRow(
    /// What is known.
    state: FacetState,
    /// The facet.
    name: StoredValue<String>,
    /// The value, as a search writes it.
    value: String,
) -> impl IntoView {
    let id = name.with_value(|name| mark(&[name, &value]));
    let value = StoredValue::new(value);
    let shown = Memo::new(move |_| {
        state.shown.with(|shown| {
            let facet = name.with_value(|name| find(shown, name))?;
            let is_it =
                |other: &&ShownValue| value.with_value(|value| other.condition.value.to_string() == *value);
            facet.values.iter().find(is_it).cloned()
        })
    });
    let nth = Memo::new(move |_| {
        state.shown.with(|shown| {
            let facet = name.with_value(|name| find(shown, name))?;
            facet
                .values
                .iter()
                .position(|other| value.with_value(|value| other.condition.value.to_string() == *value))
        })
    });
    let standing = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map(|shown| shown.standing).unwrap_or_default())
    });
    let traces = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(|shown| shown.traces)));
    let label =
        shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.label.clone()).unwrap_or_default());
    let label = if label.is_empty() { "(empty)".to_owned() } else { label };
    let own_id = StoredValue::new(id.clone());
    let press = move |excluded: bool| {
        let Some(shown) = shown.get_untracked() else { return };
        state.hold(own_id.get_value());
        let condition = if excluded { shown.condition.turned() } else { shown.condition };
        state.session.dispatch(Command::PressFacet(condition));
    };
    // An excluded value is let go by a plain click too.
    let on_click = move |event: ev::MouseEvent| {
        press(event.alt_key() || standing.get_untracked() == Standing::Excluded);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && event.alt_key() {
            event.prevent_default();
            press(true);
        }
    };
    let exclude_label = format!("Exclude {label}");
    let spoken = {
        let label = label.clone();
        move || match (standing.get(), traces.get()) {
            (Standing::Excluded, _) => format!("{label}: excluded"),
            (_, Some(traces)) => format!("{label}: {}", words::count(traces, "trace", "traces")),
            (_, None) => format!("{label}: no trace"),
        }
    };
    let hint = format!("{label}\nAlt-click, or Alt and Enter, excludes it");
    view! {
        <li
            class="facet-row"
            class:asked=move || standing.get() == Standing::Asked
            class:excluded=move || standing.get() == Standing::Excluded
        >
            <button
                id=id
                class="facet-pick"
                title=hint
                aria-label=spoken
                aria-pressed=move || (standing.get() == Standing::Asked).to_string()
                tabindex=move || if nth.get() == Some(0) { "0" } else { "-1" }
                on:click=on_click
                on:keydown=on_key
            >
                <Show when=move || standing.get() == Standing::Asked>
                    <Icon sign=Sign::Check />
                </Show>
                <span class="facet-label">{label}</span>
                <span class="facet-count number">{move || traces.get().map(words::grouped)}</span>
            </button>
            <button
                class="facet-exclude"
                tabindex="-1"
                title="Exclude (Alt-click, or Alt and Enter)"
                aria-label=exclude_label
                aria-pressed=move || (standing.get() == Standing::Excluded).to_string()
                on:click=move |_| press(true)
            >
                <Icon sign=Sign::Exclude />
            </button>
        </li>
    }
}

/// A word for some texts that can be an element's id.
pub fn mark(texts: &[&str]) -> String {
    format!("facet-{:016x}", hash::of(&texts))
}
