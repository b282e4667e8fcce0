//! The page: Leptos components, a folder a view. Logic lives in `state`; what is here turns it into markup and events
//! into commands.
#![allow(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

mod ahead;
pub mod app;
mod compare;
pub mod drop;
mod embed;
pub mod engine;
mod export;
mod findings;
pub mod focus;
mod graph;
pub mod help;
mod hosts;
mod incoming;
mod kept;
mod links;
pub mod keyboard;
mod latency;
pub mod open;
pub mod palette;
pub mod parts;
mod remote;
pub mod search;
mod services;
pub mod session;
mod share;
mod settings;
pub mod sources;
pub mod theme;
pub mod top_bar;
pub mod trace;
pub mod traces;

/// Puts the page into the document.
pub fn start() {
    crate::browser::crash::prepare();
    leptos::mount::mount_to_body(app::App);
}
