//! What is shown of a store: the traces that are found, or numbers and calls of everything that it holds.

use super::{known::Asks, state::use_remote};
use crate::{
    protocol::remote::Kind,
    state::{
        command::Command,
        session::StorePart,
        store_numbers::{StoreNumbers, USUAL_SLOW_NS, without_numbers},
    },
    ui::session::use_session,
};
use leptos::prelude::*;

/// The choice. Numbers are a search like any other, which stands in the field above and in the link.
#[component]
pub fn StoreParts() -> impl IntoView {
    let (session, remote) = (use_session(), use_remote());
    let q = session.q();
    let part = session.part(|session| session.store);
    let kind = Memo::new(move |_| remote.kind());
    let numbers = Memo::new(move |_| q.with(|q| StoreNumbers::of(q)));
    let shows_traces = Memo::new(move |_| q.with(|q| remote.asks_for(part.get(), q)) == Asks::Traces);
    let choice = |pressed: Signal<bool>, hint: &'static str, press: Callback<()>, words: &'static str| {
        view! {
            <button
                class="choice"
                title=hint
                aria-pressed=move || pressed.get().to_string()
                on:click=move |_| press.run(())
            >
                {words}
            </button>
        }
    };
    let show_traces = Callback::new(move |()| {
        // Who wants the traces waits no longer for what slow begins with.
        if remote.is_finding_slow.get_untracked() {
            remote.stop_search();
        }
        session.dispatch(Command::ShowStorePart(StorePart::Found));
        if kind.get_untracked() == Some(Kind::Tempo) {
            session.dispatch(Command::SetQuery(q.with_untracked(|q| without_numbers(q))));
        }
    });
    let show_numbers = move |of: StoreNumbers| {
        Callback::new(move |()| match of {
            StoreNumbers::Slow => remote.compare_slow(),
            of => {
                let search = q.with_untracked(|q| of.search(q, USUAL_SLOW_NS));
                session.dispatch(Command::SetQuery(search));
            }
        })
    };
    let of_tempo = move || {
        let choices = StoreNumbers::ALL.map(|of| {
            let pressed = Signal::derive(move || numbers.get() == Some(of));
            choice(pressed, of.hint(), show_numbers(of), of.label())
        });
        choices.into_iter().collect_view()
    };
    let show_calls =
        Callback::new(move |()| session.dispatch(Command::ShowStorePart(StorePart::Dependencies)));
    let of_others = move || {
        let pressed = Signal::derive(move || part.get() == StorePart::Dependencies);
        choice(pressed, "Who calls whom, as the store counts it", show_calls, "Dependencies")
    };
    view! {
        <div class="store-parts">
            <div class="choices" role="group" aria-label="Of the whole store">
                {choice(shows_traces.into(), "The traces that the search finds", show_traces, "Traces")}
                {move || match kind.get() {
                    Some(Kind::Tempo) => of_tempo().into_any(),
                    _ => of_others().into_any(),
                }}
            </div>
            <p class="quiet" role="status">
                {move || remote.is_finding_slow.get().then_some("Asking from when on a trace is slow…")}
            </p>
        </div>
    }
}
