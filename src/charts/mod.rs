//! Drawing without a browser: rasters as RGBA, bars as numbers, stripes as CSS.

pub mod bar;
pub mod overview;
pub mod palette;
pub mod rails;
pub mod stripes;
