//! What the team itself says of a request: its own attributes, and those of people and flags that spans above tell.

use super::{attributes::AttributeTable, failure::SpanButton};
use crate::{
    protocol::detail::{Attribute, ContextDetail},
    state::attribute_group::{AttributeGroup, grouped},
    ui::trace::open_trace::OpenTrace,
};
use leptos::prelude::*;

/// The section; nothing when nobody says anything.
#[component]
pub fn Business(
    /// The trace.
    open: OpenTrace,
    /// The span's own attributes.
    own: Vec<Attribute>,
    /// What spans above say.
    context: Vec<ContextDetail>,
    /// Set to have long values whole.
    whole: RwSignal<bool>,
) -> impl IntoView {
    (!own.is_empty() || !context.is_empty()).then(|| {
        let from_above = context.into_iter().map(|ContextDetail { from, attributes, flags }| {
            let attributes = grouped(&attributes, &flags).into_iter().flat_map(|(_, told)| told).collect();
            view! {
                <div class="context-from">
                    <span class="quiet">"From"</span>
                    <SpanButton open span=from />
                </div>
                <AttributeTable attributes whole />
            }
        });
        view! {
            <section class="detail-section">
                <h3>{AttributeGroup::Own.title()}</h3>
                <AttributeTable attributes=own whole />
                {from_above.collect_view()}
            </section>
        }
    })
}
