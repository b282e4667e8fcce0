//! What the bars of the waterfall show, under it.

use crate::ui::parts::icon::{Icon, Sign};
use leptos::prelude::*;

/// The parts of a bar: how each is drawn and what it means.
const BARS: [(&str, &str); 5] = [
    ("key-critical", "critical path"),
    ("key-own", "own time"),
    ("key-rest", "in calls below"),
    ("key-wait", "in a queue"),
    ("key-event", "event"),
];

/// The legend.
#[component]
pub fn Legend() -> impl IntoView {
    let bars = BARS.map(|(class, words)| {
        view! {
            <li>
                <span class=format!("key {class}") aria-hidden="true"></span>
                {words}
            </li>
        }
    });
    view! {
        <ul class="bar-legend" aria-label="Legend">
            {bars.collect_view()}
            <li>
                <Icon sign=Sign::Origin />
                "error began here"
            </li>
            <li>
                <Icon sign=Sign::Warning />
                "error from below"
            </li>
        </ul>
    }
}
