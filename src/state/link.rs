//! The session as a link and back: everything stands in the fragment, which is never sent to a server.
//!
//! `#/<view>?key=value&…` (docs: the public contract on links). Reading is forgiving, field by field: a wrong value is
//! left out and told in a note, a key that is not known is kept.

mod fold_text;
mod read;
mod words;
mod write;

pub use self::{
    read::read,
    write::{view_word, write},
};
