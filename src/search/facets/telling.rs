//! Which attributes tell most about the spans that match.
//!
//! Of those on at least a tenth of the traces found, with 2 to 50 values there, an attribute's weight is, in bits a value
//! shown, the sum of
//!
//! - the Jensen–Shannon divergence of its values in the traces found from those in all traces, less what chance would
//!   give: (m − 1)(1/n + 1/N) / (8 ln 2) for m values in n and N traces (analysis.md, "Slow against fast"): what is
//!   peculiar about them; nothing while everything is found;
//! - and the entropy of its values in the traces found, times the share of traces that have it: how well they part
//!   them.
//!
//! Identifiers (more than twenty values, nine of ten on one trace only) are left out, and so is what parts the traces
//! just as another that weighs more, or as the services do.

use super::{
    known::Known,
    tally::{Count, Tally},
};
use crate::{
    base::information::{divergence_bits, entropy_bits},
    query::tree::Field,
};
use core::f64::consts::LN_2;

/// An attribute has so many values among the traces found.
const FEWEST_VALUES: usize = 2;
const MOST_VALUES: usize = 50;
/// One trace in so many has it.
const RAREST: usize = 10;
/// Identifiers have more values, and so many in ten of them are on one trace only.
const IDENTIFIER_VALUES: usize = 20;
const IDENTIFIER_TENTHS: usize = 9;

/// The places of the attributes that tell most, most first, at most `limit`; `service` is the place of the services.
pub fn attributes(
    known: &Known,
    found: &Tally,
    all: &Tally,
    service: Option<usize>,
    limit: usize,
) -> Vec<usize> {
    let mut numbers: Vec<Vec<usize>> = vec![Vec::new(); known.names.len()];
    for (number, (name, _)) in known.values.iter().enumerate() {
        numbers[*name as usize].push(number);
    }
    let facet = |place: usize| Facet { found, all, place, numbers: &numbers[place] };
    let is_attribute = |&place: &usize| {
        let name = &known.names[place];
        matches!(name.field, Field::Attribute(_)) && !name.is_out && Some(place) != service
    };
    let mut weighed: Vec<(f64, usize)> = (0..known.names.len())
        .filter(is_attribute)
        .filter(|&place| facet(place).is_of_use())
        .map(|place| (facet(place).weight_bits(), place))
        .collect();
    weighed.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut partings: Vec<Vec<u64>> = service.map(|place| facet(place).parting()).into_iter().collect();
    let mut telling = Vec::new();
    for (_, place) in weighed {
        let parting = facet(place).parting();
        if telling.len() < limit && !partings.contains(&parting) {
            partings.push(parting);
            telling.push(place);
        }
    }
    telling
}

/// An attribute that may be shown.
struct Facet<'a> {
    found: &'a Tally,
    all: &'a Tally,
    place: usize,
    numbers: &'a [usize],
}

impl Facet<'_> {
    /// The values among the traces found.
    fn values(&self) -> impl Iterator<Item = Count> + Clone {
        self.numbers.iter().map(|&number| self.found.values[number]).filter(|count| count.traces > 0)
    }

    fn is_of_use(&self) -> bool {
        let values = self.values().count();
        let on_one = self.values().filter(|count| count.traces == 1).count();
        let is_identifier = values > IDENTIFIER_VALUES && on_one * 10 >= values * IDENTIFIER_TENTHS;
        (FEWEST_VALUES..=MOST_VALUES).contains(&values)
            && self.found.names[self.place].traces as usize * RAREST >= self.found.traces
            && !is_identifier
    }

    fn weight_bits(&self) -> f64 {
        let traces = |tally: &Tally| f64::from(tally.names[self.place].traces.max(1));
        let pairs = self
            .numbers
            .iter()
            .map(|&number| (self.found.values[number].traces, self.all.values[number].traces));
        let values = self.numbers.len() as f64;
        let by_chance =
            (values - 1.0) * (traces(self.found).recip() + traces(self.all).recip()) / (8.0 * LN_2);
        let peculiar = (divergence_bits(pairs) - by_chance).max(0.0);
        let share = traces(self.found) / self.found.traces.max(1) as f64;
        let parting = share * entropy_bits(self.values().map(|count| count.traces));
        (peculiar + parting) / self.values().count() as f64
    }

    /// How it parts the traces: another attribute with the same parts tells nothing new.
    fn parting(&self) -> Vec<u64> {
        let mut prints: Vec<u64> = self.values().map(|count| count.print).collect();
        prints.sort_unstable();
        prints
    }
}
