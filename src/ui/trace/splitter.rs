//! The border between the names and the times, which can be moved.

use crate::browser::{canvas, storage};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// Where the share is kept.
const KEPT: &str = "spanscope.names";
/// The share of the width that the names get unless it was changed, and its limits, in percent.
const USUAL: f64 = 36.0;
const LEAST: f64 = 15.0;
const MOST: f64 = 75.0;
/// How far a key moves it, in percent.
const KEY_STEP: f64 = 2.0;

/// The share of the names as it was left, in percent.
pub fn kept_share() -> f64 {
    storage::get(KEPT)
        .and_then(|text| text.parse().ok())
        .filter(|share| (LEAST..=MOST).contains(share))
        .unwrap_or(USUAL)
}

/// The border.
#[component]
pub fn Splitter(
    /// The share of the names, in percent.
    share: RwSignal<f64>,
) -> impl IntoView {
    let node: NodeRef<html::Div> = NodeRef::new();
    let is_held = RwSignal::new(false);
    let set = move |percent: f64| {
        let percent = percent.clamp(LEAST, MOST);
        share.set(percent);
        storage::set(KEPT, &format!("{percent:.1}"));
    };
    let on_move = move |event: ev::PointerEvent| {
        let parent = node.get_untracked().and_then(|node| node.parent_element());
        if let (true, Some(parent)) = (is_held.get_untracked(), parent) {
            let rect = parent.unchecked_into::<web_sys::Element>().get_bounding_client_rect();
            set((f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0) * 100.0);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let moved = match event.key().as_str() {
            "ArrowLeft" => share.get_untracked() - KEY_STEP,
            "ArrowRight" => share.get_untracked() + KEY_STEP,
            "Home" => USUAL,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        set(moved);
    };
    view! {
        <div
            class="splitter"
            class:held=is_held
            node_ref=node
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label="Width of the names"
            aria-valuemin=LEAST.to_string()
            aria-valuemax=MOST.to_string()
            aria-valuenow=move || format!("{:.0}", share.get())
            title="Drag to give the names more or less room"
            style:left=move || format!("{}%", share.get())
            on:pointerdown=move |event| {
                is_held.set(true);
                canvas::capture_pointer(&event);
            }
            on:pointermove=on_move
            on:pointerup=move |_| is_held.set(false)
            on:pointercancel=move |_| is_held.set(false)
            on:dblclick=move |_| set(USUAL)
            on:keydown=on_key
        ></div>
    }
}
