//! Why an endpoint gave no answer, and what to do.

use crate::{
    protocol::remote::Unanswered,
    ui::parts::{
        copy::CopyButton,
        icon::{Icon, Sign},
    },
};
use leptos::prelude::*;

/// The sentence, the advice, a setting to copy, and the command that fetches the same answer as a file.
#[component]
pub fn Why(
    /// What is known of it.
    unanswered: Unanswered,
) -> impl IntoView {
    let Unanswered { sentence, advice, setting, curl } = unanswered;
    let advice = advice.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let copied = |what: &'static str, words: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            view! {
                <div class="to-copy">
                    <p class="quiet">{words}</p>
                    <div class="to-copy-text">
                        <pre tabindex="0" role="group" aria-label=what>{text.clone()}</pre>
                        <CopyButton text=Signal::stored(text) what />
                    </div>
                </div>
            }
        })
    };
    view! {
        <div class="unanswered" role="alert">
            <p class="file-error">
                <Icon sign=Sign::Warning />
                <span>{sentence}</span>
            </p>
            <ul class="advice">{advice}</ul>
            {copied("the setting", "The setting:", setting)}
            {copied(
                "the command",
                "Or fetch the same answer as a file with this command, and drop answer.json onto this page:",
                curl,
            )}
        </div>
    }
}
