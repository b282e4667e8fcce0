//! The page's plain state.

mod attribute_group;
mod brush;
mod caret;
mod history;
mod command;
mod condition;
mod keymap;
mod link;
mod palette;
mod percent;
mod row_cache;
mod row_scroll;
mod row_words;
mod slots;
mod tab;
mod time_scale;
mod touch;
mod viewport;
mod zone;
