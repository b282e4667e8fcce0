//! Which part of a graph is in sight, how large: panned and zoomed by pointer, wheel, fingers and keys.

/// The smallest and largest scale.
const SCALES: [f64; 2] = [0.02, 3.0];
/// From this scale on names can be read.
const READABLE: f64 = 0.45;
/// A graph is not made larger than this to fill the box.
const LARGEST_FIT: f64 = 1.25;
/// This part of the box the graph never leaves.
const KEPT_PX: f64 = 60.0;

/// See the module. Sizes and points are pairs: across, down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GraphView {
    /// Pixels on the screen of a pixel of the graph.
    pub scale: f64,
    /// Where the graph's corner stands in the box.
    pub corner_px: [f64; 2],
}

impl Default for GraphView {
    fn default() -> Self {
        Self { scale: 1.0, corner_px: [0.0; 2] }
    }
}

impl GraphView {
    /// The whole graph in the middle of the box.
    pub fn fit(graph_px: [f64; 2], box_px: [f64; 2]) -> Self {
        let of = |axis: usize| box_px[axis] / graph_px[axis].max(1.0);
        let scale = of(0).min(of(1)).clamp(SCALES[0], LARGEST_FIT);
        let corner = |axis: usize| (box_px[axis] - graph_px[axis] * scale) / 2.0;
        Self { scale, corner_px: [corner(0), corner(1)] }
    }

    /// The whole graph, or as much of its beginning as can be read.
    pub fn readable(graph_px: [f64; 2], box_px: [f64; 2]) -> Self {
        let whole = Self::fit(graph_px, box_px);
        if whole.scale >= READABLE {
            return whole;
        }
        let corner = |axis: usize| (box_px[axis] - graph_px[axis] * READABLE) / 2.0;
        Self { scale: READABLE, corner_px: [corner(0).max(0.0), corner(1)] }
    }

    /// Larger by a factor, around a point of the box that stays where it is.
    #[must_use]
    pub fn zoomed(self, factor: f64, at_px: [f64; 2]) -> Self {
        let scale = (self.scale * factor).clamp(SCALES[0], SCALES[1]);
        let real = scale / self.scale;
        let corner = |axis: usize| at_px[axis] - (at_px[axis] - self.corner_px[axis]) * real;
        Self { scale, corner_px: [corner(0), corner(1)] }
    }

    /// Moved by so many pixels of the screen.
    #[must_use]
    pub fn panned(self, by_px: [f64; 2]) -> Self {
        Self { corner_px: [self.corner_px[0] + by_px[0], self.corner_px[1] + by_px[1]], ..self }
    }

    /// Moved back so far that a part of the graph is in sight.
    #[must_use]
    pub fn kept(self, graph_px: [f64; 2], box_px: [f64; 2]) -> Self {
        let corner = |axis: usize| {
            let least = KEPT_PX - graph_px[axis] * self.scale;
            self.corner_px[axis].clamp(least.min(box_px[axis] - KEPT_PX), (box_px[axis] - KEPT_PX).max(least))
        };
        Self { corner_px: [corner(0), corner(1)], ..self }
    }

    /// With a point of the graph in sight: as it is when it stands well inside, else in the middle of the box.
    #[must_use]
    pub fn showing(self, point_px: [f64; 2], box_px: [f64; 2]) -> Self {
        let at = |axis: usize| self.corner_px[axis] + point_px[axis] * self.scale;
        let is_inside = |axis: usize| (KEPT_PX..=box_px[axis] - KEPT_PX).contains(&at(axis));
        if is_inside(0) && is_inside(1) {
            return self;
        }
        let corner = |axis: usize| box_px[axis] / 2.0 - point_px[axis] * self.scale;
        Self { corner_px: [corner(0), corner(1)], ..self }
    }
}

/// Fingers on the graph: one pans, two pinch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fingers {
    down: Vec<(i32, [f64; 2])>,
}

/// Fingers closer than this do not magnify: the factor would jump.
const CLOSEST_PX: f64 = 24.0;

impl Fingers {
    /// A finger came down; from the third on they are ignored.
    pub fn down(&mut self, id: i32, at_px: [f64; 2]) {
        self.up(id);
        if self.down.len() < 2 {
            self.down.push((id, at_px));
        }
    }

    /// A finger went up, or the browser took it over.
    pub fn up(&mut self, id: i32) {
        self.down.retain(|&(finger, _)| finger != id);
    }

    /// How many count.
    pub const fn count(&self) -> usize {
        self.down.len()
    }

    /// The view after a finger moved.
    pub fn moved(&mut self, id: i32, at_px: [f64; 2], view: GraphView) -> GraphView {
        let Some(at) = self.down.iter().position(|&(finger, _)| finger == id) else { return view };
        let (before, apart_before) = self.spread();
        self.down[at].1 = at_px;
        let (after, apart) = self.spread();
        let factor =
            if self.down.len() == 2 { apart.max(CLOSEST_PX) / apart_before.max(CLOSEST_PX) } else { 1.0 };
        view.panned([after[0] - before[0], after[1] - before[1]]).zoomed(factor, after)
    }

    /// Middle and distance.
    fn spread(&self) -> ([f64; 2], f64) {
        match self.down[..] {
            [(_, one), (_, other)] => (
                [(one[0] + other[0]) / 2.0, (one[1] + other[1]) / 2.0],
                (one[0] - other[0]).hypot(one[1] - other[1]),
            ),
            [(_, one)] => (one, 0.0),
            _ => ([0.0; 2], 0.0),
        }
    }
}
