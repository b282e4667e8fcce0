//! The copy of a part of the page that becomes a picture: what only the original knows (pixels, what is typed, how far it
//! is scrolled) is written into it, and what nobody sees of the original is not in it. A picture is given to others, and
//! as SVG it can be read.

use super::super::{document, window};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleDeclaration, DomRect, Element, HtmlCanvasElement, HtmlInputElement};

/// Attributes that say something which is not seen.
const UNSEEN: [&str; 5] = ["title", "aria-label", "aria-description", "aria-valuetext", "data-picture"];
/// What stands in a row with others of its kind, which would change their size if it were made a box of its own.
const IN_LINE: [&str; 9] = [
    "inline",
    "contents",
    "none",
    "table",
    "table-row",
    "table-row-group",
    "table-header-group",
    "table-column",
    "ruby",
];

/// A copy of an element with everything in it that is seen.
pub fn of(element: &Element) -> Result<Element, JsValue> {
    let copy: Element = element.clone_node_with_deep(true)?.unchecked_into();
    let pairs: Vec<(Element, Element)> = inside(element)?.into_iter().zip(inside(&copy)?).collect();
    let mut sight = Sight::of(element);
    hush(&copy)?;
    scroll(element, &copy)?;
    for (original, copy) in pairs {
        // The boxes around it come before what is in them.
        sight.add(&original);
        if is_svg(&original) {
            if ["title", "desc"].contains(&original.tag_name().as_str())
                || original.tag_name() == "text" && sight.misses(&original)
            {
                copy.remove();
            } else {
                hush(&copy)?;
            }
            continue;
        }
        let Some(style) = style_of(&original) else { continue };
        let display = style.get_property_value("display")?;
        if display == "none" {
            copy.remove();
        } else if style.get_property_value("visibility")? != "visible" || sight.misses(&original) {
            if !IN_LINE.contains(&display.as_str()) {
                empty(&original, &copy)?;
            }
        } else {
            settle(&original, &copy)?;
        }
        hush(&copy)?;
    }
    Ok(copy)
}

/// A copy of an element alone, without what is in it.
pub fn shell(element: &Element) -> Result<Element, JsValue> {
    let shell: Element = element.clone_node()?.unchecked_into();
    hush(&shell)?;
    Ok(shell)
}

/// Adds to what an element's own style says.
pub fn add_style(element: &Element, declarations: &str) -> Result<(), JsValue> {
    let before = element.get_attribute("style").unwrap_or_default();
    element.set_attribute("style", &format!("{before};{declarations}"))
}

/// The parts of the page through which what is in them is seen: the picture's own, and the boxes in it that scroll.
struct Sight(Vec<(Element, DomRect)>);

impl Sight {
    fn of(element: &Element) -> Self {
        Self(vec![(element.clone(), element.get_bounding_client_rect())])
    }

    /// A box that holds more than it shows. Elements come as they stand in the document: behind a box none is in it.
    fn add(&mut self, element: &Element) {
        while self.0.len() > 1 && self.0.last().is_some_and(|(around, _)| !around.contains(Some(element))) {
            self.0.pop();
        }
        let is_larger = element.scroll_height() > element.client_height()
            || element.scroll_width() > element.client_width();
        if !is_larger || is_svg(element) {
            return;
        }
        let overflow = style_of(element).and_then(|style| style.get_property_value("overflow").ok());
        if overflow.is_some_and(|overflow| !overflow.contains("visible")) {
            self.0.push((element.clone(), element.get_bounding_client_rect()));
        }
    }

    /// Whether nothing is seen of an element that has a size.
    fn misses(&self, element: &Element) -> bool {
        let place = element.get_bounding_client_rect();
        let is_beside = |sight: &DomRect| {
            place.right() <= sight.left()
                || place.left() >= sight.right()
                || place.bottom() <= sight.top()
                || place.top() >= sight.bottom()
        };
        let has_size = place.width() > 0.0 && place.height() > 0.0;
        has_size && self.0.iter().any(|(around, sight)| is_beside(sight) && around != element)
    }
}

fn inside(element: &Element) -> Result<Vec<Element>, JsValue> {
    let list = element.query_selector_all("*")?;
    Ok((0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect())
}

fn is_svg(element: &Element) -> bool {
    element.namespace_uri().as_deref() == Some(super::SVG)
}

fn style_of(element: &Element) -> Option<CssStyleDeclaration> {
    window()?.get_computed_style(element).ok()?
}

/// Takes away what an element says without showing it.
fn hush(copy: &Element) -> Result<(), JsValue> {
    UNSEEN.iter().try_for_each(|name| copy.remove_attribute(name))
}

/// Leaves of an element only the room it takes, which others stand beside.
fn empty(original: &Element, copy: &Element) -> Result<(), JsValue> {
    copy.set_text_content(None);
    let place = original.get_bounding_client_rect();
    add_style(
        copy,
        &format!(
            "box-sizing:border-box;flex:none;min-width:0;min-height:0;width:{}px;height:{}px",
            place.width(),
            place.height()
        ),
    )
}

/// Writes into a copy what only the original knows.
fn settle(original: &Element, copy: &Element) -> Result<(), JsValue> {
    scroll(original, copy)?;
    if let Some(canvas) = original.dyn_ref::<HtmlCanvasElement>() {
        let image = document().ok_or("there is no document")?.create_element("img")?;
        for name in ["class", "style"] {
            if let Some(value) = copy.get_attribute(name) {
                image.set_attribute(name, &value)?;
            }
        }
        image.set_attribute("src", &canvas.to_data_url()?)?;
        return copy.replace_with_with_node_1(&image);
    }
    match original.tag_name().as_str() {
        "INPUT" => {
            let Some(input) = original.dyn_ref::<HtmlInputElement>() else { return Ok(()) };
            copy.set_attribute("value", &input.value())?;
            set_flag(copy, "checked", input.checked())
        }
        "TEXTAREA" => {
            copy.set_text_content(Reflect::get(original, &"value".into())?.as_string().as_deref());
            Ok(())
        }
        "SELECT" => {
            let chosen = Reflect::get(original, &"selectedIndex".into())?.as_f64();
            let options = copy.query_selector_all("option")?;
            (0..options.length()).try_for_each(|at| match options.item(at) {
                Some(option) => set_flag(option.unchecked_ref(), "selected", chosen == Some(f64::from(at))),
                None => Ok(()),
            })
        }
        // A picture leads nowhere.
        "A" => copy.remove_attribute("href"),
        _ => Ok(()),
    }
}

fn set_flag(copy: &Element, name: &str, is_set: bool) -> Result<(), JsValue> {
    if is_set { copy.set_attribute(name, "") } else { copy.remove_attribute(name) }
}

/// Moves what a box holds to where it stands when it is scrolled; what is stuck to the box's edge stays there.
fn scroll(original: &Element, copy: &Element) -> Result<(), JsValue> {
    let (left_px, top_px) = (original.scroll_left(), original.scroll_top());
    if left_px == 0 && top_px == 0 {
        return Ok(());
    }
    let mut pair = original.first_element_child().zip(copy.first_element_child());
    while let Some((child, copy)) = pair {
        let position = style_of(&child).and_then(|style| style.get_property_value("position").ok());
        if position.as_deref() != Some("sticky") {
            add_style(&copy, &format!("translate:{}px {}px", -left_px, -top_px))?;
        }
        pair = child.next_element_sibling().zip(copy.next_element_sibling());
    }
    Ok(())
}
