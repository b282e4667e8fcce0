//! The store of a query endpoint: connecting, searching, and fetching what was found.

mod calls;
mod compared;
mod connect;
mod dependencies;
mod fetch;
mod form;
mod known;
mod list;
mod loading;
mod measure;
mod missing;
mod numbers;
mod parts;
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

use super::session::use_session;
use connect::Connect;
use dependencies::DependenciesView;
use form::{RangeForm, SearchForm};
use known::Asks;
use leptos::prelude::*;
use list::FoundList;
use numbers::StoreNumbersView;
use parts::StoreParts;
use unanswered::Why;

/// The view.
#[component]
pub fn StoreView() -> impl IntoView {
    let remote = use_remote();
    let is_connected = remote.is_connected();
    view! {
        <div class="store-view">
            <Connect />
            <Show when=move || is_connected.get()>
                <Connected />
            </Show>
        </div>
    }
}

#[component]
fn Connected() -> impl IntoView {
    let (session, remote) = (use_session(), use_remote());
    let part = session.part(|session| session.store);
    let q = session.q();
    let asks = Memo::new(move |_| q.with(|q| remote.asks_for(part.get(), q)));
    let failure = Memo::new(move |_| remote.found().with(|found| found.failure.clone()));
    view! {
        <Show when=move || asks.get() != Asks::Dependencies fallback=|| view! { <RangeForm /> }>
            <SearchForm />
        </Show>
        <StoreParts />
        {move || match asks.get() {
            Asks::Numbers => view! { <StoreNumbersView /> }.into_any(),
            Asks::Dependencies => view! { <DependenciesView /> }.into_any(),
            Asks::Traces => view! {
                {move || match failure.get() {
                    Some(unanswered) => view! { <div class="store-card"><Why unanswered /></div> }.into_any(),
                    None => view! { <FoundList /> }.into_any(),
                }}
            }
            .into_any(),
        }}
    }
}
