//! What stands behind `|`.

use super::{Parser, types};
use crate::query::{
    names::{AGGREGATES, COMPARISONS, METRICS, name_of, named},
    tokens::{Kind, Token},
    tree::{Aggregate, Comparison, Field, Metrics, MetricsName, Stage, Static},
};

const ARITHMETIC: &str =
    "Arithmetic and comparisons between aggregates are left to an endpoint; here it is count() > 2";

impl Parser<'_> {
    /// One stage, added to those before it.
    pub(super) fn stage(&mut self, stages: &mut Vec<Stage>) {
        let place = self.place();
        let Some(token) = self.peek() else {
            self.wrong(place, "Expected a stage after |, such as count() > 2");
            return;
        };
        let follows_metrics = stages.iter().any(|stage| matches!(stage, Stage::Metrics(_)));
        let stage = match (token.kind, self.written(token)) {
            (Kind::Mark(b'{'), _) => Some(Stage::Spanset(self.spanset(0))),
            (Kind::Mark(b'('), _) if self.begins_arithmetic() => {
                self.unsupported(place, ARITHMETIC);
                None
            }
            (Kind::Mark(b'('), _) => Some(Stage::Spanset(self.spanset(0))),
            (Kind::Number, _) | (Kind::Operator, "-") => self.turned(),
            (Kind::Word, word) => self.function(token, word),
            _ => {
                self.strange_stage(token);
                self.skip_stage();
                None
            }
        };
        let Some(stage) = stage else { return };
        let is_second = matches!(&stage, Stage::Metrics(metrics) if metrics.is_second());
        if follows_metrics != is_second {
            let message = if is_second {
                "topk and bottomk stand behind a metrics function such as rate()"
            } else {
                "Only topk and bottomk can follow a metrics function"
            };
            self.wrong(place, message);
        }
        stages.push(stage);
    }

    /// Whether the parentheses here are around aggregates, not around spansets.
    fn begins_arithmetic(&self) -> bool {
        let inner = self.tokens[self.at..].iter().find(|token| token.kind != Kind::Mark(b'('));
        inner.is_some_and(|token| match token.kind {
            Kind::Word => named(&AGGREGATES, self.written(*token)).is_some(),
            Kind::Number => true,
            _ => false,
        })
    }

    /// A stage that begins with a word.
    fn function(&mut self, token: Token, word: &str) -> Option<Stage> {
        if let Some(aggregate) = named(&AGGREGATES, word) {
            return self.aggregate(aggregate);
        }
        if let Some(name) = named(&METRICS, word) {
            return self.metrics(name).map(Stage::Metrics);
        }
        if !matches!(word, "by" | "select" | "coalesce") {
            self.strange_stage(token);
            self.skip_stage();
            return None;
        }
        let open = self.call()?;
        let stage = match word {
            "by" => {
                let fields = self.list("what to group by, such as name")?;
                if fields.iter().any(|field| matches!(field, Field::Static(_))) {
                    let to = self.taken_to();
                    self.wrong((open.to, to), "Expected something of the span to group by, such as name");
                }
                Stage::By(fields)
            }
            "select" => {
                let fields = self.list("a name to show, such as span.http.route")?;
                self.only_names("select", open, &fields);
                Stage::Select(fields)
            }
            _ => Stage::Coalesce,
        };
        self.close(open, b')');
        Some(stage)
    }

    /// Takes a function's name and the parenthesis behind it.
    pub(super) fn call(&mut self) -> Option<Token> {
        let name = self.take()?;
        let open = self.peek().filter(|token| token.kind == Kind::Mark(b'('));
        if open.is_none() {
            let word = self.written(name);
            self.wrong((name.from, name.to), format!("{word} needs parentheses: {word}(…)"));
            self.skip_stage();
            return None;
        }
        self.take()
    }

    /// Expressions between commas, at least one.
    pub(super) fn list(&mut self, expected: &'static str) -> Option<Vec<Field>> {
        let mut fields = Vec::new();
        loop {
            let Some(parsed) = self.argument(expected) else {
                self.skip_stage();
                self.eat_mark(b')');
                return None;
            };
            fields.push(parsed.field);
            if !self.eat_mark(b',') {
                return Some(fields);
            }
        }
    }

    /// Says where something else than an intrinsic or attribute stands.
    pub(super) fn only_names(&mut self, function: &str, open: Token, fields: &[Field]) {
        if fields.iter().any(|field| !matches!(field, Field::Intrinsic(_) | Field::Attribute(_))) {
            let to = self.taken_to();
            self.wrong((open.to, to), format!("{function} takes intrinsics and attributes only"));
        }
    }

    /// `count() > 2`, `avg(duration) > 1s`
    fn aggregate(&mut self, aggregate: Aggregate) -> Option<Stage> {
        let from = self.place().0;
        let field = self.taken_aggregate(aggregate)?;
        let sign = self.meant_sign().unwrap_or_default();
        // Behind the parenthesis around a pipeline, a comparison is one of pipelines.
        let behind = self.peek_after(1).map_or("", |token| self.written(token));
        let compares = is_arithmetic(behind) || named(&COMPARISONS, behind).is_some();
        if is_arithmetic(sign) || self.is_mark(b')') && compares {
            let to = self.place().1;
            self.unsupported((from, to), ARITHMETIC);
            return None;
        }
        let op = self.comparison(aggregate)?;
        let value = self.compared_with()?;
        Some(Stage::Aggregate { aggregate, field, op, value })
    }

    /// The aggregate's name and parentheses, and what is taken.
    fn taken_aggregate(&mut self, aggregate: Aggregate) -> Option<Option<Field>> {
        let open = self.call()?;
        let mut field = None;
        if aggregate == Aggregate::Count {
            if !self.is_mark(b')') {
                let place = self.place();
                self.wrong(place, "count() has nothing between its parentheses");
                self.skip_stage();
            }
        } else {
            let Some(parsed) = self.argument("what is taken, such as duration") else {
                self.skip_stage();
                self.eat_mark(b')');
                self.skip_stage();
                return None;
            };
            if parsed.is_sound
                && let Some(message) = types::no_number(&parsed.field)
            {
                self.wrong((parsed.from, parsed.to), message);
            }
            field = Some(parsed.field);
        }
        self.close(open, b')');
        Some(field)
    }

    /// The comparison behind an aggregate.
    fn comparison(&mut self, aggregate: Aggregate) -> Option<Comparison> {
        let place = self.place();
        let comparison = self.meant_sign().and_then(|sign| Some((named(&COMPARISONS, sign)?, sign)));
        match comparison {
            Some((op, sign)) if !matches!(op, Comparison::Matches | Comparison::NotMatches) => {
                self.take_sign(sign);
                Some(op)
            }
            _ => {
                let call = if aggregate == Aggregate::Count {
                    "count()".to_owned()
                } else {
                    format!("{aggregate}(…)")
                };
                self.wrong(place, format!("Expected a comparison with a number, such as {call} > 2"));
                self.skip_stage();
                None
            }
        }
    }

    /// The number an aggregate is compared with.
    fn compared_with(&mut self) -> Option<Static> {
        let place = self.place();
        let is_aggregate =
            self.is_mark(b'(') || self.word().is_some_and(|word| named(&AGGREGATES, word).is_some());
        if is_aggregate {
            self.unsupported(place, ARITHMETIC);
            return None;
        }
        let Some(value) = self.number() else {
            self.wrong(place, "Expected a number or duration, such as 2 or 100ms");
            self.skip_stage();
            return None;
        };
        if self.sign().is_some_and(is_arithmetic) {
            let to = self.place().1;
            self.unsupported((place.0, to), ARITHMETIC);
            return None;
        }
        Some(value)
    }

    /// `2 < count()`, which is the same as `count() > 2`.
    fn turned(&mut self) -> Option<Stage> {
        let from = self.place().0;
        let value = self.number();
        let op = self.meant_sign().and_then(|sign| named(&COMPARISONS, sign));
        let aggregate = self.peek_after(1).and_then(|token| named(&AGGREGATES, self.written(token)));
        let (Some(value), Some(op), Some(aggregate)) = (value, op, aggregate) else {
            let to = self.place().1;
            self.unsupported((from, to), ARITHMETIC);
            return None;
        };
        self.take_sign(name_of(&COMPARISONS, op));
        let field = self.taken_aggregate(aggregate)?;
        let op = match op {
            Comparison::Greater => Comparison::Less,
            Comparison::GreaterEqual => Comparison::LessEqual,
            Comparison::Less => Comparison::Greater,
            Comparison::LessEqual => Comparison::GreaterEqual,
            op => op,
        };
        Some(Stage::Aggregate { aggregate, field, op, value })
    }
}

fn is_arithmetic(sign: &str) -> bool {
    matches!(sign, "+" | "-" | "*" | "/" | "%" | "^")
}

impl Metrics {
    /// Whether it picks from the series of another one.
    pub(super) const fn is_second(&self) -> bool {
        matches!(self.name, MetricsName::TopK | MetricsName::BottomK)
    }
}
