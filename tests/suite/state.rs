//! The page's plain state.

mod attribute_group;
mod brush;
mod caret;
mod column_layout;
mod columns;
mod grouping;
mod history;
mod marks;
mod command;
mod condition;
mod keymap;
mod link;
mod palette;
mod percent;
mod row_cache;
mod row_scroll;
mod slots;
mod tab;
mod time_range;
mod time_scale;
mod touch;
mod viewport;
mod zone;
