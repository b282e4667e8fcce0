//! Times in which nothing of the trace ran: long ones fold to a break of the axis, wide ones say how long they are.

use super::open_trace::OpenTrace;
use crate::{base::time, state::command::Command};
use leptos::prelude::*;

/// A gap says how long it is from this share of the width on.
const TOLD_SHARE: f64 = 0.2;
/// A break is drawn at least so wide.
const BREAK_PX: f64 = 6.0;

/// The breaks, as buttons on the ruler that restore the true scale; on the true scale one that folds them again.
#[component]
pub fn Breaks(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let toggle = move |label: String, at_px: f64, title: &'static str| {
        view! {
            <button
                class="axis-break"
                style=format!("left:{at_px:.1}px")
                title=title
                aria-label=format!("{label}: {title}")
                on:pointerdown=|event| event.stop_propagation()
                on:click=move |_| session.dispatch(Command::ToggleScale)
            >
                {label.clone()}
            </button>
        }
    };
    let true_scale = session.true_scale();
    move || {
        let scale = open.scale.get();
        let middle = |(from_px, to_px): (f64, f64)| {
            let room_px = scale.width_px() - 40.0;
            ((from_px + to_px) / 2.0).clamp(40.0_f64.min(room_px), room_px.max(40.0))
        };
        if !true_scale.get() {
            let breaks = scale.breaks().into_iter().map(|((from_ns, to_ns), px)| {
                let label = format!("⫽ {}", time::duration(to_ns - from_ns));
                toggle(label, middle(px), "Nothing ran; show the true scale (y)")
            });
            return breaks.collect_view();
        }
        let gaps =
            open.head.with(|head| head.gaps.iter().filter(|gap| gap.folds).copied().collect::<Vec<_>>());
        let folded = gaps.into_iter().map(|gap| (scale.px_from_ns(gap.from_ns), scale.px_from_ns(gap.to_ns)));
        folded
            .filter(|&(from_px, to_px)| to_px > 0.0 && from_px < scale.width_px())
            .map(|px| {
                toggle(
                    "Fold".to_owned(),
                    middle((px.0.max(0.0), px.1.min(scale.width_px()))),
                    "Fold this gap (y)",
                )
            })
            .collect_view()
    }
}

/// The breaks and the labels of wide gaps, over the rows.
#[component]
pub fn GapLane(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let bands = move || {
        let breaks = open.scale.get().breaks().into_iter();
        breaks
            .map(|(_, (from_px, to_px))| {
                let width_px = (to_px - from_px).max(BREAK_PX);
                view! { <div class="gap-band" style=format!("left:{from_px:.1}px;width:{width_px:.1}px")></div> }
            })
            .collect_view()
    };
    let words = move || {
        let scale = open.scale.get();
        let gaps = open.head.with(|head| head.gaps.clone());
        let seen = gaps.into_iter().filter_map(|gap| {
            let from_px = scale.px_from_ns(gap.from_ns).max(0.0);
            let to_px = scale.px_from_ns(gap.to_ns).min(scale.width_px());
            let is_wide = to_px - from_px > scale.width_px() * TOLD_SHARE;
            is_wide.then(|| {
                let label = format!("nothing ran for {}", time::duration(gap.to_ns - gap.from_ns));
                let middle_px = (from_px + to_px) / 2.0;
                view! { <span class="gap-words" style=format!("left:{middle_px:.1}px")>{label}</span> }
            })
        });
        seen.collect_view()
    };
    let measured = move || {
        let scale = open.scale.get();
        open.range.get().map(|(from_ns, to_ns)| {
            let (from_px, to_px) = (scale.px_from_ns(from_ns), scale.px_from_ns(to_ns));
            view! { <div class="range-band" style=format!("left:{from_px:.1}px;width:{:.1}px", to_px - from_px)></div> }
        })
    };
    view! {
        <div class="gap-lane" aria-hidden="true">
            {measured}
            {bands}
            {words}
        </div>
    }
}
