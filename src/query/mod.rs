//! The search language as text: TraceQL, and plain words for everyone.
//!
//! Text → [`tokens`] → [`parser`] → [`tree`], and back by the tree's `Display`. [`reading::read`] tells the two
//! languages apart. Nothing here knows of spans; a text never fails to be read, it gets sentences about its passages.

pub mod attribute;
pub mod cohort;
pub mod complete;
pub mod edit;
pub mod error;
pub mod highlight;
pub mod ids;
pub mod literal;
pub mod measure;
pub mod names;
pub mod naming;
pub mod parser;
mod printer;
pub mod reading;
pub mod terms;
pub mod tokens;
pub mod tree;
pub mod words;
