//! Links from attributes to other tools: those that an attribute has, and the dialog in which a person adds some.

mod dialog;

pub use dialog::LinkTemplatesDialog;

use super::{
    embed::{Embed, use_embed},
    parts::icon::{Icon, Sign},
    settings::{Settings, use_settings},
};
use crate::{
    protocol::detail::{Attribute, SpanDetail},
    state::link_template::{Known, LinkTemplate},
};
use leptos::prelude::*;
use std::sync::Arc;

/// What is known of the span whose details are shown.
#[derive(Clone)]
struct ShownSpan(Arc<Known>);

/// Makes known what links of the attributes below are filled from.
pub fn provide_span(detail: &SpanDetail) {
    provide_context(ShownSpan(Arc::new(Known::of(detail))));
}

/// Every template that counts now: the person's own, those of whoever runs the page, those of the page around.
fn templates(settings: Settings, embed: Embed) -> Vec<LinkTemplate> {
    let mut all = settings.own_links().get();
    all.extend(settings.config().with(|config| config.links.clone()));
    all.extend(embed.links());
    all
}

/// The links of an attribute; nothing when it has none.
#[component]
pub fn AttributeLinks(
    /// The attribute.
    attribute: Attribute,
) -> impl IntoView {
    let (settings, embed) = (use_settings(), use_embed());
    let known = use_context::<ShownSpan>().map(|shown| shown.0).unwrap_or_default();
    let links = Memo::new(move |_| {
        if attribute.cut != 0 {
            return Vec::new();
        }
        let own = templates(settings, embed).into_iter().filter(|template| template.is_for(&attribute));
        own.filter_map(|template| Some((template.filled(&attribute.value, &known)?, template))).collect()
    });
    let link = |(address, template): (String, LinkTemplate)| {
        let title = format!("Opens {} in a new tab", template.host());
        view! {
            <a class="attribute-link" href=address target="_blank" rel="noopener noreferrer" title=title>
                <Icon sign=Sign::Away />
                {template.label}
            </a>
        }
    };
    move || links.get().into_iter().map(link).collect_view()
}
