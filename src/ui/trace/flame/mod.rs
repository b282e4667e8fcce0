//! The flame graph: frames on a canvas, the one the keyboard is at as an element over it.

mod legend;
mod paint;
mod pointer;
mod state;

use super::{open_trace::OpenTrace, ruler::Ruler};
use crate::{
    charts::told,
    protocol::flame::{FlameFrame, FlameOrder, FlamePlace},
    state::command::Command,
    ui::{
        focus,
        parts::service::{ServiceSwatch, service_name},
    },
};
use legend::Legend;
use leptos::{attr::custom::custom_attribute, prelude::*};
use state::FlameState;

/// The narrowest the current frame's mark gets, in pixels.
const NARROWEST_PX: f64 = 4.0;

/// The flame graph with its order, ruler and legend.
#[component]
pub fn Flame(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let state = FlameState::new(open);
    let hovered = RwSignal::new(None::<(FlameFrame, (f64, f64))>);
    let canvas = paint::paint(state);
    pointer::listen(state, hovered);
    focus::when_nowhere(state.node);
    let order = state.order;
    let label = move || match order.get() {
        FlameOrder::Time => "Flame graph in time order",
        FlameOrder::Merged => "Flame graph merged by call path",
    };
    let content_px =
        move || f64::from(state.picture.with(|picture| picture.levels)) * state.view.get().level_px;
    let active =
        move || state.current.with(|place| place.as_ref().map(|place| format!("frame-{}", place.row)));
    view! {
        <div class="flame">
            <div class="flame-bar">
                <OrderSwitch open />
                <Legend open />
            </div>
            <div class="flame-ruler" style:width=move || format!("{}px", state.size_px.get().0)>
                <Ruler open />
            </div>
            <div
                class="flame-scroll"
                node_ref=state.node
                role="tree"
                tabindex="0"
                aria-label=label
                aria-activedescendant=active
                on:scroll=move |_| {
                    if let Some(node) = state.node.get_untracked() {
                        state.scrolled_px.set(f64::from(node.scroll_top()));
                    }
                }
            >
                <div class="flame-content" style:height=move || format!("{}px", content_px())>
                    <canvas
                        class="flame-canvas"
                        node_ref=canvas
                        aria-hidden="true"
                        style:height=move || format!("{}px", state.size_px.get().1)
                    ></canvas>
                    <Current state />
                    <Hovered state hovered />
                </div>
            </div>
            <Said state />
        </div>
    }
}

/// Chooses the order of the frames.
#[component]
fn OrderSwitch(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let order = session.part(|session| session.flame);
    let choice = move |of: FlameOrder, words: &'static str, hint: &'static str| {
        view! {
            <button
                class="choice"
                title=hint
                aria-pressed=move || (order.get() == of).to_string()
                on:click=move |_| session.dispatch(Command::SetFlame(of))
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="choices" role="group" aria-label="Order">
            {choice(FlameOrder::Time, "In time", "Every span at its own time (m)")}
            {choice(FlameOrder::Merged, "Merged", "The spans of a call path are one frame as wide as their work, the widest at the left (m)")}
        </div>
    }
}

/// The frame the keyboard is at: its place over the picture, and what it is for those who hear the page.
#[component]
fn Current(
    /// The flame graph.
    state: FlameState,
) -> impl IntoView {
    let place = state.current;
    let at = move || {
        let (view, place) = (state.view.get(), place.get()?);
        let width_px = view.scale.width_px();
        let (from_px, to_px) = (view.scale.px_from_ns(place.start_ns), view.scale.px_from_ns(place.end_ns));
        let left_px = from_px.clamp(0.0, (width_px - NARROWEST_PX).max(0.0));
        let right_px = to_px.clamp(left_px + NARROWEST_PX, width_px.max(left_px + NARROWEST_PX));
        let top_px = view.top_px(place.level) + view.scrolled_px;
        Some(format!(
            "left:{left_px:.1}px;width:{:.1}px;top:{top_px:.0}px;height:{:.0}px",
            right_px - left_px,
            view.level_px - 1.0
        ))
    };
    let number = move |of: fn(&FlamePlace) -> usize| {
        move || place.with(|place| place.as_ref().map(|place| of(place).to_string()))
    };
    view! {
        <Show when=move || place.with(Option::is_some)>
            <div
                class="flame-current"
                style=at
                role="treeitem"
                id=move || place.with(|place| place.as_ref().map(|place| format!("frame-{}", place.row)))
                aria-label=move || said(state)
                aria-selected=move || is_selected(state).to_string()
                {..custom_attribute("aria-level", number(|place| place.depth as usize + 1))}
                {..custom_attribute("aria-posinset", number(|place| place.nth))}
                {..custom_attribute("aria-setsize", number(|place| place.siblings))}
            ></div>
        </Show>
    }
}

/// Whether the details show the current span.
fn is_selected(state: FlameState) -> bool {
    let span = state.open.session.span();
    state.current.with(|place| place.as_ref().map(|place| place.span_id.clone())) == span.get()
}

/// The current frame in words; empty when there is none.
fn said(state: FlameState) -> String {
    let axis_ns = state.picture.with(|picture| picture.axis_ns);
    let service = |place: u32| state.open.engine.summary().with(|summary| service_name(summary, place));
    state.current.with(|place| {
        place.as_ref().map_or_else(String::new, |place| {
            told::frame(place, &service(place.service), state.order.get(), axis_ns)
        })
    })
}

/// The current frame in words, below the picture.
#[component]
fn Said(
    /// The flame graph.
    state: FlameState,
) -> impl IntoView {
    let service =
        Signal::derive(move || state.current.with(|place| place.as_ref().map_or(0, |place| place.service)));
    view! {
        <p class="flame-said" aria-hidden="true">
            <Show when=move || state.current.with(Option::is_some)>
                <ServiceSwatch service />
                <span>{move || said(state)}</span>
            </Show>
        </p>
    }
}

/// The frame under the pointer, and what it is.
#[component]
fn Hovered(
    /// The flame graph.
    state: FlameState,
    /// The frame, and where the pointer is in the picture.
    hovered: RwSignal<Option<(FlameFrame, (f64, f64))>>,
) -> impl IntoView {
    view! {
        {move || hovered.get().map(|(frame, (x_px, y_px))| {
            let view = state.view.get();
            let width_px = view.scale.width_px();
            let (left_px, right_px) = view.across(&frame);
            let (left_px, right_px) = (left_px.max(0.0), right_px.min(width_px));
            let top_px = view.top_px(frame.level) + view.scrolled_px;
            let summary = state.open.engine.summary();
            let service = summary.with(|summary| service_name(summary, frame.service));
            let name = state.picture.with(|picture| picture.names.get(frame.name as usize).cloned());
            let lines = told::hint(&frame, &service, &name.unwrap_or_default());
            // On the side where there is room.
            let across = if x_px > width_px / 2.0 {
                format!("right:{:.0}px", width_px - x_px + 12.0)
            } else {
                format!("left:{:.0}px", x_px + 12.0)
            };
            let is_low = y_px > view.height_px - 90.0;
            let down = y_px + view.scrolled_px + if is_low { -70.0 } else { 18.0 };
            view! {
                <div
                    class="flame-hovered"
                    aria-hidden="true"
                    style=format!(
                        "left:{left_px:.1}px;width:{:.1}px;top:{top_px:.0}px;height:{:.0}px",
                        (right_px - left_px).max(NARROWEST_PX),
                        view.level_px - 1.0
                    )
                ></div>
                <div class="flame-hint" aria-hidden="true" style=format!("{across};top:{down:.0}px")>
                    <p><ServiceSwatch service=frame.service /> <b>{lines.0}</b></p>
                    <p class="quiet">{lines.1}</p>
                </div>
            }
        })}
    }
}
