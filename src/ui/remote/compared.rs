//! Slow spans against all others, in everything that a store holds: which attributes go together with being slow.

use super::state::Remote;
use crate::{
    base::words,
    protocol::measured::{ComparedRow, ComparedStore, Exemplar},
    query::{cohort::Cohort, measure::Measure},
    state::{
        command::Command,
        store_numbers::StoreNumbers,
        store_search::{duration_text, read_duration},
    },
};
use leptos::prelude::*;

/// Rows that are shown at first: those that differ most.
const ROWS: usize = 25;
/// The groups of exemplars.
const SLOW: &str = "slow";
const FAST: &str = "fast";

/// The comparison.
#[component]
pub fn Compared(
    /// The store.
    remote: Remote,
    /// The comparison.
    compared: ComparedStore,
    /// Traces of both sides.
    exemplars: Vec<Exemplar>,
) -> impl IntoView {
    let ComparedStore { selected, rest, rows } = compared;
    let shows_all = RwSignal::new(false);
    let count = |n: f64| words::grouped(n.round() as usize);
    let sides = format!("{} spans are selected, {} are not", count(selected), count(rest));
    let is_empty = rows.is_empty();
    let all = rows.len();
    let rows = StoredValue::new(rows);
    let shown = move || {
        let most = if shows_all.get() { usize::MAX } else { ROWS };
        rows.with_value(|rows| rows.iter().take(most).map(|row| compared_row(remote, row)).collect_view())
    };
    view! {
        <div class="store-compared">
            <p>{sides}</p>
            <CompareExemplars remote exemplars />
        </div>
        <Show when=move || is_empty>
            <p class="store-nothing">"The store has nothing to compare in this time; a longer one may hold some"</p>
        </Show>
        <Show when=move || !is_empty>
            <div class="store-scroll" tabindex="0" role="group" aria-label="Table of attributes">
                <table class="findings compare-table store-table">
                    <thead>
                        <tr>
                            <th scope="col">"Attribute"</th>
                            <th scope="col" class="compare-pair">"Share of selected, of other spans"</th>
                            <th scope="col" class="number">"Selected"</th>
                            <th scope="col" class="number">"Others"</th>
                        </tr>
                    </thead>
                    <tbody>{shown}</tbody>
                </table>
                <Show when=move || { all > ROWS && !shows_all.get() }>
                    <button class="button" on:click=move |_| shows_all.set(true)>
                        {format!("Show all {}", words::grouped(all))}
                    </button>
                </Show>
            </div>
        </Show>
    }
}

fn compared_row(remote: Remote, row: &ComparedRow) -> impl IntoView + use<> {
    let words = match &row.value {
        Some(value) => format!("{} = {value}", row.attribute),
        None => format!("without {}", row.attribute),
    };
    let find = row.find.clone();
    let press = move |_| remote.narrow(&find);
    let side =
        |share: f64, n: f64| format!("{} ({})", words::share(share), words::grouped(n.round() as usize));
    let width = |share: f64| format!("{:.2}%", share * 100.0);
    view! {
        <tr>
            <th scope="row">
                <button class="store-link" title="Find their traces in the whole store" on:click=press>{words}</button>
            </th>
            <td class="compare-pair">
                <span class="paired" aria-hidden="true">
                    <span class="paired-bar paired-slow" style:width=width(row.selected_share)></span>
                    <span class="paired-bar paired-fast" style:width=width(row.rest_share)></span>
                </span>
            </td>
            <td class="number">{side(row.selected_share, row.selected)}</td>
            <td class="number">{side(row.rest_share, row.rest)}</td>
        </tr>
    }
}

/// What slow begins with, where that is all that selects. It stands beside the answers, not among them: each of them is
/// drawn anew, and the field would lose the focus by what was typed into it.
#[component]
pub fn SlowField(
    /// The store.
    remote: Remote,
) -> impl IntoView {
    let q = remote.session.q();
    let slow_ns = Memo::new(move |_| q.with(|q| Measure::read(q).and_then(|measure| measure.slow_from_ns())));
    let refusal = RwSignal::new(None::<String>);
    let change = move |text: String| match read_duration(&text) {
        Ok(Some(ns)) => {
            refusal.set(None);
            let search = q.with_untracked(|q| StoreNumbers::Slow.search(q, ns));
            remote.session.dispatch(Command::SetQuery(search));
        }
        Ok(None) => refusal.set(Some("Give a duration, such as 500ms".to_owned())),
        Err(sentence) => refusal.set(Some(sentence)),
    };
    view! {
        <Show when=move || slow_ns.get().is_some()>
            <div class="store-compared">
                <label class="store-field field-small">
                    <span>"Slow: longer than"</span>
                    <input
                        type="text"
                        autocomplete="off"
                        aria-invalid=move || refusal.with(Option::is_some).then_some("true")
                        prop:value=move || duration_text(slow_ns.get())
                        on:change=move |event| change(event_target_value(&event))
                    />
                </label>
                <p class="address-refusal" role="alert">{refusal}</p>
            </div>
        </Show>
    }
}

/// The way from the exemplars, once they are loaded, to the comparison of whole traces.
#[component]
fn CompareExemplars(
    /// The store.
    remote: Remote,
    /// Traces of both sides.
    exemplars: Vec<Exemplar>,
) -> impl IntoView {
    let of = |group: &str| {
        let ids = exemplars.iter().filter(|exemplar| exemplar.group == group);
        ids.map(|exemplar| exemplar.trace_id.clone()).collect::<Vec<_>>()
    };
    let (slow, fast) = (of(SLOW), of(FAST));
    let has_both = !slow.is_empty() && !fast.is_empty();
    let ids: Vec<String> = slow.iter().chain(&fast).cloned().collect();
    let are_here = Memo::new(move |_| has_both && ids.iter().all(|id| remote.is_here(id)));
    let press = move |_| {
        let cohort = |ids: &[String]| Cohort::read(&format!("trace:{}", ids.join(","))).ok();
        let (slow, fast) = (cohort(&slow), cohort(&fast));
        // The search is the store's; of the loaded traces it would find none.
        remote.session.dispatch(Command::ShowAllTraces);
        remote.session.dispatch(Command::Compare { slow, fast });
    };
    view! {
        <Show when=move || are_here.get()>
            <button class="button primary" on:click=press.clone()>"Compare the loaded exemplars"</button>
        </Show>
    }
}
