//! The store of a query endpoint: connecting, searching, and fetching what was found.

mod connect;
mod fetch;
mod form;
mod known;
mod list;
mod loading;
mod missing;
mod question;
mod row;
mod scope;
mod search;
mod state;
mod unanswered;

pub use missing::MissingTrace;
pub use question::EndpointQuestion;
pub use scope::ScopeLine;
pub use state::{Remote, provide_remote, use_remote};

use connect::Connect;
use form::SearchForm;
use leptos::prelude::*;
use list::FoundList;
use unanswered::Why;

/// The view.
#[component]
pub fn StoreView() -> impl IntoView {
    let remote = use_remote();
    let is_connected = remote.is_connected();
    let failure = Memo::new(move |_| remote.found().with(|found| found.failure.clone()));
    view! {
        <div class="store-view">
            <Connect />
            <Show when=move || is_connected.get()>
                <SearchForm />
                {move || match failure.get() {
                    Some(unanswered) => view! { <div class="store-card"><Why unanswered /></div> }.into_any(),
                    None => view! { <FoundList /> }.into_any(),
                }}
            </Show>
        </div>
    }
}
