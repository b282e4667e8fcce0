//! The page's plain state.

mod attribute_group;
mod brush;
mod caret;
mod history;
mod command;
mod keymap;
mod link;
mod percent;
mod row_cache;
mod row_scroll;
mod slots;
mod time_scale;
mod touch;
mod viewport;
mod zone;
