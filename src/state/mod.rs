//! What the page knows, as plain types: the session, what changes it, its link, keys, lists and scales. No browser in
//! here, so that all of it is tested natively.

mod apply;
pub mod command;
pub mod keymap;
pub mod link;
pub mod session;
pub mod theme;
pub mod zone;
pub mod attribute_group;
pub mod brush;
pub mod caret;
pub mod condition;
pub mod failure_words;
pub mod feature_flag;
pub mod history;
pub mod long_text;
pub mod palette;
pub mod row_cache;
pub mod row_scroll;
pub mod row_words;
pub mod severity;
pub mod slots;
pub mod standing;
pub mod statement;
pub mod tab;
pub mod column_layout;
pub mod columns;
pub mod facets;
pub mod grouping;
pub mod health;
pub mod marks;
pub mod saved_searches;
pub mod search_help;
pub mod time_range;
pub mod time_scale;
pub mod touch;
pub mod viewport;
