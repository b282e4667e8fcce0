//! Tests of `src/base`.

mod axis;
mod bits;
mod caseless;
mod column;
mod conventions;
mod csv;
mod edges;
mod hash;
mod information;
mod intern;
mod json;
mod lists;
mod log_linear;
mod percent;
mod quantile;
mod severity;
mod stamp;
mod stats;
mod time;
mod words;
