//! The table of who calls whom in a whole store.

use super::state::Remote;
use crate::{
    base::words,
    protocol::measured::{Dependencies, Dependency},
    state::dependencies::{CallColumn, CallSort, rows},
    ui::parts::sort_button::{SortButton, aria_sort},
};
use leptos::prelude::*;
use std::sync::Arc;

/// Rows that are shown at first: more than anyone reads, and the first ones say most.
const ROWS: usize = 200;

/// The rows that are shown, and how many there are.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    rows: Vec<Dependency>,
    of: usize,
}

/// The table, with a field that narrows it.
#[component]
pub fn CallTable(
    /// The store.
    remote: Remote,
    /// The calls.
    answer: Memo<Option<Arc<Dependencies>>>,
) -> impl IntoView {
    let find = RwSignal::new(String::new());
    let sort = RwSignal::new(CallSort::default());
    let shows_all = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        answer.with(|answer| {
            let Some(answer) = answer else { return Shown::default() };
            let found = find.with(|find| rows(&answer.calls, find, sort.get()));
            let most = if shows_all.get() { usize::MAX } else { ROWS };
            Shown { rows: found.iter().take(most).map(|&call| call.clone()).collect(), of: found.len() }
        })
    });
    let left = move || shown.with(|shown| shown.of - shown.rows.len());
    let has_errors = Memo::new(move |_| {
        answer.with(|answer| answer.iter().flat_map(|answer| &answer.calls).any(|call| call.errors.is_some()))
    });
    let most = Memo::new(move |_| {
        let most =
            answer.with(|answer| answer.iter().flat_map(|answer| &answer.calls).map(|call| call.calls).max());
        most.unwrap_or(1)
    });
    let body = move || {
        let (most, has_errors) = (most.get(), has_errors.get());
        shown.with(|shown| shown.rows.iter().map(|call| row(remote, call, most, has_errors)).collect_view())
    };
    let head = move |column: CallColumn, name: &'static str, hint: &'static str| {
        let way = Memo::new(move |_| sort.get().way_of(column));
        let press = move || sort.update(|sort| *sort = sort.pressed(column));
        let is_number = matches!(column, CallColumn::Calls | CallColumn::Failed);
        view! {
            <th scope="col" class:number=is_number aria-sort=move || aria_sort(way.get())>
                <SortButton way hint class="services-sort" press>
                    {name}
                </SortButton>
            </th>
        }
    };
    view! {
        <label class="store-find">
            <span>"Narrow the table"</span>
            <input type="search" autocomplete="off" spellcheck="false" placeholder="caller or callee" bind:value=find />
        </label>
        <div class="store-scroll" tabindex="0" role="group" aria-label="Table of calls">
            <table class="findings store-table">
                <thead>
                    <tr>
                        {head(CallColumn::Caller, "Caller", "Who calls")}
                        {head(CallColumn::Callee, "Callee", "Who is called")}
                        {head(CallColumn::Calls, "Calls", "How many")}
                        <Show when=move || has_errors.get()>
                            {head(CallColumn::Failed, "Failed", "Part of the calls that failed")}
                        </Show>
                        <th scope="col">"Of the most"</th>
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
            <Show when=move || shown.with(|shown| shown.of == 0)>
                <p class="store-nothing">"No caller or callee has these letters in its name"</p>
            </Show>
            <Show when=move || { left() > 0 }>
                <p class="quiet">{move || format!("{} more", words::count(left(), "pair", "pairs"))}</p>
                <button class="button" on:click=move |_| shows_all.set(true)>
                    {move || format!("Show all {}", words::grouped(shown.with(|shown| shown.of)))}
                </button>
            </Show>
        </div>
    }
}

fn row(remote: Remote, call: &Dependency, most: usize, has_errors: bool) -> impl IntoView + use<> {
    let traces_of = |service: &str| {
        if !remote.records(service) {
            return view! { <span title="The store has no traces by this name">{service.to_owned()}</span> }
                .into_any();
        }
        let service = service.to_owned();
        let name = service.clone();
        view! {
            <button
                class="store-link"
                title="Find its traces in the whole store"
                on:click=move |_| remote.show_traces_of(&service)
            >
                {name}
            </button>
        }
        .into_any()
    };
    let failed = call.errors.map(|errors| match errors {
        0 => String::new(),
        errors => {
            format!("{} ({})", words::grouped(errors), words::percent(errors as i64, call.calls as i64))
        }
    });
    let width = format!("{:.2}%", call.calls as f64 * 100.0 / most.max(1) as f64);
    view! {
        <tr>
            <th scope="row">{traces_of(&call.from)}</th>
            <td class="store-callee">{traces_of(&call.to)}</td>
            <td class="number">{words::grouped(call.calls)}</td>
            {has_errors.then(|| view! { <td class="number">{failed}</td> })}
            <td>
                <span class="store-share" aria-hidden="true"><span style:width=width></span></span>
            </td>
        </tr>
    }
}
