//! Where labels stand on edges: in the way of no node and no other label. Where there is no room an edge has none.

use super::{
    Drawn, NODE_HEIGHT_PX, NODE_WIDTH_PX,
    routes::{Route, point_at},
};
use std::collections::BTreeMap;

/// The largest label.
pub const LABEL_PX: [i32; 2] = [104, 17];
/// Where on a piece of the curve a label is tried, in percent, the best first.
const TRIED: [i64; 7] = [50, 38, 62, 26, 74, 16, 84];
/// Boxes are looked up by squares of this size.
const SQUARE_PX: i32 = 128;

/// A box by its middle and its size.
#[derive(Clone, Copy)]
struct Area {
    middle: [i32; 2],
    size: [i32; 2],
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        [0, 1].iter().all(|&axis| {
            2 * (self.middle[axis] - other.middle[axis]).abs() < self.size[axis] + other.size[axis]
        })
    }

    fn squares(&self) -> impl Iterator<Item = (i32, i32)> + use<> {
        let range = |axis: usize| {
            let (from, to) =
                (self.middle[axis] - self.size[axis] / 2, self.middle[axis] + self.size[axis] / 2);
            from.div_euclid(SQUARE_PX)..=to.div_euclid(SQUARE_PX)
        };
        let (columns, rows) = (range(0), range(1));
        columns.flat_map(move |column| rows.clone().map(move |row| (column, row)))
    }
}

#[derive(Default)]
struct Taken(BTreeMap<(i32, i32), Vec<Area>>);

impl Taken {
    fn add(&mut self, area: Area) {
        area.squares().for_each(|square| self.0.entry(square).or_default().push(area));
    }

    fn is_free(&self, area: &Area) -> bool {
        area.squares().all(|square| {
            self.0.get(&square).is_none_or(|taken| !taken.iter().any(|other| other.meets(area)))
        })
    }
}

/// Gives labels their places, those of heavier edges first.
pub(super) fn place(centres: &[[i32; 2]], edges: &[Drawn], routes: &mut [Route]) {
    let mut taken = Taken::default();
    for &middle in centres {
        taken.add(Area { middle, size: [NODE_WIDTH_PX, NODE_HEIGHT_PX] });
    }
    let mut order: Vec<usize> = (0..edges.len()).collect();
    order.sort_by_key(|&at| (core::cmp::Reverse(edges[at].weight), at));
    for at in order {
        let curve = &routes[at].curve;
        let pieces = curve.len() / 3;
        // The pieces in the middle first.
        let mut nearest: Vec<usize> = (0..pieces).collect();
        nearest.sort_by_key(|&piece| (2 * piece as i32 + 1 - pieces as i32).abs());
        let area = |(piece, percent): (usize, i64)| Area {
            middle: point_at(&curve[piece * 3..piece * 3 + 4], percent),
            size: LABEL_PX,
        };
        let tried = nearest.iter().flat_map(|&piece| TRIED.map(|percent| (piece, percent)));
        if let Some(free) = tried.map(area).find(|area| taken.is_free(area)) {
            taken.add(free);
            routes[at].label = Some(free.middle);
        }
    }
}
