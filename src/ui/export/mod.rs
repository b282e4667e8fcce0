//! Files for the person's disk: written by the engine, saved by the browser.

mod menu;
mod progress;

pub use menu::ExportMenu;
pub use progress::WritingProgress;

use super::{engine::Engine, parts::notices::Notices, session::SessionHandle};
use crate::{
    browser::{clock, download},
    state::command::Command,
};
use leptos::task::spawn_local;

/// The failure's code when the writing was called off: whoever did that knows.
const STOPPED: &str = "stopped";

/// Carries out commands to export.
pub fn follow(session: SessionHandle, engine: Engine, notices: Notices) {
    session.on_command(move |command| {
        let Command::Export(export) = *command else { return };
        let (query, name) =
            session.now(|session| (export.query(session, clock::unix_ns()), export.file_name(session)));
        let Some(query) = query else { return };
        spawn_local(async move {
            match engine.export(query).await {
                Ok(blob) if download::save(&blob, &name) => notices.info(format!("{name} was exported")),
                Ok(_) => notices.error(format!("The browser did not save {name}")),
                Err(failure) if failure.code == STOPPED => notices.info(failure.message),
                Err(failure) => notices.error(format!("{name} could not be exported: {}", failure.message)),
            }
        });
    });
}
