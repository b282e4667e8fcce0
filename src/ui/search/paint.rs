//! The typed text in colours, behind an input whose own text is transparent.

use super::box_state::BoxState;
use crate::query::{
    highlight::{TokenClass, highlight},
    reading::read,
};
use leptos::prelude::*;

/// The coloured text.
#[component]
pub fn Paint(
    /// The box.
    state: BoxState,
) -> impl IntoView {
    let pieces = move || state.draft.with(|draft| painted(draft));
    view! {
        <div class="search-paint" aria-hidden="true" node_ref=state.paint>
            {pieces}
        </div>
    }
}

/// The passages of the text, each in its class; what is wrong is underlined.
fn painted(text: &str) -> impl IntoView + use<> {
    let wrong = read(text).refusal().map(|error| (error.from, error.to));
    let mut pieces = Vec::new();
    let mut behind = 0;
    let mut push = |from: usize, to: usize, class: &'static str| {
        // What is wrong may be a part of a passage.
        let (start, end) = wrong.unwrap_or((to, to));
        let (start, end) = (start.clamp(from, to), end.clamp(from, to));
        for (from, to, mark) in [(from, start, ""), (start, end, " wrong"), (end, to, "")] {
            if from < to {
                let piece = text.get(from..to).unwrap_or_default().to_owned();
                pieces.push(view! { <span class=format!("{class}{mark}")>{piece}</span> });
            }
        }
    };
    for (from, to, class) in highlight(text) {
        push(behind, from, "");
        push(from, to, class_name(class));
        behind = to;
    }
    push(behind, text.len(), "");
    pieces
}

const fn class_name(class: TokenClass) -> &'static str {
    match class {
        TokenClass::Attribute => "token-attribute",
        TokenClass::Intrinsic => "token-intrinsic",
        TokenClass::Operator | TokenClass::Bracket => "token-operator",
        TokenClass::Text => "token-text",
        TokenClass::Number => "token-number",
        TokenClass::Keyword => "token-keyword",
        TokenClass::Error => "wrong",
    }
}
