//! The theme on the document: `data-theme` on its root, which `tokens.css` reads, and the colours of the tokens for
//! what is drawn pixel by pixel.

use super::session::SessionHandle;
use crate::{
    browser::{media, style},
    charts::palette::{COLOURS, Palette},
};
use leptos::prelude::*;

/// Whether the page is dark, as a signal for whatever draws with colours of its own.
#[derive(Clone, Copy)]
pub struct IsDark(Signal<bool>);

/// Sets the theme on the document and keeps it up to date.
pub fn provide_theme(session: SessionHandle) {
    let system_is_dark = RwSignal::new(media::matches(media::DARK));
    let watch = StoredValue::new_local(media::watch(media::DARK, move |is_dark| system_is_dark.set(is_dark)));
    on_cleanup(move || watch.dispose());
    let theme = session.theme();
    let is_dark = Memo::new(move |_| theme.get().is_dark(system_is_dark.get()));
    style::set_root_attribute("data-theme", Some(word(is_dark.get_untracked())));
    Effect::new(move |_| style::set_root_attribute("data-theme", Some(word(is_dark.get()))));
    provide_context(IsDark(is_dark.into()));
}

const fn word(is_dark: bool) -> &'static str {
    if is_dark { "dark" } else { "light" }
}

/// The colours of the tokens, read anew when the theme changes.
pub fn use_palette() -> Signal<Palette> {
    let IsDark(is_dark) = expect_context();
    Signal::derive(move || {
        // The attribute is set first, so that the tokens are those of the theme.
        style::set_root_attribute("data-theme", Some(word(is_dark.get())));
        Palette {
            services: (0..COLOURS).map(|colour| style::token_rgb(&format!("--service-{colour}"))).collect(),
            error: style::token_rgb("--error"),
            critical: style::token_rgb("--critical"),
            heat: [style::token_rgb("--heat-few"), style::token_rgb("--heat-many")],
            surface: style::token_rgb("--surface"),
            inks: [style::token_rgb("--ink-dark"), style::token_rgb("--ink-light")],
        }
    })
}
