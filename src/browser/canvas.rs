//! Pixels onto a canvas.

use super::window;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData, PointerEvent};

/// Pixels of the screen to a pixel of the page.
pub fn density() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio()).max(1.0)
}

/// Puts a picture in RGBA onto a canvas, which takes its size.
pub fn put(canvas: &HtmlCanvasElement, width_px: usize, height_px: usize, rgba: &[u8]) {
    canvas.set_width(width_px as u32);
    canvas.set_height(height_px as u32);
    let context = canvas.get_context("2d").ok().flatten();
    let Some(context) = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok())
    else {
        return;
    };
    // Fails for a picture without pixels, of which there is nothing to show.
    if let Ok(image) = ImageData::new_with_u8_clamped_array(Clamped(rgba), width_px as u32) {
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}

/// Keeps a pointer's events on the element that handles this one, also when it leaves the element.
pub fn capture_pointer(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        // A pointer that is already gone cannot be captured, and need not be.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
