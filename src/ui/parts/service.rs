//! Services and their colours. Colours belong to the services of a data set by their place in its summary, so that the
//! same file always looks the same; where there are more services than colours, a pattern tells them apart, and the
//! name is always beside it.

use crate::{
    charts::palette::{COLOURS, Pattern, pattern_of},
    protocol::answers::Summary,
};
use leptos::prelude::*;

/// The colour of a service, as a CSS value.
pub fn service_colour(service: u32) -> String {
    format!("var(--service-{})", service % COLOURS)
}

/// The pattern over the colour, as a class.
pub const fn service_pattern(service: u32) -> &'static str {
    match pattern_of(service) {
        Pattern::Plain => "pattern-plain",
        Pattern::Stripes => "pattern-stripes",
        Pattern::Dots => "pattern-dots",
    }
}

/// The name of a service.
pub fn service_name(summary: &Summary, service: u32) -> String {
    summary.service_names.get(service as usize).cloned().unwrap_or_default()
}

/// A small square in the colour of a service.
#[component]
pub fn ServiceSwatch(
    /// The service: a place in `Summary::service_names`.
    #[prop(into)]
    service: Signal<u32>,
) -> impl IntoView {
    view! {
        <span
            class=move || format!("swatch {}", service_pattern(service.get()))
            style:--swatch=move || service_colour(service.get())
            aria-hidden="true"
        ></span>
    }
}
