//! ui
/// start
pub const fn start() {}
