//! A difference of time as presence × count × time each (analysis.md, "Slow against fast (a)"): the Shapley values of
//! the three factors, which add up to the difference exactly.

use super::number::{Number, mean, zero};

/// What the traces of one side spent in a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Traces in all.
    pub traces: usize,
    /// Those with at least one call.
    pub present: usize,
    /// Calls in all.
    pub calls: u64,
    /// Time in nanoseconds in all.
    pub ns: i128,
}

/// The three factors of a mean time: `present · count · each`.
#[derive(Clone, Debug, PartialEq)]
pub struct Factors<N> {
    /// The share of traces with at least one call.
    pub present: N,
    /// Calls in such a trace.
    pub count: N,
    /// Time of a call in nanoseconds.
    pub each: N,
}

/// What the factors contribute to a difference, in nanoseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts<N> {
    /// It appears more often.
    pub presence: N,
    /// It is called more times.
    pub count: N,
    /// Each call takes longer.
    pub each: N,
}

impl Side {
    /// The factors of this side; `None` without any call.
    pub fn factors<N: Number>(&self) -> Option<Factors<N>> {
        (self.present > 0 && self.calls > 0).then(|| Factors {
            present: mean(self.present as i128, self.traces),
            count: mean(i128::from(self.calls), self.present),
            each: mean(self.ns, self.calls as usize),
        })
    }

    /// The mean time of a trace, those without a call included.
    pub fn mean<N: Number>(&self) -> N {
        mean(self.ns, self.traces)
    }
}

impl<N: Number> Parts<N> {
    /// No difference.
    pub fn none() -> Self {
        Self { presence: zero(), count: zero(), each: zero() }
    }

    /// The parts of `slow − fast`. A side without a call takes the other's count and time, so that all of the
    /// difference is presence.
    pub fn of(slow: &Side, fast: &Side) -> Self {
        let absent = |of: &Factors<N>| Factors { present: zero(), ..of.clone() };
        match (slow.factors(), fast.factors()) {
            (None, None) => Self::none(),
            (Some(one), None) => shapley(&one, &absent(&one)),
            (None, Some(zero)) => shapley(&absent(&zero), &zero),
            (Some(one), Some(zero)) => shapley(&one, &zero),
        }
    }

    /// The sum with other parts, those scaled.
    #[must_use]
    pub fn plus(self, other: Self, weight: &N) -> Self {
        let add = |one: N, other: N| one + other * weight.clone();
        Self {
            presence: add(self.presence, other.presence),
            count: add(self.count, other.count),
            each: add(self.each, other.each),
        }
    }
}

/// The Shapley values of the three factors of a product, from its value at `zero` to that at `one`.
fn shapley<N: Number>(one: &Factors<N>, zero: &Factors<N>) -> Parts<N> {
    let value = |from: [&N; 2], b: [&N; 2], c: [&N; 2]| {
        let product = |x: &N, y: &N| x.clone() * y.clone();
        let same = product(b[0], c[0]) + product(b[1], c[1]);
        let crossed = product(b[0], c[1]) + product(b[1], c[0]);
        (from[1].clone() - from[0].clone()) * (same / N::whole(3) + crossed / N::whole(6))
    };
    let present = [&zero.present, &one.present];
    let count = [&zero.count, &one.count];
    let each = [&zero.each, &one.each];
    Parts {
        presence: value(present, count, each),
        count: value(count, present, each),
        each: value(each, present, count),
    }
}
