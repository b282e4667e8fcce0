//! Where the keyboard is when a view comes up.

use crate::browser::focus;
use leptos::{html::ElementType, prelude::*, web_sys::Element};
use wasm_bindgen::JsCast;

/// Gives the keyboard to an element once it is there, when nothing else has it: a view that was left takes the focus
/// of its elements with it.
pub fn when_nowhere<E: ElementType>(node: NodeRef<E>)
where
    E::Output: JsCast + Clone + AsRef<Element> + 'static,
{
    Effect::new(move |_| {
        if let Some(node) = node.get()
            && focus::is_nowhere()
        {
            focus::on(node.as_ref());
        }
    });
}
