//! The document's root element and the tokens of its style sheet.

use super::{document, window};
use web_sys::Element;

fn root() -> Option<Element> {
    document()?.document_element()
}

/// Sets an attribute of the root element, or takes it away.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    // Only names that are no names are refused.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// A colour of the style sheet, written `#rrggbb` there; black when it is not there.
pub fn token_rgb(name: &str) -> [u8; 3] {
    let text = token(name).unwrap_or_default();
    let code = text.trim().strip_prefix('#').and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let [_, red, green, blue] = code.unwrap_or(0).to_be_bytes();
    [red, green, blue]
}

fn token(name: &str) -> Option<String> {
    window()?.get_computed_style(&root()?).ok()??.get_property_value(name).ok()
}

/// The font of an element, as CSS has it.
pub fn font_of(element: &Element) -> String {
    let style = window().and_then(|window| window.get_computed_style(element).ok().flatten());
    style.and_then(|style| style.get_property_value("font").ok()).unwrap_or_default()
}
