//! Errors by what they are: what is said, where they began, what became of them, whom they touched.

use super::{
    go, people,
    place::{Operation, Places, operation_search},
};
use crate::{
    base::words,
    protocol::findings::ErrorFingerprint,
    query::cohort::{Cohort, Part},
    state::command::Command,
    ui::{
        parts::icon::{Icon, Sign},
        session::use_session,
    },
};
use leptos::prelude::*;

/// The table.
#[component]
pub fn Failures(
    /// The errors, the worst first.
    fingerprints: Vec<ErrorFingerprint>,
) -> impl IntoView {
    view! {
        <table class="findings">
            <thead>
                <tr>
                    <th scope="col" class="number">"Errors"</th>
                    <th scope="col">"What is said, and where it began"</th>
                    <th scope="col">"What became of them"</th>
                    <th scope="col">"Touched"</th>
                    <th scope="col">"Traces"</th>
                </tr>
            </thead>
            <tbody>{fingerprints.into_iter().map(|error| view! { <Failure error /> }).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Failure(
    /// The errors of one fingerprint.
    error: ErrorFingerprint,
) -> impl IntoView {
    let became = became(error.caused, error.n);
    let message = if error.message.is_empty() { "No words are given".to_owned() } else { error.message };
    let touched = people(error.users, error.sessions);
    let failed = operation_search(&error.service, &error.name, " && status = error");
    let compare = Command::Compare { slow: Some(Cohort::of(Part::Search(failed))), fast: None };
    let (href, go) = (use_session().href(compare.clone()), go(compare));
    view! {
        <tr class:caused=error.caused != 0>
            <td class="number">{words::grouped(error.n)}</td>
            <td class="finding-what">
                <p class="finding-message" title=error.fingerprint>
                    <Icon sign=Sign::Warning />
                    <span>{message}</span>
                </p>
                <Operation service=error.service name=error.name />
            </td>
            <td>{became}</td>
            <td>{words::count(error.traces, "trace", "traces")}<span class="quiet finding-more">{touched}</span></td>
            <td>
                <Places places=error.exemplars />
                <a class="finding-more" href=href on:click=go title="Traces in which this operation failed, against the others of the same root operations">"Compare with the rest"</a>
            </td>
        </tr>
    }
}

/// How many of the errors made their request fail.
fn became(caused: usize, n: usize) -> String {
    match (caused, n) {
        (0, _) => "No request failed because of it".to_owned(),
        (1, 1) => "Its request failed".to_owned(),
        (caused, n) if caused == n => format!("All {} requests failed", words::grouped(n)),
        (caused, n) => format!("{} of {} requests failed", words::grouped(caused), words::grouped(n)),
    }
}
