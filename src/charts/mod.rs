//! Drawing without a browser: rasters as RGBA, bars as numbers, shapes as the paths of an SVG, stripes as CSS.
//!
//! No library draws: the shapes are rectangles and lines on axes of our own, which the brush must share to the
//! nanosecond, and a path takes its colour from the style sheet. A chart library would add fonts, colours and axes of
//! its own to the page's code, more than all of this folder.

pub mod bar;
pub mod flame;
pub mod heatmap;
pub mod histogram;
pub mod overview;
pub mod palette;
pub mod rails;
pub mod raster;
pub mod service_graph;
pub mod spark;
pub mod stripes;
pub mod text;
pub mod ticks;
pub mod told;
