//! The question that stands over the view while a link names an endpoint of another host than the page's own.

use super::{known::Connection, state::use_remote};
use crate::{base::words, ui::session::use_session};
use leptos::prelude::*;

/// Asks before another host is asked. The page stays usable meanwhile.
#[component]
pub fn EndpointQuestion() -> impl IntoView {
    let (session, remote) = (use_session(), use_remote());
    let tenant = session.part(|session| {
        session.endpoint.as_ref().map(|endpoint| endpoint.tenant.clone()).unwrap_or_default()
    });
    let is_waiting = Memo::new(move |_| remote.connection().with(|now| *now == Connection::Waiting));
    let name = remote.name();
    let sent = move || {
        let mut sent = vec!["your address".to_owned(), "what you search for".to_owned()];
        let tenant = tenant.get();
        if !tenant.is_empty() {
            sent.push(format!("the tenant “{tenant}” that the link names"));
        }
        let headers = remote.headers_now();
        if !headers.is_empty() {
            let names = headers.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
            sent.push(format!("the headers {names} that the page around this one gives"));
        }
        words::listed(&sent)
    };
    view! {
        // What is read out has to be there before its words are.
        <div aria-live="polite">
            <Show when=move || is_waiting.get()>
                <div class="question" role="region" aria-label="Ask an endpoint">
                    <p>
                        "This link asks the store at " <strong>{name}</strong>
                        " for traces. That host will see " {sent} "; nothing else is sent"
                    </p>
                    <div class="open-actions">
                        <button class="button primary" on:click=move |_| remote.agree()>
                            "Connect"
                        </button>
                        <button class="button" on:click=move |_| remote.disconnect()>
                            "Not now"
                        </button>
                    </div>
                </div>
            </Show>
        </div>
    }
}
