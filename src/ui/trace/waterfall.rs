//! The waterfall: names at the left, bars over time at the right, as a tree grid of rows that are used again.

use super::{
    fold,
    gaps::GapLane,
    legend::Legend,
    menu,
    open_trace::OpenTrace,
    pointer,
    range::RangeCard,
    row::SpanRow,
    ruler::{Ruler, TICK_GAP_PX},
    splitter::Splitter,
};
use crate::{
    charts::stripes::gradient,
    state::command::Command,
    ui::{
        focus,
        parts::icon::{Icon, Sign},
    },
};
use leptos::prelude::*;

/// The waterfall with its ruler.
#[component]
pub fn Waterfall(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let (session, rows) = (open.session, open.rows);
    let share = open.names_share;
    pointer::listen(open);
    focus::when_nowhere(rows.node);
    Effect::new(move |_| {
        if rows.node.get().is_some() {
            open.come_back();
        }
    });
    let active = move || rows.active().map(|index| format!("span-{index}"));
    let grid_step = move || {
        let scale = open.scale.get();
        if !scale.breaks().is_empty() {
            // Beyond a break the lines do not go on at the same distance.
            let lines = scale.ticks(TICK_GAP_PX).into_iter().map(|tick| (tick.at_px, tick.at_px + 1.0));
            let lines = gradient(&lines.collect::<Vec<_>>(), "var(--grid)");
            return format!("--grid-lines:{lines};--grid-step:100%;--grid-from:0");
        }
        let step_px =
            scale.step_ns(TICK_GAP_PX) as f64 * scale.width_px() / open.viewport.get().width_ns() as f64;
        format!("{step_px:.2}px")
    };
    let grid_from = move || {
        let first_px = open.scale.get().ticks(TICK_GAP_PX).first().map_or(0.0, |tick| tick.at_px);
        format!("{first_px:.2}px")
    };
    let names = move || format!("{:.1}px", rows.width_px().get() * share.get() / 100.0);
    let is_folded = Memo::new(move |_| session.fold().with(|fold| fold.from_depth.is_some()));
    let pointer_left =
        move || open.pointer_ns.get().map(|at_ns| format!("{:.1}px", open.scale.get().px_from_ns(at_ns)));
    view! {
        <div class="waterfall" class:lighting=move || open.lit.get().is_some() style:--names=names>
            // As wide as the rows, which a scroll bar may have made narrower.
            <div class="waterfall-head" style:width=move || format!("{}px", rows.width_px().get())>
                <div class="names-head">
                    <span>"Service and operation"</span>
                    <button
                        class="icon-button"
                        title=move || if is_folded.get() { "Unfold all ( ] )" } else { "Fold all ( [ )" }
                        aria-label=move || if is_folded.get() { "Unfold all" } else { "Fold all" }
                        on:click=move |_| {
                            let all = if is_folded.get_untracked() { Command::UnfoldAll } else { Command::FoldAll };
                            session.dispatch(all);
                        }
                    >
                        <Icon sign=Signal::derive(move || if is_folded.get() { Sign::Unfold } else { Sign::Fold }) />
                    </button>
                </div>
                <span class="durations-head">"Duration"</span>
                <Ruler open />
                <Splitter share />
            </div>
            <div
                class="waterfall-scroll"
                node_ref=rows.node
                role="treegrid"
                tabindex="0"
                aria-label="Waterfall"
                aria-rowcount=move || rows.total().get().to_string()
                aria-activedescendant=active
                on:scroll=move |_| rows.on_scroll()
                on:contextmenu=move |event| menu::ask_by_key(open, &event)
                on:focus=move |_| {
                    if rows.current().get_untracked().is_none() && rows.total().get_untracked() > 0 {
                        rows.go_to(0, false);
                    }
                }
            >
                // Each property by itself: a whole style would take the height away, and with it the way to most rows.
                <div
                    class="rows"
                    style:height=move || format!("{}px", rows.content_px().get())
                    style:--grid-step=grid_step
                    style:--grid-from=grid_from
                >
                    <For each=move || rows.slot_numbers().get() key=|number| *number let:number>
                        <SpanRow open number />
                    </For>
                </div>
            </div>
            <GapLane open />
            <RangeCard open />
            <Legend />
            <div class="pointer-lane" aria-hidden="true">
                <div
                    class="pointer-line"
                    class:away=move || open.pointer_ns.with(Option::is_none)
                    style:left=pointer_left
                ></div>
            </div>
            {move || rows.failure().get().map(|failure| view! {
                <p class="file-error waterfall-failure" role="alert">
                    <Icon sign=Sign::Warning />
                    <span>{failure.message}</span>
                </p>
            })}
        </div>
    }
}

/// Folds or unfolds the row of a slot.
pub fn toggle_slot(open: OpenTrace, index: Option<usize>) {
    if let Some((index, row)) = index.and_then(|index| Some((index, open.rows.row(index)?))) {
        fold::toggle(open, index, &row);
    }
}
