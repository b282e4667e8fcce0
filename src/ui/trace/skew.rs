//! Clocks that differ from host to host: by how much, and the switch that sets them right.

use super::open_trace::OpenTrace;
use crate::{
    base::words,
    state::command::Command,
    ui::parts::icon::{Icon, Sign},
};
use leptos::prelude::*;

/// What is seen of the clocks, and the switch; nothing when none is seen to be wrong.
#[component]
pub fn SkewSwitch(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let is_on = session.skew();
    let skew = Memo::new(move |_| open.head.with(|head| head.skew.clone()));
    let first = move || skew.with(|skew| Some(skew.as_ref()?.pairs.first()?.sentence.clone()));
    let more = move || {
        let pairs = skew.with(|skew| skew.as_ref().map_or(0, |skew| skew.pairs.len()));
        (pairs > 1)
            .then(|| format!(", and {} more", words::count(pairs - 1, "pair of hosts", "pairs of hosts")))
    };
    let all = move || {
        skew.with(|skew| {
            let pairs = skew.iter().flat_map(|skew| skew.pairs.iter());
            let pairs = pairs
                .map(|pair| format!("{}, by {}", pair.sentence, words::count(pair.calls, "call", "calls")));
            pairs.collect::<Vec<_>>().join("\n")
        })
    };
    let shifted = move || {
        let shifted = skew.with(|skew| skew.as_ref().map_or(0, |skew| skew.shifted));
        format!("Shows {} at another time than was recorded (t)", words::count(shifted, "span", "spans"))
    };
    view! {
        <Show when=move || skew.with(Option::is_some)>
            <div class="skew">
                <Icon sign=Sign::Clock />
                <p title=all>{first} {more}</p>
                <button
                    class="button"
                    role="switch"
                    aria-checked=move || is_on.get().to_string()
                    title=shifted
                    on:click=move |_| session.dispatch(Command::ToggleSkew)
                >
                    <Show when=move || is_on.get()><Icon sign=Sign::Check /></Show>
                    "Set clocks right"
                </button>
            </div>
        </Show>
    }
}
