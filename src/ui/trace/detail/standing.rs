//! Where a span stands among its kind: a sentence, and a strip of how long the others took.

use crate::{protocol::detail::Standing, state::command::Command, ui::trace::open_trace::OpenTrace};
use leptos::prelude::*;

/// Height of the strip, and the width of a column of it, in its own units.
const HEIGHT: f64 = 28.0;
const COLUMN: f64 = 10.0;

/// The sentence and the strip.
#[component]
pub fn Among(
    /// The trace.
    open: OpenTrace,
    /// The span's name.
    name: String,
    /// Where it stands.
    standing: Standing,
) -> impl IntoView {
    let sentence = standing.sentence(&name);
    let figures = standing.figures();
    let search = standing.search.clone();
    let has_others = standing.spans > 1;
    let show_all = has_others.then(|| {
        view! {
            <button
                class="button quiet-button"
                title="Search the traces with such spans"
                on:click=move |_| open.session.dispatch(Command::SearchFor(search.clone()))
            >
                "Show their traces"
            </button>
        }
    });
    view! {
        <section class="detail-section standing" aria-label="Among its kind">
            <p>{sentence}</p>
            {(standing.max_ns > standing.min_ns).then(|| view! { <Strip standing=standing.clone() /> })}
            <p class="standing-figures">
                <span class="quiet number">{figures}</span>
                {show_all}
            </p>
        </section>
    }
}

/// How many spans took how long, from the shortest to the longest; where the span is, is marked.
#[component]
fn Strip(
    /// Where it stands.
    standing: Standing,
) -> impl IntoView {
    let heights = standing.heights();
    let width = heights.len() as f64 * COLUMN;
    let own = standing.bin as usize;
    let columns = heights.into_iter().enumerate().map(|(at, height)| {
        let class = if at == own { "standing-own" } else { "standing-others" };
        let (x, tall) = (at as f64 * COLUMN + 1.0, height * HEIGHT);
        view! { <rect class=class x=x y={HEIGHT - tall} width={COLUMN - 2.0} height=tall /> }
    });
    let mark_x = own as f64 * COLUMN + COLUMN / 2.0;
    let mark = format!("M{mark_x} {} l-6 6 h12 z", HEIGHT + 2.0);
    view! {
        <svg
            class="standing-strip"
            viewBox=format!("0 0 {width} {}", HEIGHT + 10.0)
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            {columns.collect_view()}
            <path class="standing-own" d=mark />
        </svg>
        <p class="standing-ends quiet number" aria-hidden="true">
            <span>{crate::base::time::duration(standing.min_ns)}</span>
            <span>{crate::base::time::duration(standing.max_ns)}</span>
        </p>
    }
}
