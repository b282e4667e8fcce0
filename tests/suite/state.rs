//! The page's plain state.

mod attribute_group;
mod brush;
mod caret;
mod failure_words;
mod feature_flag;
mod history;
mod command;
mod condition;
mod keymap;
mod link;
mod long_text;
mod palette;
mod percent;
mod row_cache;
mod row_scroll;
mod row_words;
mod severity;
mod slots;
mod standing;
mod statement;
mod tab;
mod time_scale;
mod touch;
mod viewport;
mod zone;
