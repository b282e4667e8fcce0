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

/// Writes onto a canvas, in pixels of the page.
pub struct Pen(CanvasRenderingContext2d);

impl Pen {
    /// A pen for a canvas that has `density` pixels to a pixel of the page; `font` as CSS has it.
    pub fn new(canvas: &HtmlCanvasElement, density: f64, font: &str) -> Option<Self> {
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        context.set_font(font);
        context.set_text_baseline("middle");
        context.scale(density, density).ok()?;
        Some(Self(context))
    }

    /// How wide a text would be.
    pub fn width_px(&self, text: &str) -> f64 {
        self.0.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }

    /// Writes a text from its left end and the middle of its line.
    pub fn write(&self, text: &str, left_px: f64, middle_px: f64, [red, green, blue]: [u8; 3]) {
        self.0.set_fill_style_str(&format!("rgb({red} {green} {blue})"));
        // A context that was lost writes nothing, and is drawn anew with the next picture.
        let _ = self.0.fill_text(text, left_px, middle_px);
    }
}

/// Keeps a pointer's events on the element that handles this one, also when it leaves the element.
pub fn capture_pointer(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        // A pointer that is already gone cannot be captured, and need not be.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
