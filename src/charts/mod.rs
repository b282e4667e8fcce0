//! Drawing without a browser: rasters as RGBA, bars as numbers, stripes as CSS.

pub mod bar;
pub mod flame;
pub mod overview;
pub mod palette;
pub mod rails;
pub mod raster;
pub mod service_graph;
pub mod stripes;
pub mod text;
pub mod told;
