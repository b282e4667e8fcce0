//! What can be searched for: one screen of examples, each of which can be tried.

use crate::{
    state::{
        command::Command,
        search_help::{PARTS, Part},
    },
    ui::{
        parts::{
            dialog,
            icon::{Icon, Sign},
        },
        session::use_session,
    },
};
use leptos::{ev, html, prelude::*};

/// The sheet; a command shows it.
#[component]
pub fn SearchSheet() -> impl IntoView {
    let session = use_session();
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    session.on_command(move |command| {
        if matches!(command, Command::ShowSearchHelp) {
            dialog::show(dialog);
        }
    });
    let close = move || dialog::close(dialog);
    let on_click = move |event: ev::MouseEvent| {
        if dialog::is_beside(&event) {
            close();
        }
    };
    let try_it = move |search: &'static str| {
        close();
        session.dispatch(Command::SetQuery(search.to_owned()));
        if session.now(|session| !session.view.lists_traces()) {
            session.dispatch(Command::ShowTraces);
        }
    };
    let part = move |part: &'static Part| {
        let rows = part.examples.iter().map(|&(search, words)| {
            view! {
                <div>
                    <dt>
                        <button class="example" title="Search for this" on:click=move |_| try_it(search)>
                            <code>{search}</code>
                        </button>
                    </dt>
                    <dd>{words}</dd>
                </div>
            }
        });
        view! {
            <section>
                <h3>{part.title}</h3>
                <p>{part.words}</p>
                <dl>{rows.collect_view()}</dl>
            </section>
        }
    };
    view! {
        <dialog node_ref=dialog class="help search-sheet" aria-label="What can be searched for" on:click=on_click>
            <div class="help-card">
                <div class="help-head">
                    <h2>"What can be searched for"</h2>
                    <button class="icon-button" title="Close (Esc)" aria-label="Close" on:click=move |_| close()>
                        <Icon sign=Sign::Close />
                    </button>
                </div>
                <div class="help-columns">{PARTS.iter().map(part).collect_view()}</div>
            </div>
        </dialog>
    }
}
