//! The form that searches the store: TraceQL, and for the plainest searches a field a condition. Both are one text.

use super::state::{Remote, use_remote};
use crate::{
    protocol::{
        remote::Kind,
        request::{Reply, Request},
    },
    query::terms::Terms,
    state::{
        command::Command,
        store_search::{
            self, LIMITS, LOOKBACKS, duration_text, is_only_errors, pasted_id, read_duration,
            with_only_errors,
        },
    },
    ui::{
        focus,
        parts::icon::{Icon, Sign},
        search::{BoxState, Over, StoreBox},
        session::use_session,
    },
};
use leptos::{ev, html, prelude::*, task::spawn_local};

/// The form.
#[component]
pub fn SearchForm() -> impl IntoView {
    let (session, remote) = (use_session(), use_remote());
    let input: NodeRef<html::Input> = NodeRef::new();
    let state = BoxState::new(input, Over::Store);
    let draft = state.draft;
    let refusals = Refusals::default();
    let run = move || {
        let text = draft.get_untracked();
        if let Some(id) = pasted_id(&text) {
            return session.dispatch(Command::OpenTrace(id));
        }
        let before = remote.wanted_now();
        session.dispatch(Command::SetQuery(text));
        if remote.wanted_now() == before {
            remote.search_again();
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| refusals.first()).is_none() {
            run();
        }
    };
    // The form that connected took the focus with it.
    focus::when_nowhere(input);
    let is_asking = Memo::new(move |_| remote.is_asking());
    let placeholder = Signal::derive(move || match remote.kind() {
        Some(Kind::Jaeger) => "{ resource.service.name = \"cart\" && duration > 1s }, or a trace id",
        _ => "{ duration > 1s }, or a trace id; empty: the latest traces",
    });
    view! {
        <form class="store-search" role="search" aria-label="Search the store" on:submit=submit>
            <TermFields remote draft refusals />
            <div class="store-line">
                <div class="store-field field-wide">
                    <span aria-hidden="true">"TraceQL"</span>
                    <StoreBox state input placeholder />
                </div>
                <RangeField />
                <label class="store-field field-small">
                    <span>"At most"</span>
                    <select
                        prop:value=move || remote.limit.get().to_string()
                        on:change=move |event| {
                            if let Ok(limit) = event_target_value(&event).parse() {
                                remote.limit.set(limit);
                            }
                        }
                    >
                        {LIMITS
                            .map(|limit| view! {
                                    <option value=limit.to_string() selected=move || remote.limit.get() == limit>
                                        {limit.to_string()}
                                    </option>
                                })
                            .into_iter()
                            .collect_view()}
                    </select>
                </label>
                <button class="button primary" type="submit">
                    <Icon sign=Sign::Search />
                    "Search"
                </button>
                <Show when=move || is_asking.get()>
                    <button class="button" type="button" on:click=move |_| remote.stop_search()>"Stop"</button>
                </Show>
            </div>
            <p class="address-refusal" role="alert">{move || refusals.first()}</p>
        </form>
    }
}

/// The time alone, where nothing else narrows what is asked.
#[component]
pub fn RangeForm() -> impl IntoView {
    view! {
        <div class="store-search">
            <div class="store-line"><RangeField /></div>
        </div>
    }
}

/// What was typed into the fields of durations and is none: the text, and what is wrong with it. It stays until the field
/// is mended or the whole search is typed anew, and nothing is searched for meanwhile.
#[derive(Clone, Copy)]
struct Refusals {
    least: RwSignal<Option<(String, String)>>,
    most: RwSignal<Option<(String, String)>>,
}

impl Default for Refusals {
    fn default() -> Self {
        Self { least: RwSignal::new(None), most: RwSignal::new(None) }
    }
}

impl Refusals {
    /// The first sentence.
    fn first(self) -> Option<String> {
        self.least.get().or_else(|| self.most.get()).map(|(_, sentence)| sentence)
    }
}

/// How far back is searched.
#[component]
fn RangeField() -> impl IntoView {
    let session = use_session();
    let lookback = session.part(|session| store_search::lookback_ns(&session.range));
    let chosen = move || lookback.get().map_or_else(String::new, |ns| ns.to_string());
    view! {
        <label class="store-field field-small">
            <span>"Time"</span>
            <select
                prop:value=chosen
                on:change=move |event| {
                    if let Ok(ns) = event_target_value(&event).parse() {
                        session.dispatch(Command::SetRange(store_search::range_of(ns)));
                    }
                }
            >
                <Show when=move || lookback.get().is_none()>
                    <option value="">{session.now(|session| store_search::range_words(&session.range))}</option>
                </Show>
                {LOOKBACKS
                    .map(|(words, ns)| {
                        view! {
                            <option value=ns.to_string() selected=move || lookback.get() == Some(ns)>
                                {words}
                            </option>
                        }
                    })
                    .into_iter()
                    .collect_view()}
            </select>
        </label>
    }
}

/// A field a condition. They say what the text says, as long as that is of the plainest kind.
#[component]
fn TermFields(
    /// The store, which knows names.
    remote: Remote,
    /// The text.
    draft: RwSignal<String>,
    /// What is wrong with the fields.
    refusals: Refusals,
) -> impl IntoView {
    let terms = Memo::new(move |_| draft.with(|draft| Terms::read(draft).ok()));
    let is_beyond = Memo::new(move |_| terms.with(Option::is_none));
    let made = StoredValue::new(String::new());
    let change = move |how: &dyn Fn(Terms) -> Terms| {
        if let Some(terms) = terms.get_untracked() {
            let text = how(terms).write();
            made.set_value(text.clone());
            draft.set(text);
        }
    };
    let of = move |of: fn(&Terms) -> String| {
        Signal::derive(move || terms.with(|terms| terms.as_ref().map(of).unwrap_or_default()))
    };
    let operations = RwSignal::new(Vec::<String>::new());
    let service = Memo::new(move |_| of(|terms| terms.service.clone()).get());
    Effect::new(move |_| know_operations(remote, service, operations));
    // A text that was not made by these fields makes void what was refused in them.
    Effect::new(move |_| {
        if draft.with(|draft| made.with_value(|made| draft != made)) {
            refusals.least.set(None);
            refusals.most.set(None);
        }
    });
    let services = move || remote.probed().map(|probed| probed.services.clone()).unwrap_or_default();
    let options = |names: Vec<String>| {
        names.into_iter().map(|name| view! { <option value=name></option> }).collect_view()
    };
    type Refused = RwSignal<Option<(String, String)>>;
    let set_duration =
        move |text: String, refused: Refused, set: fn(&mut Terms, Option<i64>)| match read_duration(&text) {
            Ok(ns) => {
                refused.set(None);
                change(&|mut terms| {
                    set(&mut terms, ns);
                    terms
                });
            }
            Err(sentence) => refused.set(Some((text, sentence))),
        };
    // What was refused stays to be mended.
    let duration_of = move |refused: Refused, of_terms: fn(&Terms) -> Option<i64>| {
        let value =
            Signal::derive(move || terms.with(|terms| duration_text(terms.as_ref().and_then(of_terms))));
        Signal::derive(move || refused.get().map_or_else(|| value.get(), |(text, _)| text))
    };
    let Refusals { least, most } = refusals;
    view! {
        <div class="store-line" title=move || is_beyond.get().then_some("The search says more than these fields can")>
            <TermField
                name="Service"
                class="store-field field-wide"
                hint="any"
                list="store-services"
                disabled=is_beyond
                value=of(|terms| terms.service.clone())
                set=move |text| {
                    let name = text.trim().to_owned();
                    change(&|terms| Terms { service: name.clone(), ..terms });
                }
            />
            <datalist id="store-services">{move || options(services())}</datalist>
            <TermField
                name="Operation"
                class="store-field field-wide"
                hint="any"
                list="store-operations"
                disabled=is_beyond
                value=of(|terms| terms.operation.clone())
                set=move |text| {
                    let name = text.trim().to_owned();
                    change(&|terms| Terms { operation: name.clone(), ..terms });
                }
            />
            <datalist id="store-operations">{move || options(operations.get())}</datalist>
            <TermField
                name="Longer than"
                class="store-field field-small"
                hint="250ms"
                disabled=is_beyond
                value=duration_of(least, |terms| terms.least_ns)
                set=move |text| set_duration(text, least, |terms, ns| terms.least_ns = ns)
            />
            <TermField
                name="Shorter than"
                class="store-field field-small"
                hint="5s"
                disabled=is_beyond
                value=duration_of(most, |terms| terms.most_ns)
                set=move |text| set_duration(text, most, |terms, ns| terms.most_ns = ns)
            />
            <label class="check">
                <input
                    type="checkbox"
                    disabled=is_beyond
                    prop:checked=move || terms.with(|terms| terms.as_ref().is_some_and(is_only_errors))
                    on:change=move |event| {
                        let only = event_target_checked(&event);
                        change(&|terms| with_only_errors(terms, only));
                    }
                />
                "Only errors"
            </label>
        </div>
    }
}

/// A field of the form.
#[component]
fn TermField(
    /// What it is called.
    name: &'static str,
    /// How it is dressed.
    class: &'static str,
    /// What can be typed.
    hint: &'static str,
    /// The id of the list of what it may hold.
    #[prop(optional)]
    list: Option<&'static str>,
    /// The text says more than the fields can.
    disabled: Memo<bool>,
    /// What it holds.
    value: Signal<String>,
    /// Takes what was typed.
    set: impl Fn(String) + 'static,
) -> impl IntoView {
    view! {
        <label class=class>
            <span>{name}</span>
            <input
                type="text"
                list=list
                placeholder=hint
                autocomplete="off"
                disabled=disabled
                prop:value=value
                on:change=move |event| set(event_target_value(&event))
            />
        </label>
    }
}

/// Asks for the operations of a service that the store knows. Without an answer the field takes any name all the same.
fn know_operations(remote: Remote, service: Memo<String>, operations: RwSignal<Vec<String>>) {
    operations.set(Vec::new());
    let asked = service.get();
    let Some(query) = remote.query(remote.wanted_now()).filter(|_| !asked.is_empty()) else { return };
    let request = Request::RemoteOperations { query, service: asked.clone() };
    let (_, reply) = remote.engine.ask_endpoint(&request);
    spawn_local(async move {
        let reply = reply.await;
        // Another service may be chosen by now.
        let is_wanted = service.try_get_untracked().is_some_and(|service| service == asked);
        if let (Ok((Reply::RemoteOperations(names), _)), true) = (reply, is_wanted) {
            operations.try_set(names);
        }
    });
}
