//! Metrics functions: read and printed, run by an endpoint.

use super::Parser;
use crate::query::{
    names::{METRICS, name_of},
    tokens::Token,
    tree::{Field, Metrics, MetricsName, Static},
};
use core::slice::from_ref;

impl Parser<'_> {
    /// A metrics function and the `by(…)` behind it.
    pub(super) fn metrics(&mut self, name: MetricsName) -> Option<Metrics> {
        let from = self.place().0;
        let open = self.call()?;
        let mut metrics = Metrics { name, field: None, numbers: Vec::new(), selection: None, by: Vec::new() };
        match name {
            MetricsName::Rate | MetricsName::CountOverTime => {}
            MetricsName::Compare => {
                metrics.selection = Some(Box::new(self.spanset(0)));
                if self.eat_mark(b',') {
                    metrics.numbers = self.numbers()?;
                }
            }
            MetricsName::TopK | MetricsName::BottomK => metrics.numbers = self.numbers()?,
            MetricsName::QuantileOverTime => {
                metrics.field = Some(self.measured(name, open)?);
                if self.eat_mark(b',') {
                    metrics.numbers = self.numbers()?;
                } else {
                    let place = self.place();
                    self.wrong(place, "Expected a quantile, as in quantile_over_time(duration, 0.95)");
                }
            }
            _ => metrics.field = Some(self.measured(name, open)?),
        }
        self.close(open, b')');
        if !metrics.is_second() && name != MetricsName::Compare && self.word() == Some("by") {
            let open = self.call()?;
            metrics.by = self.list("what to group by, such as resource.service.name")?;
            self.only_names("by", open, &metrics.by);
            self.close(open, b')');
        }
        if let Some("=" | "!=" | ">" | ">=" | "<" | "<=") = self.sign() {
            let to = self.place().1;
            let name = name_of(&METRICS, name);
            self.unsupported((from, to), format!("A comparison behind {name} is left to an endpoint"));
        }
        Some(metrics)
    }

    /// What a function measures.
    fn measured(&mut self, name: MetricsName, open: Token) -> Option<Field> {
        let Some(parsed) = self.argument("what is measured, such as duration") else {
            self.skip_stage();
            self.eat_mark(b')');
            return None;
        };
        self.only_names(name_of(&METRICS, name), open, from_ref(&parsed.field));
        Some(parsed.field)
    }

    /// Numbers between commas, at least one.
    fn numbers(&mut self) -> Option<Vec<Static>> {
        let mut numbers = Vec::new();
        loop {
            let place = self.place();
            let Some(number) = self.number() else {
                self.wrong(place, "Expected a number");
                self.skip_stage();
                self.eat_mark(b')');
                return None;
            };
            numbers.push(number);
            if !self.eat_mark(b',') {
                return Some(numbers);
            }
        }
    }
}
