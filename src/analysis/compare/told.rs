//! Which traces say each value that can be told. Most of what traces say is none: numbers, which are compared as such,
//! and ids, which tell one trace from another and nothing more.
//!
//! A comparison counts for every value the traces of both sides that say it. So the lists are by value, not by trace:
//! millions of them are counted in the order in which they lie in memory.

use super::{
    cohorts::Sides,
    keys::Role,
    units::{Read, Units},
};
use crate::base::lists::Lists;

/// A trace that says a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saying(u32);

impl Saying {
    fn new(trace: u32, is_alone: bool) -> Self {
        Self(trace << 1 | u32::from(is_alone))
    }

    /// The trace.
    pub fn trace(self) -> u32 {
        self.0 >> 1
    }

    /// Whether the trace says no other value of the unit.
    pub fn is_alone(self) -> bool {
        self.0 & 1 == 1
    }
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// For each value the traces that say it, ascending.
    saying: Lists<Saying>,
    /// For each unit the traces that say several of its values, ascending.
    several: Lists<u32>,
}

/// How many slow and how many fast traces.
pub type Count = (u32, u32);

impl Told {
    /// The traces that say a value.
    pub fn saying(&self, value: u32) -> &[Saying] {
        self.saying.of(value)
    }

    /// How many traces say a value, and how many of those say no other of its unit.
    pub fn count(&self, value: u32, sides: &Sides) -> (Count, Count) {
        let mut counts = [[0; 3]; 2];
        for saying in self.saying(value) {
            let side = sides.of(saying.trace());
            counts[0][side] += 1;
            counts[1][side] += u32::from(saying.is_alone());
        }
        let [all, alone] = counts.map(|counts| (counts[Sides::SLOW], counts[Sides::FAST]));
        (all, alone)
    }

    /// How many traces say several values of a unit.
    pub fn several(&self, unit: u32, sides: &Sides) -> Count {
        sides.count(self.several.of(unit).iter().copied())
    }
}

impl Units {
    /// What can be told of what was read; `twin_of` has the folded twin of each value.
    pub(super) fn of_read(read: Read, twin_of: &[Option<u32>]) -> Self {
        let Read { units, values, of_trace, largest } = read;
        let mut units = Self { units, largest, ..Self::default() };
        let is_kept: Vec<bool> = (0_u32..)
            .zip(&units.units)
            .map(|(at, unit)| unit.folded || unit.role == Role::People || units.is_told(at))
            .collect();
        let mut order: Vec<u32> =
            (0..values.len() as u32).filter(|&value| is_kept[values[value as usize].unit as usize]).collect();
        order.sort_by_key(|&value| values[value as usize].unit);
        let mut place_of: Vec<Option<u32>> = vec![None; values.len()];
        (0_u32..).zip(&order).for_each(|(place, &value)| place_of[value as usize] = Some(place));
        units.values = order.iter().map(|&value| values[value as usize].clone()).collect();

        let (mut saying, mut several) = (Vec::new(), Vec::new());
        let mut said = Vec::new();
        for trace in 0..of_trace.count() as u32 {
            said.clear();
            for &value in of_trace.of(trace) {
                said.extend(place_of[value as usize]);
                said.extend(twin_of[value as usize].and_then(|twin| place_of[twin as usize]));
            }
            // Those of a unit stand together; several values may have one twin.
            said.sort_unstable();
            said.dedup();
            let unit_of = |value: u32| units.values[value as usize].unit;
            for of_unit in said.chunk_by(|one, other| unit_of(*one) == unit_of(*other)) {
                let unit = unit_of(of_unit[0]);
                if units.units[unit as usize].folded {
                    units.units[unit as usize].pairs += of_unit.len() as u32;
                }
                if of_unit.len() > 1 {
                    several.push((unit, trace));
                }
                let is_alone = of_unit.len() == 1;
                saying.extend(of_unit.iter().map(|&value| (value, Saying::new(trace, is_alone))));
            }
        }
        units.told = Told {
            saying: Lists::of_pairs(units.values.len(), &saying),
            several: Lists::of_pairs(units.units.len(), &several),
        };
        units
    }
}
