//! Tests of `src/base`.

mod axis;
mod bits;
mod caseless;
mod column;
mod conventions;
mod hash;
mod information;
mod intern;
mod json;
mod quantile;
mod time;
mod words;
