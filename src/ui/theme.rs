//! The theme on the document: `data-theme` on its root, which `tokens.css` reads, and the colours of the tokens for
//! what is drawn pixel by pixel.

use super::session::SessionHandle;
use crate::{
    browser::{media, style, window},
    charts::palette::{COLOURS, Palette},
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// Whether the page is dark, as a signal for whatever draws with colours of its own.
#[derive(Clone, Copy)]
pub struct IsDark(Signal<bool>);

/// Sets the theme on the document and keeps it up to date.
pub fn provide_theme(session: SessionHandle) {
    let system_is_dark = RwSignal::new(media::matches(media::DARK));
    let watch = StoredValue::new_local(media::watch(media::DARK, move |is_dark| system_is_dark.set(is_dark)));
    on_cleanup(move || watch.dispose());
    let (theme, paper) = (session.theme(), Paper::watched());
    let is_dark = Memo::new(move |_| !paper.is_drawn_for.get() && theme.get().is_dark(system_is_dark.get()));
    style::set_root_attribute("data-theme", Some(word(is_dark.get_untracked())));
    Effect::new(move |_| style::set_root_attribute("data-theme", Some(word(is_dark.get()))));
    provide_context(IsDark(is_dark.into()));
    provide_context(paper);
}

/// Paper is white: as long as the page is printed, it is light, also what is drawn pixel by pixel, which style sheets
/// do not reach. A handle.
#[derive(Clone, Copy)]
pub struct Paper {
    is_drawn_for: RwSignal<bool>,
    /// The browser has said that it prints.
    has_begun: StoredValue<bool>,
}

/// That of this page.
pub fn use_paper() -> Paper {
    expect_context()
}

impl Paper {
    fn watched() -> Self {
        let paper = Self { is_drawn_for: RwSignal::new(false), has_begun: StoredValue::new(false) };
        for (event, begins) in [("beforeprint", true), ("afterprint", false)] {
            let listener = window_event_listener_untyped(event, move |_| {
                paper.is_drawn_for.set(begins);
                paper.has_begun.set_value(begins);
            });
            on_cleanup(move || listener.remove());
        }
        paper
    }

    /// Prints the page. A script that prints keeps what it changes from being drawn first, so that is done before.
    pub async fn print(self) {
        self.is_drawn_for.set(true);
        TimeoutFuture::new(0).await;
        // What a browser without printers says to it is told by the browser.
        let _ = window().map(|window| window.print());
        if !self.has_begun.get_value() {
            // It is over, or was never begun.
            self.is_drawn_for.set(false);
        }
    }
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
