//! Numbers of everything that a store holds: a row a group, or slow against fast.

use super::{
    compared::{Compared, SlowField},
    loading::{LoadOutcome, LoadTraces},
    state::{Remote, use_remote},
    unanswered::Why,
};
use crate::{
    base::{time, words},
    charts::spark,
    protocol::measured::{Measured, Numbers, NumbersRow, NumbersTable},
    query::complete::offers::quoted,
    state::store_numbers::told,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Size of the bars of a row.
const BARS_PX: [f64; 2] = [160.0, 22.0];
/// Rows that are shown: more than anyone reads, and the first ones say most.
const ROWS: usize = 200;
/// The grouping whose groups can be searched for.
const SERVICE: &str = "resource.service.name";

/// The numbers, with the way to the traces that stand for them.
#[component]
pub fn StoreNumbersView() -> impl IntoView {
    let remote = use_remote();
    let told = remote.measured;
    let failure = Memo::new(move |_| told.with(|told| told.failure.clone()));
    let answer = Memo::new(move |_| told.with(|told| told.answer.clone()));
    let name = remote.name();
    let about = move || {
        told.with(|told| match (&told.query, told.is_asking) {
            (_, true) => "Asking the store…".to_owned(),
            (Some(query), false) if told.answer.is_some() => format!(
                "Of everything that the store at {} holds in {}, not of the loaded traces; it knows up to about half a minute ago",
                name.get(),
                time::duration(query.to_ns.saturating_sub(query.from_ns))
            ),
            _ => told.silence().to_owned(),
        })
    };
    let left = Signal::derive(move || {
        remote.exemplars().into_iter().filter(|id| !remote.is_here(id)).collect::<Vec<_>>()
    });
    let label = |n: usize| format!("Load {}", words::count(n, "exemplar", "exemplars"));
    view! {
        <section class="store-numbers" aria-label="Numbers of the whole store">
            <div class="list-bar">
                <p class="quiet" role="status">{about}</p>
                <div class="list-tools">
                    <LoadTraces ids=left label hint="Fetch the traces that stand for these numbers (l)" />
                </div>
            </div>
            <LoadOutcome />
            <SlowField remote />
            {move || match failure.get() {
                Some(unanswered) => view! { <div class="store-card"><Why unanswered /></div> }.into_any(),
                None => answer.get().map(|measured| shown(remote, &measured)).into_any(),
            }}
        </section>
    }
}

fn shown(remote: Remote, measured: &Arc<Measured>) -> AnyView {
    match &measured.numbers {
        Numbers::Compared(compared) => {
            view! { <Compared remote compared=compared.clone() exemplars=measured.exemplars.clone() /> }
                .into_any()
        }
        Numbers::Table(table) if table.rows.is_empty() => view! {
            <p class="store-nothing">
                "The store measured nothing in this time; a longer one, or other spans, may hold some"
            </p>
        }
        .into_any(),
        Numbers::Table(table) => view! { <Table remote table=table.clone() /> }.into_any(),
    }
}

#[component]
fn Table(
    /// The store.
    remote: Remote,
    /// The numbers.
    table: NumbersTable,
) -> impl IntoView {
    let NumbersTable { by, columns, bars, mut rows } = table;
    let left_out = rows.len().saturating_sub(ROWS);
    rows.truncate(ROWS);
    let heads = columns.iter().map(|column| {
        view! { <th scope="col" class="number" title=column.about.clone()>{column.name.clone()}</th> }
    });
    let heads = heads.collect_view();
    let is_of_services = by == SERVICE;
    let rows = rows.into_iter().map(|row| {
        let numbers = row.numbers.iter().zip(&columns).map(|(number, column)| {
            let words = number.map_or_else(|| "–".to_owned(), |number| told(number, column.unit));
            view! { <td class="number">{words}</td> }
        });
        let numbers = numbers.collect_view();
        let path = spark::bars(&row.bars, BARS_PX);
        view! {
            <tr>
                <th scope="row">{group(remote, is_of_services, &row)}</th>
                {numbers}
                <td>
                    <svg
                        class="store-bars"
                        viewBox=format!("0 0 {} {}", BARS_PX[0], BARS_PX[1])
                        preserveAspectRatio="none"
                        aria-hidden="true"
                    >
                        <path d=path />
                    </svg>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let by = match by.as_str() {
        "" => "All".to_owned(),
        SERVICE => "Service".to_owned(),
        by => by.to_owned(),
    };
    view! {
        <div class="store-scroll" tabindex="0" role="group" aria-label="Table of the numbers">
            <table class="findings store-table">
                <thead>
                    <tr>
                        <th scope="col">{by}</th>
                        {heads}
                        <th scope="col">{bars}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {(left_out > 0).then(|| view! {
                <p class="quiet">{format!("{} more", words::count(left_out, "group", "groups"))}</p>
            })}
        </div>
    }
}

/// The name of a row; of a service it leads to its traces.
fn group(remote: Remote, is_of_services: bool, row: &NumbersRow) -> AnyView {
    let name = row.name.clone();
    if !is_of_services || name.is_empty() {
        let words = if name.is_empty() { "All spans".to_owned() } else { name };
        return view! { {words} }.into_any();
    }
    let find = format!("{{ {SERVICE} = {} }}", quoted(&name));
    let press = move |_| remote.narrow(&find);
    view! {
        <button class="store-link" title="Find its traces in the whole store" on:click=press>{name}</button>
    }
    .into_any()
}
