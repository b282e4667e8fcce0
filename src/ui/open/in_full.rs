//! The way out of a page that this one is embedded in.

use crate::{
    browser::location,
    state::{
        link,
        session::{Hide, Session},
    },
    ui::session::use_session,
};
use leptos::prelude::*;

/// Shown in a corner while the page is embedded: the same in a tab of its own, with all its parts.
#[component]
pub fn OpenInFull() -> impl IntoView {
    let session = use_session();
    let is_embedded = session.part(|session| session.embed);
    let address = session.part(|session| location::with_fragment(&link::write(&in_full(session))));
    view! {
        <Show when=move || is_embedded.get()>
            <a class="in-full" href=address target="_blank" rel="noopener">
                "Open in full"
            </a>
        </Show>
    }
}

/// The session without what the page around it asked for.
fn in_full(session: &Session) -> Session {
    Session { embed: false, hide: Hide::default(), origins: Vec::new(), ..session.clone() }
}
