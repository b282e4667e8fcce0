//! Small pieces that several views are made of.

pub mod copy;
pub mod dialog;
pub mod field_picker;
pub mod icon;
pub mod link;
pub mod mark_button;
pub mod notices;
pub mod progress_bar;
pub mod rows;
pub mod service;
pub mod sort_button;
