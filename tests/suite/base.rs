//! Tests of `src/base`.

mod bits;
mod column;
mod hash;
mod intern;
mod json;
mod time;
mod words;
