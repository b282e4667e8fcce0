//! How to open traces: what a first visit shows.

mod in_full;
mod question;

pub use in_full::OpenInFull;
pub use question::Question;

use super::{
    engine::use_engine,
    parts::icon::{Icon, Sign},
    session::use_session,
    settings::use_settings,
    sources::use_waiting,
    top_bar::files::file_section,
};
use crate::{base::words, state::command::Command};
use leptos::{ev, prelude::*};

/// The sample, beside the page.
const SAMPLE: &str = "samples/shop.json.gz";

/// The view.
#[component]
pub fn OpenView() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let can_open = session.part(|session| !session.hide.open);
    let is_reading = Memo::new(move |_| engine.progress().with(Option::is_some));
    let address = RwSignal::new(String::new());
    let has_traces = Memo::new(move |_| engine.summary().with(|summary| summary.traces > 0));
    view! {
        <div class="open-view">
            <h1>"Open a trace, see where the time went"</h1>
            <Show
                when=move || is_reading.get()
                fallback=move || view! { <OpenCard can_open=can_open.into() address /> }
            >
                <p class="open-card open-reading">"Reading…"</p>
            </Show>
            <Failed />
            <Show when=move || has_traces.get()>
                <p>
                    <a
                        href=move || session.href(Command::ShowTraces)
                        on:click=move |event| {
                            event.prevent_default();
                            session.dispatch(Command::ShowTraces);
                        }
                    >
                        "Back to the traces that are open"
                    </a>
                </p>
            </Show>
            <Promises />
        </div>
    }
}

#[component]
fn OpenCard(
    /// Whether files may be opened here at all.
    can_open: Signal<bool>,
    /// What is typed into the field for an address.
    address: RwSignal<String>,
) -> impl IntoView {
    let (session, waiting, config) = (use_session(), use_waiting(), use_settings().config());
    let has_sample = Memo::new(move |_| config.with(|config| config.has_sample));
    let open_sample = move |_| {
        // The sample's address is always one that can be fetched.
        let _ = waiting.open(SAMPLE);
    };
    view! {
        <Show when=move || can_open.get() fallback=|| view! { <p class="open-card quiet">"Waiting for traces"</p> }>
            <div class="open-card">
                <Icon sign=Sign::Folder />
                <p class="open-lead">"Drop trace files anywhere on this page"</p>
                <p class="quiet">"OTLP as JSON, JSON Lines or protobuf, Jaeger and Zipkin JSON, spans printed by the SDKs of Python and Go; also in gzip, zstd and zip. Or paste the text itself"</p>
                <div class="open-actions">
                    <button class="button primary" on:click=move |_| session.dispatch(Command::PickFiles)>
                        "Open files…"
                    </button>
                    <Show when=move || has_sample.get()>
                        <button class="button" on:click=open_sample>
                            "Open the sample"
                        </button>
                    </Show>
                    <button class="button" on:click=move |_| session.dispatch(Command::ShowStore)>
                        "Ask Tempo, Jaeger or Zipkin…"
                    </button>
                </div>
                <AddressForm address />
            </div>
        </Show>
    }
}

/// Fetches a file from an address that is typed in.
#[component]
fn AddressForm(
    /// What is typed; it outlives the form, so that an address that failed can be mended.
    address: RwSignal<String>,
) -> impl IntoView {
    let waiting = use_waiting();
    let refusal = RwSignal::new(None::<String>);
    let fetch = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = address.get_untracked().trim().to_owned();
        if !typed.is_empty() {
            refusal.set(waiting.open(&typed).err());
        }
    };
    view! {
        <form class="address" on:submit=fetch>
            <Icon sign=Sign::Cloud />
            <input
                type="text"
                inputmode="url"
                aria-label="Address of a file"
                aria-invalid=move || refusal.with(Option::is_some).then_some("true")
                aria-describedby="address-refusal"
                placeholder="or fetch https://…/traces.json"
                autocomplete="off"
                spellcheck="false"
                bind:value=address
                on:input=move |_| refusal.set(None)
            />
            <button class="button" type="submit">
                "Fetch"
            </button>
            <p class="address-refusal" id="address-refusal" role="alert">{refusal}</p>
        </form>
    }
}

/// Files that gave nothing, each with its reason.
#[component]
fn Failed() -> impl IntoView {
    let summary = use_engine().summary();
    let failed = move || {
        summary.with(|summary| {
            summary.files.iter().filter(|file| file.error.is_some()).map(file_section).collect::<Vec<_>>()
        })
    };
    let count = Memo::new(move |_| {
        summary.with(|summary| summary.files.iter().filter(|file| file.error.is_some()).count())
    });
    view! {
        <Show when=move || count.get() != 0>
            <div class="open-failed" role="alert">
                <h2>{move || format!("{} could not be read", words::count(count.get(), "file", "files"))}</h2>
                {failed}
            </div>
        </Show>
    }
}

/// What the page promises, in three sentences.
#[component]
fn Promises() -> impl IntoView {
    view! {
        <ul class="promises">
            <li>
                <Icon sign=Sign::Lock />
                <span>
                    <strong>"Nothing is uploaded"</strong>
                    "Files are read in this tab, by a program that has no server"
                </span>
            </li>
            <li>
                <Icon sign=Sign::Forward />
                <span>
                    <strong>"Large files"</strong>
                    "They are read in pieces while the page stays usable; hundreds of megabytes are fine"
                </span>
            </li>
            <li>
                <Icon sign=Sign::Check />
                <span>
                    <strong>"Damaged files"</strong>
                    "What is broken is mended and noted, what is whole is shown"
                </span>
            </li>
        </ul>
    }
}
