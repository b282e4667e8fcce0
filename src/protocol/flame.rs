//! The flame graph: what is in sight of it, and the way from a frame to another.

use super::request::SpanRef;
use serde::{Deserialize, Serialize};

/// The order of frames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlameOrder {
    /// Every span at its own time.
    #[default]
    Time,
    /// The spans of a call path are one frame, the widest at the left.
    Merged,
}

/// Which flame graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlameOf {
    /// The trace.
    pub trace_id: String,
    /// The order.
    pub order: FlameOrder,
    /// Only this span (merged: its call path) and what is below it.
    pub focus: Option<SpanRef>,
    /// The clocks are set right.
    pub skew: bool,
}

/// Which part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlameQuery {
    /// Which flame graph.
    pub of: FlameOf,
    /// Words or TraceQL whose spans are counted in every frame; empty for none.
    pub find: String,
    /// The part of the axis in sight; `None`: all of it.
    pub zoom: Option<(i64, i64)>,
    /// Pixels across.
    pub width_px: u32,
    /// The first level in sight, and how many.
    pub from_level: u32,
    /// How many levels.
    pub levels: u32,
}

/// What is in sight of a flame graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlamePicture {
    /// How long the axis is: the trace's extent, or the sum of all self time when merged.
    pub axis_ns: i64,
    /// Levels in all.
    pub levels: u32,
    /// The operations that frames name by their place.
    pub names: Vec<String>,
    /// The frames, level by level and from left to right.
    pub frames: Vec<FlameFrame>,
}

/// A frame, or several that are too narrow to be told apart; of those the longest gives the names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlameFrame {
    /// The row of its first span, by which the frame is named.
    #[serde(rename = "r")]
    pub row: u32,
    /// Levels above it.
    #[serde(rename = "l")]
    pub level: u32,
    /// Where it begins on the axis.
    #[serde(rename = "a")]
    pub start_ns: i64,
    /// Where it ends.
    #[serde(rename = "b")]
    pub end_ns: i64,
    /// Frames in it; 1: it is one.
    #[serde(rename = "f")]
    pub frames: u32,
    /// Spans in it.
    #[serde(rename = "n")]
    pub spans: u32,
    /// A place in `Summary::service_names`.
    #[serde(rename = "s")]
    pub service: u32,
    /// A place in `FlamePicture::names`.
    #[serde(rename = "o")]
    pub name: u32,
    /// Sum of the durations of the frame's own spans.
    #[serde(rename = "t")]
    pub total_ns: i64,
    /// Spans with an error.
    #[serde(rename = "e")]
    pub errors: u32,
    /// Spans that are looked for.
    #[serde(rename = "h")]
    pub hits: u32,
}

/// A way from frame to frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlameWay {
    /// To the frame it hangs on.
    Parent,
    /// To the widest below it.
    Child,
    /// To the next beside it.
    Next,
    /// To the one before it.
    Previous,
    /// To the topmost.
    First,
    /// To the last beside it.
    Last,
}

/// A question for one frame.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlameStep {
    /// Which flame graph.
    pub of: FlameOf,
    /// The frame that has this span; `None`: the topmost.
    pub from: Option<SpanRef>,
    /// Where to go from there; nowhere is left at the end of a way.
    pub way: Option<FlameWay>,
}

/// A frame with all that is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlamePlace {
    /// The row of its first span.
    pub row: u32,
    /// The id of its first span.
    pub span_id: String,
    /// Levels above it in the picture.
    pub level: u32,
    /// Frames above it.
    pub depth: u32,
    /// Its place among the frames beside it, from 1.
    pub nth: usize,
    /// How many those are.
    pub siblings: usize,
    /// Frames directly below it.
    pub below: usize,
    /// Where it begins on the axis.
    pub start_ns: i64,
    /// Where it ends.
    pub end_ns: i64,
    /// A place in `Summary::service_names`.
    pub service: u32,
    /// The operation.
    pub name: String,
    /// Its spans.
    pub spans: u32,
    /// Those with an error.
    pub errors: u32,
    /// Sum of their durations.
    pub total_ns: i64,
    /// Sum of their self times.
    pub self_ns: i64,
    /// Sum of their own times on the critical path.
    pub critical_ns: i64,
    /// The longest duration.
    pub longest_ns: i64,
}
