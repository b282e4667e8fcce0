//! The frames as pixels, and the text over them.

use super::state::FlameState;
use crate::{
    browser::{canvas, resize::Resize, style},
    charts::{
        flame::{draw, labels},
        text::cut,
    },
    ui::theme::use_palette,
};
use leptos::{html, prelude::*};

/// The room between a name and what stands behind it.
const SPACE_PX: f64 = 8.0;

/// Draws the picture, again whenever it, what is in sight of it, or the theme changes. Gives its canvas.
pub fn paint(state: FlameState) -> NodeRef<html::Canvas> {
    let node: NodeRef<html::Canvas> = NodeRef::new();
    let resize = StoredValue::new_local(None::<Resize>);
    Effect::new(move |_| {
        if let Some(frames) = state.node.get() {
            let watch =
                Resize::new(&frames, move |width_px, height_px| state.size_px.set((width_px, height_px)));
            resize.set_value(Some(watch));
        }
    });
    on_cleanup(move || resize.dispose());
    let palette = use_palette();
    let find = state.open.session.find();
    Effect::new(move |_| {
        let (Some(node), picture, view) = (node.get(), state.picture.get(), state.view.get()) else { return };
        if state.size_px.with(|(width_px, height_px)| *width_px <= 0.0 || *height_px <= 0.0) {
            return;
        }
        let (palette, density) = (palette.get(), canvas::density());
        let is_lit = find.with(|find| !find.trim().is_empty());
        let raster = draw(&picture, &view, density, &palette, is_lit);
        canvas::put(&node, raster.width_px, raster.height_px, &raster.rgba);
        let Some(pen) = canvas::Pen::new(&node, density, &style::font_of(&node)) else { return };
        for label in labels(&picture, &view, &palette, is_lit) {
            let write =
                |text: &str, after_px| pen.write(text, label.left_px + after_px, label.middle_px, label.ink);
            let Some(name) = cut(label.name, label.room_px, |text| pen.width_px(text)) else { continue };
            write(&name, 0.0);
            let after_px = if name.is_empty() { 0.0 } else { pen.width_px(&name) + SPACE_PX };
            if name == label.name && after_px + pen.width_px(&label.rest) <= label.room_px {
                write(&label.rest, after_px);
            }
        }
    });
    node
}
