//! Who calls whom in everything that a store holds, as it counts it itself.

use super::{
    known::Told,
    state::{Remote, use_remote},
    unanswered::Why,
};
use crate::{
    base::{time, words},
    protocol::{
        measured::{Dependencies, Dependency},
        remote::Kind,
    },
    query::terms::Terms,
    state::{command::Command, session::StorePart},
    ui::parts::sort_button::{SortButton, aria_sort},
};
use leptos::prelude::*;

/// A column by which the table sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    From,
    To,
    Calls,
    Failed,
}

/// The table, with a field that narrows it.
#[component]
pub fn DependenciesView() -> impl IntoView {
    let remote = use_remote();
    let told = remote.counted;
    let failure = Memo::new(move |_| told.with(|told| told.failure.clone()));
    let answer = Memo::new(move |_| told.with(|told| told.answer.clone()));
    let find = RwSignal::new(String::new());
    let about = move || told.with(|told| about(remote, told));
    view! {
        <section class="store-numbers" aria-label="Dependencies of the whole store">
            <div class="list-bar">
                <p class="quiet" role="status">{about}</p>
                <div class="list-tools">
                    <button class="button" on:click=move |_| remote.search_again()>"Count again"</button>
                </div>
            </div>
            {move || match (failure.get(), answer.get()) {
                (Some(unanswered), _) => view! { <div class="store-card"><Why unanswered /></div> }.into_any(),
                (None, None) => ().into_any(),
                (None, Some(answer)) if answer.calls.is_empty() => {
                    view! { <p class="store-nothing">{nothing(remote)}</p> }.into_any()
                }
                (None, Some(answer)) => view! {
                    <label class="store-find">
                        <span>"Service"</span>
                        <input type="search" autocomplete="off" spellcheck="false" placeholder="any" bind:value=find />
                    </label>
                    <Calls remote answer=Dependencies::clone(&answer) find />
                }
                .into_any(),
            }}
        </section>
    }
}

fn about(remote: Remote, told: &Told<Dependencies>) -> String {
    let (Some(query), Some(answer)) = (&told.query, &told.answer) else {
        return if told.is_asking { "Asking the store…".to_owned() } else { String::new() };
    };
    if told.is_asking {
        return "Asking the store…".to_owned();
    }
    let calls: usize = answer.calls.iter().map(|call| call.calls).sum();
    format!(
        "{} between {} in {} of everything that the store at {} holds, as it counts them; not of the loaded traces",
        words::count(calls, "call", "calls"),
        words::count(services(answer), "service", "services"),
        time::duration(query.to_ns.saturating_sub(query.from_ns)),
        remote.name().get()
    )
}

fn services(answer: &Dependencies) -> usize {
    let mut names: Vec<&str> = answer.calls.iter().flat_map(|call| [&*call.from, &*call.to]).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

fn nothing(remote: Remote) -> &'static str {
    match remote.kind() {
        Some(Kind::Jaeger) => {
            "The store counted no calls in this time; with Elasticsearch or Cassandra a job of Jaeger’s (spark-dependencies) counts them, once a day"
        }
        _ => "The store counted no calls in this time; a longer one may hold some",
    }
}

#[component]
fn Calls(
    /// The store.
    remote: Remote,
    /// The calls.
    answer: Dependencies,
    /// Letters in the name of a caller or callee.
    find: RwSignal<String>,
) -> impl IntoView {
    let sort = RwSignal::new((Column::Calls, true));
    let has_errors = answer.calls.iter().any(|call| call.errors.is_some());
    let most = answer.calls.iter().map(|call| call.calls).max().unwrap_or(1);
    let calls = StoredValue::new(answer.calls);
    let rows = move || {
        let (column, descending) = sort.get();
        let find = find.with(|find| find.trim().to_lowercase());
        calls.with_value(|calls| {
            let is_found = |call: &&Dependency| {
                [&call.from, &call.to].iter().any(|name| name.to_lowercase().contains(&find))
            };
            let mut calls: Vec<&Dependency> = calls.iter().filter(is_found).collect();
            // The sort is stable: equal ones stay by their calls.
            calls.sort_by(|one, other| {
                let ordering = match column {
                    Column::From => one.from.cmp(&other.from),
                    Column::To => one.to.cmp(&other.to),
                    Column::Calls => one.calls.cmp(&other.calls),
                    Column::Failed => {
                        let share =
                            |call: &Dependency| call.errors.unwrap_or(0) as f64 / call.calls.max(1) as f64;
                        share(one).total_cmp(&share(other))
                    }
                };
                if descending { ordering.reverse() } else { ordering }
            });
            calls.into_iter().map(|call| row(remote, call, most, has_errors)).collect_view()
        })
    };
    let head = move |column: Column, name: &'static str, hint: &'static str, is_number: bool| {
        let way = Memo::new(move |_| Some(sort.get()).filter(|sort| sort.0 == column).map(|sort| sort.1));
        let press = move || {
            sort.update(|sort| {
                // Names begin with the first letter, numbers with the largest.
                *sort = if sort.0 == column { (column, !sort.1) } else { (column, is_number) };
            });
        };
        view! {
            <th scope="col" class:number=is_number aria-sort=move || aria_sort(way.get())>
                <SortButton way hint class="services-sort" press>
                    {name}
                </SortButton>
            </th>
        }
    };
    view! {
        <div class="store-scroll" tabindex="0" role="group" aria-label="Table of calls">
            <table class="findings store-table">
                <thead>
                    <tr>
                        {head(Column::From, "Caller", "Who calls", false)}
                        {head(Column::To, "Callee", "Who is called", false)}
                        {head(Column::Calls, "Calls", "How many", true)}
                        {has_errors.then(|| head(Column::Failed, "Failed", "Part of the calls that failed", true))}
                        <th scope="col">"Of the most"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(remote: Remote, call: &Dependency, most: usize, has_errors: bool) -> impl IntoView + use<> {
    let traces_of = |service: &str| {
        let search = Terms { service: service.to_owned(), ..Terms::default() }.write();
        let press = move |_| {
            remote.session.dispatch(Command::SetQuery(search.clone()));
            remote.session.dispatch(Command::ShowStorePart(StorePart::Found));
        };
        view! {
            <button class="store-link" title="Find its traces in the whole store" on:click=press>
                {service.to_owned()}
            </button>
        }
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
            <td>{traces_of(&call.to)}</td>
            <td class="number">{words::grouped(call.calls)}</td>
            {has_errors.then(|| view! { <td class="number">{failed}</td> })}
            <td>
                <span class="store-share" aria-hidden="true"><span style:width=width></span></span>
            </td>
        </tr>
    }
}
