//! What is kept, in words, and the buttons to keep and to forget it.

use super::use_keeping;
use crate::{
    state::{command::Command, kept::Kept},
    ui::{
        parts::icon::{Icon, Sign},
        session::use_session,
    },
};
use leptos::prelude::*;

/// What is kept, and the way to keep or to forget it.
#[component]
pub fn KeptPanel() -> impl IntoView {
    let (keeping, session) = (use_keeping(), use_session());
    let is_allowed = Memo::new(move |_| keeping.kept.with(|kept| kept.is_allowed));
    view! {
        <Show when=move || keeping.can_keep()>
            <div class="file kept">
                <Show
                    when=move || is_allowed.get()
                    fallback=move || {
                        view! {
                            <p class="quiet">
                                "When this page is closed, dropped files are closed too. They can be kept in this browser, on this machine; what was fetched from a store is not kept"
                            </p>
                            <button class="button" on:click=move |_| session.dispatch(Command::KeepFiles)>
                                <Icon sign=Sign::Saved />
                                "Keep for the next visit"
                            </button>
                        }
                    }
                >
                    <p class="quiet" role="status">
                        {move || {
                            let doing = keeping.doing.get().map(str::to_owned);
                            doing.unwrap_or_else(|| keeping.kept.with(Kept::words))
                        }}
                    </p>
                    <button class="button" on:click=move |_| session.dispatch(Command::ForgetKept)>
                        <Icon sign=Sign::Close />
                        "Forget"
                    </button>
                </Show>
            </div>
        </Show>
    }
}
