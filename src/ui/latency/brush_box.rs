//! A chart of cells that pointer and keyboard brush.

use crate::{
    browser::{canvas, resize::Resize},
    state::cell_brush::{Cell, Grid, Pick, Way},
};
use leptos::{ev, html, prelude::*};

/// A pointer that moved less than this has clicked.
const CLICK_PX: f64 = 4.0;

/// A pointer that is down.
#[derive(Clone, Copy)]
struct Held {
    pick: Pick,
    from_px: [f64; 2],
    has_moved: bool,
}

/// The part of a chart that is covered: shares from its left, and from its bottom.
pub type Covered = [(f64, f64); 2];

/// The chart, without its axes.
#[component]
pub fn BrushBox(
    /// What it is, for those who hear the page.
    #[prop(into)]
    label: Signal<String>,
    /// Its cells.
    #[prop(into)]
    grid: Signal<Grid>,
    /// What is brushed of it.
    #[prop(into)]
    covered: Signal<Option<Covered>>,
    /// Its size.
    size_px: RwSignal<(f64, f64)>,
    /// What is told: of what the pointer or the keyboard is at.
    said: RwSignal<String>,
    /// What is in some cells, in words.
    told: Callback<Pick, String>,
    /// Brushes some cells.
    brush: Callback<Pick>,
    /// A finger that moves down brushes too, and does not scroll.
    #[prop(optional)]
    takes_scrolling: bool,
    /// The picture.
    children: Children,
) -> impl IntoView {
    let node: NodeRef<html::Div> = NodeRef::new();
    let resize = StoredValue::new_local(None::<Resize>);
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            let watch = Resize::new(&node, move |width_px, height_px| size_px.set((width_px, height_px)));
            resize.set_value(Some(watch));
        }
    });
    on_cleanup(move || resize.dispose());
    // What the keyboard is at.
    let cursor = RwSignal::new(None::<Pick>);
    let held = StoredValue::new(None::<Held>);
    let at = move |event: &ev::PointerEvent| -> Option<([f64; 2], Cell)> {
        let rect = node.get_untracked()?.get_bounding_client_rect();
        let px = [f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top()];
        let grid = grid.get_untracked();
        let cell = grid.cell_at([px[0] / rect.width(), 1.0 - px[1] / rect.height()]);
        (!grid.is_empty()).then_some((px, cell))
    };
    let take = move |pick: Pick| {
        cursor.set(Some(pick));
        said.set(told.run(pick));
        brush.run(pick);
    };
    let on_down = move |event: ev::PointerEvent| {
        let Some((from_px, cell)) = at(&event).filter(|_| event.button() == 0) else { return };
        held.set_value(Some(Held { pick: Pick::at(cell), from_px, has_moved: false }));
        canvas::capture_pointer(&event);
    };
    let on_move = move |event: ev::PointerEvent| {
        let Some((px, cell)) = at(&event) else { return };
        let Some(mut now) = held.get_value() else {
            said.set(told.run(Pick::at(cell)));
            return;
        };
        let is_new = now.pick.head != cell || !now.has_moved;
        now.has_moved |= (px[0] - now.from_px[0]).hypot(px[1] - now.from_px[1]) >= CLICK_PX;
        now.pick = now.pick.to(cell);
        held.set_value(Some(now));
        if now.has_moved && is_new {
            take(now.pick);
        }
    };
    // What stays told is what is brushed.
    let on_leave = move |_| {
        let brushed = cursor.get_untracked().filter(|_| covered.with_untracked(Option::is_some));
        said.set(brushed.map(|pick| told.run(pick)).unwrap_or_default());
    };
    Effect::new(move |was: Option<bool>| {
        let is_covered = covered.with(Option::is_some);
        if was == Some(true) && !is_covered {
            said.set(String::new());
        }
        is_covered
    });
    let on_up = move |event: ev::PointerEvent| {
        if let Some(now) = held.get_value() {
            held.set_value(None);
            take(at(&event).map_or(now.pick, |(_, cell)| now.pick.to(cell)));
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let grid = grid.get_untracked();
        if grid.is_empty() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let way = match event.key().as_str() {
            "ArrowLeft" => Some(Way::By([-1, 0])),
            "ArrowRight" => Some(Way::By([1, 0])),
            "ArrowUp" => Some(Way::By([0, 1])),
            "ArrowDown" => Some(Way::By([0, -1])),
            "Home" => Some(Way::First),
            "End" => Some(Way::Last),
            "Enter" | " " => None,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let before = cursor.get_untracked();
        let pick = match (before, way) {
            (Some(pick), Some(way)) => pick.moved(grid, way, event.shift_key()),
            (Some(pick), None) => pick,
            (None, _) => Pick::at([grid.columns / 2, grid.rows / 2]),
        };
        if way.is_none() || (event.shift_key() && before.is_some()) {
            take(pick);
        } else {
            cursor.set(Some(pick));
            said.set(told.run(pick));
        }
    };
    let percent = |share: f64| format!("{:.3}%", share.clamp(0.0, 1.0) * 100.0);
    let stretch = move |(from, to): (f64, f64)| (percent(from), percent(to - from));
    let covers = move |[across, up]: Covered, class: &'static str| {
        let ((left, width), (bottom, height)) = (stretch(across), stretch(up));
        view! { <div class=class style:left=left style:width=width style:bottom=bottom style:height=height></div> }
    };
    let at_keys = move || {
        let (pick, grid) = (cursor.get()?, grid.get());
        let share = |axis: usize, cells: usize| {
            let (from, to) = pick.ends(axis);
            (from as f64 / cells.max(1) as f64, (to + 1) as f64 / cells.max(1) as f64)
        };
        Some([share(0, grid.columns), share(1, grid.rows)])
    };
    view! {
        <div
            class="brush-box"
            class:takes-scrolling=takes_scrolling
            node_ref=node
            role="application"
            aria-roledescription="chart"
            tabindex="0"
            aria-label=label
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=move |_| held.set_value(None)
            on:pointerleave=on_leave
            on:keydown=on_key
        >
            {children()}
            {move || covered.get().map(|covered| covers(covered, "chart-brush"))}
            {move || at_keys().map(|at| covers(at, "chart-cursor"))}
        </div>
    }
}
