//! Connecting an endpoint: its address, what it is, and as whom it is asked.

use super::{
    known::Connection,
    state::{RECENT, use_remote},
    unanswered::Why,
};
use crate::{
    base::words,
    browser::storage,
    protocol::remote::Kind,
    state::{
        endpoint::{self, Endpoint},
        session::Session,
    },
    ui::{
        parts::icon::{Icon, Sign},
        session::use_session,
        settings::use_settings,
    },
};
use leptos::{ev, prelude::*};

/// What is connected, or the form.
#[component]
pub fn Connect() -> impl IntoView {
    let remote = use_remote();
    let is_connected = remote.is_connected();
    let is_changing = RwSignal::new(false);
    Effect::new(move |_| {
        // Whatever is connected anew is shown as that.
        remote.connection().track();
        is_changing.set(false);
    });
    let name = remote.name();
    let about = move || {
        remote.probed().map(|probed| {
            let services = words::count(probed.services.len(), "service", "services");
            format!("{}, {services}", probed.api.label())
        })
    };
    view! {
        <Show
            when=move || is_connected.get() && !is_changing.get()
            fallback=move || view! { <ConnectForm /> }
        >
            <div class="list-bar store-bar">
                <h1>"The whole store at " <span class="store-name">{name}</span></h1>
                <p class="quiet">{about}</p>
                <div class="list-tools">
                    <button class="button" on:click=move |_| is_changing.set(true)>"Change…"</button>
                    <button class="button" on:click=move |_| remote.disconnect()>"Disconnect"</button>
                </div>
            </div>
        </Show>
    }
}

#[component]
fn ConnectForm() -> impl IntoView {
    let (session, remote) = (use_session(), use_remote());
    let now = session.now(|session: &Session| session.endpoint.clone()).unwrap_or_default();
    let headers = remote.headers_of(&now.address);
    let has_more = !now.tenant.is_empty() || !headers.is_empty();
    let address = RwSignal::new(now.address);
    let kind = RwSignal::new(now.kind);
    let tenant = RwSignal::new(now.tenant);
    let headers = RwSignal::new(
        headers.into_iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n"),
    );
    let preset = use_settings().config();
    Effect::new(move |_| {
        let preset = preset.with(|config| config.endpoint.clone());
        // What the link names, or the person has typed, counts more.
        if let Some(preset) = preset.filter(|_| address.with_untracked(String::is_empty)) {
            address.set(preset.address);
            kind.set(preset.kind);
            tenant.set(preset.tenant);
        }
    });
    let refusal = RwSignal::new(None::<String>);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = Endpoint::typed(&address.get_untracked(), kind.get_untracked(), &tenant.get_untracked());
        match typed.and_then(|endpoint| Ok((endpoint, endpoint::read_headers(&headers.get_untracked())?))) {
            Ok((endpoint, headers)) => {
                refusal.set(None);
                remote.connect(endpoint, headers);
            }
            Err(sentence) => refusal.set(Some(sentence)),
        }
    };
    let connection = remote.connection();
    let is_asking = Memo::new(move |_| connection.with(|now| *now == Connection::Asking));
    let failure = Memo::new(move |_| {
        connection.with(|now| match now {
            Connection::Failed(unanswered) => Some(unanswered.clone()),
            _ => None,
        })
    });
    let recent = endpoint::read_recent(&storage::get(RECENT).unwrap_or_default());
    let kinds = Kind::ALL.map(|one| {
        view! { <option value=one.key() selected=move || kind.get() == Some(one)>{one.label()}</option> }
    });
    view! {
        <div class="connect">
            <h1>"Ask a store of traces"</h1>
            <p class="quiet">
                "Tempo, Jaeger, Zipkin, and what speaks as they do (VictoriaTraces, Quickwit). This page asks it directly from your browser: it sees what you search for, and a tenant or headers if you give them; nothing goes anywhere else"
            </p>
            <form class="store-card" on:submit=submit>
                <div class="connect-fields">
                    <label class="store-field field-wide">
                        <span>"Address"</span>
                        <input
                            type="text"
                            inputmode="url"
                            placeholder="http://127.0.0.1:3200, https://jaeger.example, or /tempo on this host"
                            autocomplete="off"
                            spellcheck="false"
                            aria-invalid=move || refusal.with(Option::is_some).then_some("true")
                            bind:value=address
                            on:input=move |_| refusal.set(None)
                        />
                    </label>
                    <label class="store-field">
                        <span>"Kind"</span>
                        <select
                            prop:value=move || kind.get().map_or("", Kind::key)
                            on:change=move |event| kind.set(Kind::from_key(&event_target_value(&event)))
                        >
                            <option value="">"Find out"</option>
                            {kinds.into_iter().collect_view()}
                        </select>
                    </label>
                </div>
                <details class="more-fields" open=has_more>
                    <summary>"Tenant and headers"</summary>
                    <label class="store-field">
                        <span>"Tenant (X-Scope-OrgID)"</span>
                        <input type="text" autocomplete="off" spellcheck="false" bind:value=tenant />
                    </label>
                    <label class="store-field">
                        <span>"Headers, one a line"</span>
                        <textarea
                            rows="3"
                            placeholder="Authorization: Bearer …"
                            autocomplete="off"
                            spellcheck="false"
                            prop:value=headers
                            on:input=move |event| headers.set(event_target_value(&event))
                        ></textarea>
                    </label>
                    <p class="quiet">"Headers are kept until this page is closed, and are in no link"</p>
                </details>
                <p class="address-refusal" role="alert">{refusal}</p>
                <div class="connect-actions">
                    <button class="button primary" type="submit" disabled=is_asking>
                        {move || if is_asking.get() { "Asking…" } else { "Test and connect" }}
                    </button>
                    <Show when=move || is_asking.get()>
                        <button class="button" type="button" on:click=move |_| remote.disconnect()>"Stop"</button>
                    </Show>
                </div>
                {move || failure.get().map(|unanswered| view! { <Why unanswered /> })}
            </form>
            <Recent recent />
        </div>
    }
}

/// Endpoints of before, a press away.
#[component]
fn Recent(
    /// The last one first.
    recent: Vec<Endpoint>,
) -> impl IntoView {
    let remote = use_remote();
    (!recent.is_empty()).then(|| {
        let choices = recent.into_iter().map(|endpoint| {
            let words = match (endpoint.kind, endpoint.tenant.as_str()) {
                (kind, "") => kind.map_or_else(String::new, |kind| kind.label().to_owned()),
                (None, tenant) => format!("as {tenant}"),
                (Some(kind), tenant) => format!("{} as {tenant}", kind.label()),
            };
            let label = endpoint.name().to_owned();
            let connect = move |_| remote.connect(endpoint.clone(), remote.headers_of(&endpoint.address));
            view! {
                <li>
                    <button class="button" on:click=connect>
                        <Icon sign=Sign::Cloud />
                        {label}
                        <span class="quiet">{words}</span>
                    </button>
                </li>
            }
        });
        view! {
            <section class="recent-endpoints" aria-label="Asked before">
                <h2>"Asked before"</h2>
                <ul>{choices.collect_view()}</ul>
            </section>
        }
    })
}
