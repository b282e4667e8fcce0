//! Fingers on the waterfall: one pans, two pinch. Only the way across counts, down is the browser's own scrolling.

/// Fingers that are down, by pointer id, with their place across.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touches {
    fingers: Vec<(i32, f64)>,
}

/// What a movement asks of the viewport.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pull {
    /// Magnification; 1 with one finger.
    pub factor: f64,
    /// Where the middle of the fingers is now.
    pub anchor_px: f64,
    /// How far the middle moved.
    pub moved_px: f64,
}

/// Fingers closer than this do not magnify: the factor would jump.
const CLOSEST_PX: f64 = 24.0;

impl Touches {
    /// A finger came down; from the third on they are ignored.
    pub fn down(&mut self, id: i32, at_px: f64) {
        self.up(id);
        if self.fingers.len() < 2 {
            self.fingers.push((id, at_px));
        }
    }

    /// A finger went up, or the browser took it over.
    pub fn up(&mut self, id: i32) {
        self.fingers.retain(|&(finger, _)| finger != id);
    }

    /// How many count.
    pub const fn count(&self) -> usize {
        self.fingers.len()
    }

    /// A finger moved; `None` when it is none of these.
    pub fn moved(&mut self, id: i32, at_px: f64) -> Option<Pull> {
        let at = self.fingers.iter().position(|&(finger, _)| finger == id)?;
        let before = self.spread();
        self.fingers[at].1 = at_px;
        let after = self.spread();
        let factor =
            if self.fingers.len() == 2 { after.1.max(CLOSEST_PX) / before.1.max(CLOSEST_PX) } else { 1.0 };
        Some(Pull { factor, anchor_px: after.0, moved_px: after.0 - before.0 })
    }

    /// Middle and distance.
    fn spread(&self) -> (f64, f64) {
        match self.fingers[..] {
            [(_, one_px), (_, other_px)] => ((one_px + other_px) / 2.0, (one_px - other_px).abs()),
            [(_, one_px)] => (one_px, 0.0),
            _ => (0.0, 0.0),
        }
    }
}
