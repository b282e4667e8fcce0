//! What is written along a chart.

use leptos::prelude::*;

/// Letters of an axis are about so wide.
const LETTER_PX: f64 = 6.6;

/// A mark: where it stands from the beginning of the axis, and what is written beside it.
pub type Mark = (f64, String);

/// The axis below a chart.
#[component]
pub fn AxisBelow(
    /// Its marks.
    #[prop(into)]
    marks: Signal<Vec<Mark>>,
    /// How long it is.
    #[prop(into)]
    width_px: Signal<f64>,
) -> impl IntoView {
    let shown = move || {
        let width_px = width_px.get();
        let fits = |(at_px, text): &Mark| at_px + text.chars().count() as f64 * LETTER_PX <= width_px;
        let marks = marks.get().into_iter().filter(fits);
        marks
            .map(|(at_px, text)| view! { <span style:left=format!("{at_px:.1}px")>{text}</span> })
            .collect_view()
    };
    view! { <div class="chart-below" aria-hidden="true">{shown}</div> }
}

/// The axis to the left of a chart, with lines across it.
#[component]
pub fn AxisBeside(
    /// Its marks, from the bottom.
    #[prop(into)]
    marks: Signal<Vec<Mark>>,
) -> impl IntoView {
    let shown = move || {
        let marks = marks.get().into_iter();
        marks
            .map(|(at_px, text)| view! { <span style:bottom=format!("{at_px:.1}px")>{text}</span> })
            .collect_view()
    };
    view! { <div class="chart-beside" aria-hidden="true">{shown}</div> }
}
