//! A part of the page as a picture, as it is seen: its elements are copied into an SVG together with the styles that
//! count now, and the browser draws that. What was text stays text on the way, so nothing of a file becomes markup.

mod copy;

use super::{canvas, document, said};
use copy::add_style;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement};

const SVG: &str = "http://www.w3.org/2000/svg";
/// Marks a part of the page that makes a picture of its own; its value names it.
const MARK: &str = "data-picture";
/// Small print is still read when a picture has so many pixels to one of the page.
const LEAST_DENSITY: f64 = 2.0;

/// A picture that can be saved.
pub struct Picture {
    /// Its bytes.
    pub blob: Blob,
    /// What its files end in.
    pub extension: &'static str,
}

/// The parts of the page that make pictures and can be seen, by name.
pub fn parts() -> Vec<String> {
    marked().into_iter().filter_map(|part| part.get_attribute(MARK)).collect()
}

/// A part by its name, or the whole view.
pub fn find(name: Option<&str>) -> Option<Element> {
    match name {
        None => document()?.get_element_by_id("main"),
        Some(name) => marked().into_iter().find(|part| part.get_attribute(MARK).as_deref() == Some(name)),
    }
}

/// An element as it is seen now: as PNG, or as SVG where the browser gives no pixels of it away.
///
/// # Errors
/// What the browser says when it cannot draw it.
pub async fn take(element: &Element) -> Result<Picture, String> {
    let place = element.get_bounding_client_rect();
    let size_px = [place.width().ceil(), place.height().ceil()];
    let svg = drawn(element, size_px).map_err(|error| said(&error))?;
    match png(&svg, size_px).await {
        Ok(blob) => Ok(Picture { blob, extension: "png" }),
        Err(_) => {
            let options = BlobPropertyBag::new();
            options.set_type("image/svg+xml");
            let parts = Array::of1(&svg.into());
            let blob =
                Blob::new_with_str_sequence_and_options(&parts, &options).map_err(|error| said(&error))?;
            Ok(Picture { blob, extension: "svg" })
        }
    }
}

fn marked() -> Vec<Element> {
    let Some(document) = document() else { return Vec::new() };
    let Ok(list) = document.query_selector_all(&format!("[{MARK}]")) else { return Vec::new() };
    let parts = (0..list.length()).filter_map(|at| list.item(at)?.dyn_into::<Element>().ok());
    parts.filter(|part| part.client_width() > 0 && part.client_height() > 0).collect()
}

/// The element as the text of an SVG.
fn drawn(element: &Element, [width_px, height_px]: [f64; 2]) -> Result<String, JsValue> {
    let document = document().ok_or("there is no document")?;
    let copy = copy::of(element)?;
    add_style(
        &copy,
        &format!(
            "box-sizing:border-box;position:relative;inset:auto;margin:0;transform:none;flex:none;\
             width:{width_px}px;height:{height_px}px"
        ),
    )?;
    // The elements around it have no boxes here, but their names and what they hand down count.
    let mut outermost = copy;
    let mut around = element.parent_element();
    while let Some(ancestor) = around {
        let shell = copy::shell(&ancestor)?;
        add_style(&shell, "display:contents!important")?;
        shell.append_child(&outermost)?;
        outermost = shell;
        around = ancestor.parent_element();
    }
    let root = document.create_element_ns(Some(SVG), "svg")?;
    for (name, px) in [("width", width_px), ("height", height_px)] {
        root.set_attribute(name, &px.to_string())?;
    }
    // The colours are those of the root element's theme.
    let theme = document.document_element().and_then(|root| root.get_attribute("data-theme"));
    root.set_attribute("data-theme", &theme.unwrap_or_default())?;
    let style = document.create_element_ns(Some(SVG), "style")?;
    style.set_text_content(Some(&styles(&document)));
    let ground = document.create_element_ns(Some(SVG), "rect")?;
    let frame = document.create_element_ns(Some(SVG), "foreignObject")?;
    for (name, value) in [("width", "100%"), ("height", "100%")] {
        ground.set_attribute(name, value)?;
        frame.set_attribute(name, value)?;
    }
    ground.set_attribute("style", "fill:var(--page)")?;
    frame.append_child(&outermost)?;
    for child in [&style, &ground, &frame] {
        root.append_child(child)?;
    }
    let serializer: Function = Reflect::get(&js_sys::global(), &"XMLSerializer".into())?.dyn_into()?;
    let serializer = Reflect::construct(&serializer, &Array::new())?;
    let text = call(&serializer, "serializeToString", &[root.into()])?.as_string().unwrap_or_default();
    Ok(text.chars().map(|letter| if is_xml(letter) { letter } else { char::REPLACEMENT_CHARACTER }).collect())
}

/// The rules of the page's style sheets that count for this window.
fn styles(document: &web_sys::Document) -> String {
    let mut text = String::new();
    let sheets = Reflect::get(document, &"styleSheets".into()).map(|sheets| Array::from(&sheets));
    for sheet in sheets.unwrap_or_default().iter() {
        add_rules(&sheet, &mut text);
    }
    text
}

/// The rules of a sheet, or of a media query in it that holds. A sheet of another origin tells none.
fn add_rules(holder: &JsValue, text: &mut String) {
    let Ok(rules) = Reflect::get(holder, &"cssRules".into()) else { return };
    for rule in Array::from(&rules).iter() {
        let query = Reflect::get(&rule, &"media".into()).ok().filter(JsValue::is_object);
        let query = query.and_then(|media| Reflect::get(&media, &"mediaText".into()).ok()?.as_string());
        match query {
            Some(query) if super::media::matches(&query) => add_rules(&rule, text),
            Some(_) => {}
            None => {
                let rule = Reflect::get(&rule, &"cssText".into()).ok().and_then(|rule| rule.as_string());
                text.push_str(&rule.unwrap_or_default());
                text.push('\n');
            }
        }
    }
}

/// The pixels of an SVG.
async fn png(svg: &str, [width_px, height_px]: [f64; 2]) -> Result<Blob, JsValue> {
    let document = document().ok_or("there is no document")?;
    let image: HtmlElement = document.create_element("img")?.unchecked_into();
    let address = format!("data:image/svg+xml,{}", String::from(js_sys::encode_uri_component(svg)));
    image.set_attribute("src", &address)?;
    JsFuture::from(call(&image, "decode", &[])?.dyn_into::<Promise>()?).await?;
    let density = canvas::density().max(LEAST_DENSITY);
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width((width_px * density) as u32);
    canvas.set_height((height_px * density) as u32);
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or("there is no canvas")?.unchecked_into();
    context.scale(density, density)?;
    let place = [image.into(), 0.into(), 0.into(), width_px.into(), height_px.into()];
    call(&context, "drawImage", &place)?;
    let blob = Promise::new(&mut |resolve, reject| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            // A promise can be kept.
            let _ = resolve.call1(&JsValue::UNDEFINED, &blob);
        });
        if let Err(error) = canvas.to_blob(take.unchecked_ref()) {
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(blob).await?.dyn_into()
}

fn call(target: &JsValue, method: &str, values: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(target, &method.into())?.dyn_into()?;
    function.apply(target, &values.iter().collect::<Array>())
}

/// Whether a letter may stand in XML.
const fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
