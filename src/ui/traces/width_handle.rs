//! The right border of a column's head: dragged, or moved by keys, it makes the column wider or narrower.

use crate::{
    browser::canvas,
    protocol::traces::TraceColumn,
    state::{
        columns::{NARROWEST_PX, WIDEST_PX},
        command::Command,
    },
    ui::session::SessionHandle,
};
use leptos::{ev, html, prelude::*};

/// How far a key moves it, in pixels.
const KEY_STEP_PX: f64 = 16.0;

/// The border while it is held.
#[derive(Clone)]
struct Held {
    /// Where the pointer was when it was taken.
    pointer_px: f64,
    /// How wide the column was then.
    width_px: f64,
    /// The columns before it, and how wide they were.
    before: Vec<(TraceColumn, u16)>,
}

/// The border.
#[component]
pub fn WidthHandle(
    /// The session, whose columns it sets.
    session: SessionHandle,
    /// Which column.
    column: TraceColumn,
    /// What the column is called.
    name: String,
    /// All columns.
    names: Memo<Vec<TraceColumn>>,
) -> impl IntoView {
    let node: NodeRef<html::Div> = NodeRef::new();
    let column = StoredValue::new(column);
    let held = RwSignal::new(None::<Held>);
    let width_px = move || {
        let head = node.get_untracked().and_then(|node| node.parent_element());
        head.map_or(0.0, |head| head.get_bounding_client_rect().width())
    };
    let set = move |px: Option<f64>| {
        let columns = session.now(|session| session.columns.clone());
        let px = px.map(whole_px);
        session.dispatch(Command::SetColumns(column.with_value(|column| columns.resized(column, px))));
    };
    let set_width = session.part(move |session| {
        column.with_value(|column| {
            let shown = session.columns.shown().iter().find(|shown| shown.column == *column)?;
            shown.width_px
        })
    });
    let on_move = move |event: ev::PointerEvent| {
        let Some(held) = held.get_untracked() else { return };
        let moved_px = f64::from(event.client_x()) - held.pointer_px;
        // The columns before this one stay as wide as they are, so that the border stays under the pointer.
        let columns = session.now(|session| session.columns.clone());
        let before =
            held.before.into_iter().fold(columns, |columns, (column, px)| columns.resized(&column, Some(px)));
        let px = Some(whole_px(held.width_px + moved_px));
        session.dispatch(Command::SetColumns(column.with_value(|column| before.resized(column, px))));
    };
    let take = move |event: ev::PointerEvent| {
        let heads = node.get_untracked().map(|node| heads_before(&node)).unwrap_or_default();
        let before = names.with_untracked(|names| names.iter().cloned().zip(heads).collect());
        held.set(Some(Held { pointer_px: f64::from(event.client_x()), width_px: width_px(), before }));
        canvas::capture_pointer(&event);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let px = match event.key().as_str() {
            "ArrowLeft" => Some(width_px() - KEY_STEP_PX),
            "ArrowRight" => Some(width_px() + KEY_STEP_PX),
            "Home" => None,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        set(px);
    };
    view! {
        <div
            class="width-handle"
            class:held=move || held.with(Option::is_some)
            node_ref=node
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=format!("Width of {name}")
            aria-valuemin=NARROWEST_PX.to_string()
            aria-valuemax=WIDEST_PX.to_string()
            aria-valuenow=move || set_width.get().map_or_else(|| format!("{:.0}", width_px()), |px| px.to_string())
            title="Drag to make the column wider or narrower; a double click gives it its usual width"
            on:pointerdown=take
            on:pointermove=on_move
            on:pointerup=move |_| held.set(None)
            on:pointercancel=move |_| held.set(None)
            on:dblclick=move |_| set(None)
            on:keydown=on_key
        ></div>
    }
}

/// The widths of the heads before the one that a border is in, from the first.
fn heads_before(node: &web_sys::Element) -> Vec<u16> {
    let mut widths = Vec::new();
    let mut head = node.parent_element().and_then(|head| head.previous_element_sibling());
    while let Some(before) = head {
        widths.push(whole_px(before.get_bounding_client_rect().width()));
        head = before.previous_element_sibling();
    }
    widths.reverse();
    widths
}

fn whole_px(px: f64) -> u16 {
    px.round().clamp(f64::from(NARROWEST_PX), f64::from(WIDEST_PX)) as u16
}
