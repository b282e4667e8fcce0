//! Pictures of every view, for people to look at, and the faults that can be told without looking.

use crate::{dist::dist_when_stale, node, run::run};

/// Draws the views, all unless some are named, into `target/shots/`.
///
/// # Errors
/// A sentence when a view overflows, clips its text or has too little contrast, or cannot be drawn.
pub fn shots(views: &[&str]) -> Result<(), String> {
    dist_when_stale()?;
    run(&mut node::script("shots/main", views)?)
}
