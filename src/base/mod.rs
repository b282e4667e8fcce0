//! What everything stands on: columns, interning, bits, time, words and names. Knows nothing of traces.

pub mod axis;
pub mod base64;
pub mod bits;
pub mod caseless;
pub mod column;
pub mod conventions;
pub mod csv;
pub mod edges;
pub mod escape;
pub mod hash;
pub mod information;
pub mod intern;
pub mod percent;
pub mod quantile;
pub mod severity;
pub mod stamp;
pub mod stats;
pub mod json;
pub mod lists;
pub mod log_linear;
pub mod time;
pub mod words;
