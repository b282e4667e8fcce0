//! The dialog that lists the links attributes have, and adds and removes the person's own.

use crate::{
    browser::focus,
    state::{
        command::Command,
        link_template::{LinkTemplate, with},
    },
    ui::{
        embed::use_embed,
        parts::{
            dialog,
            icon::{Icon, Sign},
        },
        session::use_session,
        settings::use_settings,
    },
};
use leptos::{ev, html, prelude::*};

/// The dialog; a command shows it.
#[component]
pub fn LinkTemplatesDialog() -> impl IntoView {
    let (session, settings, embed) = (use_session(), use_settings(), use_embed());
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let attribute = RwSignal::new(String::new());
    session.on_command(move |command| {
        let Command::ShowLinks(named) = command else { return };
        attribute.set(named.clone().unwrap_or_default());
        dialog::show(dialog);
    });
    let close = move || dialog::close(dialog);
    let on_click = move |event: ev::MouseEvent| {
        if dialog::is_beside(&event) {
            close();
        }
    };
    let own = move || {
        let rows = settings.own_links().get().into_iter().map(|template| {
            let removed = template.clone();
            let label = format!("Remove the link {} of {}", template.label, template.attribute);
            let remove = move |_| {
                let mut links = settings.own_links().get_untracked();
                links.retain(|other| *other != removed);
                settings.set_own_links(links);
                // The row that had the keyboard is gone.
                if let Some(dialog) = dialog.get_untracked() {
                    crate::browser::popover::items(&dialog, "input").first().into_iter().for_each(focus::on);
                }
            };
            view! {
                <Row template>
                    <button class="icon-button" title=label.clone() aria-label=label on:click=remove>
                        <Icon sign=Sign::Close />
                    </button>
                </Row>
            }
        });
        rows.collect_view()
    };
    let given = Memo::new(move |_| {
        let mut given = settings.config().with(|config| config.links.clone());
        given.extend(embed.links());
        given
    });
    let of_others =
        move || given.get().into_iter().map(|template| view! { <Row template>""</Row> }).collect_view();
    view! {
        <dialog node_ref=dialog class="help links-dialog" aria-label="Links from attributes" on:click=on_click>
            <div class="help-card">
                <div class="help-head">
                    <h2>"Links from attributes to other tools"</h2>
                    <button class="icon-button" title="Close (Esc)" aria-label="Close" on:click=move |_| close()>
                        <Icon sign=Sign::Close />
                    </button>
                </div>
                <div class="links-body">
                    <p>
                        "In a span’s details an attribute shows a link for each of these. " <code>"{value}"</code>
                        " stands for its value; " <code>"{trace_id}"</code> ", " <code>"{span_id}"</code> ", "
                        <code>"{start_ms}"</code> ", " <code>"{end_ms}"</code>
                        " and the name of any other attribute of the span in braces are filled in too"
                    </p>
                    <AddForm attribute />
                    <ul class="links-list">{own}</ul>
                    <Show when=move || !given.with(Vec::is_empty)>
                        <h3>"Set for this page"</h3>
                        <ul class="links-list">{of_others}</ul>
                    </Show>
                </div>
            </div>
        </dialog>
    }
}

#[component]
fn Row(
    /// The link.
    template: LinkTemplate,
    /// What can be done with it.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <code>{template.attribute}</code>
            <span class="links-label">{template.label}</span>
            <code class="links-address quiet">{template.address}</code>
            {children()}
        </li>
    }
}

/// Adds a link of the person's own.
#[component]
fn AddForm(
    /// The name of the attribute, as it is typed.
    attribute: RwSignal<String>,
) -> impl IntoView {
    let settings = use_settings();
    let (label, address) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let refusal = RwSignal::new(None::<String>);
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let typed = (attribute.get_untracked(), label.get_untracked(), address.get_untracked());
        match LinkTemplate::checked(&typed.0, &typed.1, &typed.2) {
            Ok(template) => {
                settings.set_own_links(with(settings.own_links().get_untracked(), template));
                [attribute, label, address].iter().for_each(|field| field.set(String::new()));
                refusal.set(None);
            }
            Err(why) => refusal.set(Some(why)),
        }
    };
    let field = move |name: &'static str, example: &'static str, value: RwSignal<String>| {
        view! {
            <label>
                {name}
                <input
                    type="text"
                    placeholder=example
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    bind:value=value
                    on:input=move |_| refusal.set(None)
                />
            </label>
        }
    };
    view! {
        <form class="links-form" on:submit=add>
            {field("Attribute", "session.id", attribute)}
            {field("Name of the link", "Replay in PostHog", label)}
            {field("Where it leads", "https://eu.posthog.com/project/1/replay/{value}", address)}
            <button class="button primary" type="submit">"Add"</button>
            <p class="links-refusal" role="alert">{refusal}</p>
        </form>
    }
}
