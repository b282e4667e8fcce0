//! Whom it was slow for: users, sessions and tenants, counted.

use super::Section;
use crate::{base::words, protocol::compare::PeopleRow};
use leptos::prelude::*;

/// A line a key; nothing when the traces name nobody.
#[component]
pub fn People(
    /// The keys, those in most slow traces first.
    rows: Vec<PeopleRow>,
    /// Slow traces in all.
    slow: usize,
) -> impl IntoView {
    (!rows.is_empty()).then(move || {
        let items = rows.into_iter().map(move |row| {
            let sentence = sentence(&row, slow);
            let most: Vec<String> = row.most.iter().map(|(value, n)| format!("{value} ({n})")).collect();
            view! {
                <li>
                    <span>{sentence}</span>
                    <span class="quiet finding-more">{most.join(", ")}</span>
                </li>
            }
        });
        view! {
            <Section title="Whom it was slow for" about="Counted apart: nobody is a cause" nothing=None>
                <ul class="compare-people">{items.collect_view()}</ul>
            </Section>
        }
    })
}

/// `The slow traces touch 41 different user.id; 3 of them are in 60 %`.
fn sentence(row: &PeopleRow, slow: usize) -> String {
    let touched = format!("The slow traces touch {} different {}", words::grouped(row.slow), row.key);
    let most = row.most.len();
    if row.slow <= most || slow == 0 {
        return touched;
    }
    format!("{touched}; {most} of them are in {}", words::share(row.with_most as f64 / slow as f64))
}
