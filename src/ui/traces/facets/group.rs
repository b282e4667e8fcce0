//! A facet with its values.

use super::{
    find,
    state::FacetState,
    value::{FacetRow, mark},
};
use crate::{
    base::words,
    browser::{focus, popover},
    state::facets::{self, ShownFacet},
    ui::parts::icon::{Icon, Sign},
};
use gloo_timers::callback::Timeout;
use leptos::{ev, html, prelude::*};

/// Values asked for at first.
const FEW: usize = 6;
/// Typing pauses this long before the values are looked through.
const PAUSE_MS: u32 = 120;

/// The facet with a name.
#[component]
pub fn FacetGroup(
    /// What is known.
    state: FacetState,
    /// The intrinsic or attribute, as a search names it.
    name: String,
) -> impl IntoView {
    let name = StoredValue::new(name);
    let of_facet = move |of: &dyn Fn(&ShownFacet) -> String| {
        state
            .shown
            .with_untracked(|shown| name.with_value(|name| find(shown, name).map(of)).unwrap_or_default())
    };
    let title = of_facet(&|facet| facets::title(&facet.field));
    let is_own_key = state.shown.with_untracked(|shown| {
        name.with_value(|name| find(shown, name).is_some_and(|facet| !facets::is_fixed(&facet.field)))
    });
    let owner = state.shown.with_untracked(|shown| {
        name.with_value(|name| find(shown, name).and_then(|facet| facets::owner(&facet.field)))
    });
    let owner = owner.filter(|_| is_own_key);
    let is_folded = Memo::new(move |_| name.with_value(|name| state.is_folded(name)));
    let values = Memo::new(move |_| {
        state.shown.with(|shown| {
            let facet = name.with_value(|name| find(shown, name).cloned());
            facet
                .into_iter()
                .flat_map(|facet| facet.values)
                .map(|value| value.condition.value.to_string())
                .collect::<Vec<_>>()
        })
    });
    let distinct = Memo::new(move |_| {
        state.shown.with(|shown| name.with_value(|name| find(shown, name).map_or(0, |facet| facet.distinct)))
    });
    let letters = Memo::new(move |_| name.with_value(|name| state.letters(name)));
    let is_more = Memo::new(move |_| letters.with(Option::is_some));
    let list: NodeRef<html::Ul> = NodeRef::new();
    // One value can be reached by Tab, the others from there by the arrows.
    let on_key = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        let Some(list) = list.get_untracked() else { return };
        let rows = popover::items(&list, ".facet-pick");
        let at = rows.iter().position(focus::is_on).map_or(0, |at| at as i32 + by);
        if let Some(row) = usize::try_from(at).ok().and_then(|at| rows.get(at)) {
            focus::on(row);
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let has_more = move || distinct.get() > FEW || is_more.get();
    let heading = name.with_value(|name| mark(&[name]));
    let labelled_by = heading.clone();
    view! {
        <section class="facet" aria-labelledby=labelled_by>
            <h3>
                <button
                    id=heading
                    class="facet-head"
                    class:key=is_own_key
                    title=name.get_value()
                    aria-expanded=move || (!is_folded.get()).to_string()
                    on:click=move |_| name.with_value(|name| state.fold(name))
                >
                    <Icon sign=Sign::Chevron />
                    <span class="facet-title">{title}</span>
                    {owner.map(|owner| view! { <span class="facet-owner">{owner}</span> })}
                </button>
            </h3>
            <Show when=move || !is_folded.get()>
                <Show when=move || is_more.get()>
                    <ValueFilter state name letters />
                </Show>
                <ul class="facet-values" class:all=is_more node_ref=list on:keydown=on_key>
                    <For each=move || values.get() key=String::clone let:value>
                        <FacetRow state name value />
                    </For>
                </ul>
                <Show when=has_more>
                    <button
                        class="facet-more"
                        on:click=move |_| {
                            let letters = (!is_more.get_untracked()).then(String::new);
                            name.with_value(|name| state.show_more(name, letters));
                        }
                    >
                        {move || more_words(is_more.get(), distinct.get())}
                    </button>
                </Show>
            </Show>
        </section>
    }
}

fn more_words(is_more: bool, distinct: usize) -> String {
    if is_more {
        "Fewer".to_owned()
    } else {
        format!("{} more…", words::grouped(distinct.saturating_sub(FEW)))
    }
}

/// The field for letters of the values.
#[component]
fn ValueFilter(state: FacetState, name: StoredValue<String>, letters: Memo<Option<String>>) -> impl IntoView {
    let input: NodeRef<html::Input> = NodeRef::new();
    let pause = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            focus::on(&input);
        }
    });
    let close = move || name.with_value(|name| state.show_more(name, None));
    let look_for = move |typed: String| {
        name.try_with_value(|name| state.show_more(name, Some(typed)));
    };
    let label = format!("Values of {} that have", name.get_value());
    view! {
        <input
            class="facet-filter"
            type="search"
            aria-label=label
            placeholder="Values that have…"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            node_ref=input
            prop:value=move || letters.get_untracked().unwrap_or_default()
            on:input=move |event| {
                let typed = event_target_value(&event);
                pause.set_value(Some(Timeout::new(PAUSE_MS, move || look_for(typed))));
            }
            on:keydown=move |event: ev::KeyboardEvent| {
                if event.key() == "Escape" {
                    event.prevent_default();
                    event.stop_propagation();
                    close();
                }
            }
        />
    }
}
