//! Spansets: filters, operators between them, parentheses, and the pipeline around.

use super::{Level, Parser};
use crate::query::{
    literal,
    names::{AGGREGATES, named, spanset_op, spanset_sign},
    tokens::Kind,
    tree::{Field, Pipeline, Spanset, SpansetOp, Stage},
};

const BETWEEN: &str = "Spansets are joined by &&, ||, > or >>, and stages by |";

impl<'a> Parser<'a> {
    /// The whole text.
    pub(super) fn whole(&mut self) -> Pipeline {
        let pipeline = self.pipeline();
        self.hints();
        if let Some(token) = self.peek() {
            let place = (token.from, token.to);
            let found = self.written(token);
            match token.kind {
                // A filter or parenthesis before it has been closed already.
                Kind::Operator
                    if matches!(found, "+" | "-" | "*" | "/" | "%" | "^" | "=" | "!=" | ">=" | "<=") =>
                {
                    self.unsupported(
                        place,
                        format!(
                            "{found} between pipelines is left to an endpoint; it is not worked out here"
                        ),
                    );
                }
                Kind::Mark(b'}') => self.wrong(place, "There is no { for this }"),
                Kind::Mark(b')') => self.wrong(place, "There is no ( for this )"),
                _ => self.wrong(place, format!("Expected an operator before {found}. {BETWEEN}")),
            }
        }
        pipeline
    }

    /// A spanset and the stages behind it. A text may begin with a stage: then it is one over every span.
    fn pipeline(&mut self) -> Pipeline {
        let mut stages = Vec::new();
        let begins = |word: &str| word == "by" || word == "select" || named(&AGGREGATES, word).is_some();
        let first = if self.word().is_some_and(begins) {
            self.stage(&mut stages);
            Spanset::Filter(None)
        } else {
            self.spanset(0)
        };
        while self.eat_sign("|") {
            self.count_operator();
            self.stage(&mut stages);
        }
        Pipeline { first, stages }
    }

    /// A spanset of operators that bind at least so tightly.
    pub(super) fn spanset(&mut self, power: u8) -> Spanset {
        let mut left = self.single_spanset();
        while let Some((op, its_power)) = self.spanset_sign().filter(|(_, its_power)| *its_power >= power) {
            self.take_sign(spanset_sign(op).0);
            self.count_operator();
            if self.is_stopped {
                break;
            }
            if self.peek().is_some_and(|token| token.kind == Kind::Number) && self.after_parenthesis(2) {
                let place = self.place();
                self.unsupported(place, "A pipeline compared with a number is left to an endpoint; here it is written { … } | count() > 2");
                break;
            }
            let right = self.spanset(its_power + 1);
            left = Spanset::Binary { op, left: Box::new(left), right: Box::new(right) };
        }
        left
    }

    /// Whether the token `back` before the next closes a parenthesis.
    fn after_parenthesis(&self, back: usize) -> bool {
        let token = self.at.checked_sub(back).and_then(|at| self.tokens.get(at));
        token.is_some_and(|token| token.kind == Kind::Mark(b')'))
    }

    /// The operator between spansets that comes next, or the one that is meant, and how tightly it binds.
    fn spanset_sign(&self) -> Option<(SpansetOp, u8)> {
        let sign = self.meant_sign()?;
        spanset_op(sign).map(|op| (op, spanset_sign(op).1))
    }

    /// A filter, or a pipeline in parentheses.
    fn single_spanset(&mut self) -> Spanset {
        if self.is_mark(b'{') {
            return Spanset::Filter(self.filter());
        }
        if let Some(open) = self.peek().filter(|token| token.kind == Kind::Mark(b'(')) {
            self.take();
            if !self.enter() {
                return Spanset::Filter(None);
            }
            let pipeline = self.pipeline();
            self.leave();
            self.close(open, b')');
            self.no_metrics_inside((open.from, self.taken_to()), &pipeline);
            if pipeline.stages.is_empty() {
                return pipeline.first;
            }
            return Spanset::Pipeline(Box::new(pipeline));
        }
        let place = self.place();
        self.wrong(place, "Expected a filter such as { status = error }");
        Spanset::Filter(None)
    }

    fn no_metrics_inside(&mut self, place: (usize, usize), pipeline: &Pipeline) {
        if pipeline.stages.iter().any(|stage| matches!(stage, Stage::Metrics(_))) {
            self.unsupported(place, "Metrics functions in parentheses are left to an endpoint");
        }
    }

    /// What stands between braces.
    fn filter(&mut self) -> Option<Field> {
        let open = self.take()?;
        if self.eat_mark(b'}') {
            return None;
        }
        let mut condition = self.field(0);
        while self.conditions_follow() {
            self.count_operator();
            let at = self.at;
            let next = self.field(0);
            if self.at == at {
                break;
            }
            condition = match (condition, next) {
                (Some(left), Some(right)) => Some(left.and(right)),
                (left, right) => left.or(right),
            };
        }
        if self.is_mark(b'}')
            && let Some(condition) = &condition
        {
            self.must_be_condition(condition);
        }
        if !self.is_mark(b'}') && self.peek().is_some() {
            // Where not even a condition begins, that has been said.
            if condition.is_some() {
                self.strange_in_filter();
            }
            self.skip_filter();
        } else {
            self.close(open, b'}');
        }
        condition.map(|condition| condition.field)
    }

    /// Behind a condition where none can follow: says what is missing between the two, and tells whether to read on.
    fn conditions_follow(&mut self) -> bool {
        let Some(token) = self.peek() else { return false };
        let place = (token.from, token.to);
        match token.kind {
            Kind::Mark(b',') => {
                self.wrong(place, "Conditions are joined by && or ||, not by a comma");
                self.take();
            }
            Kind::Text | Kind::Word | Kind::Number | Kind::Attribute | Kind::Dotted | Kind::Scoped => {
                let found = self.written(token);
                let number = self
                    .number_before()
                    .filter(|number| literal::number(&format!("{number}{found}"), false).is_ok());
                let message = number.map_or_else(
                    || format!("Expected an operator before {found}; conditions are joined by && or ||"),
                    |number| format!("A duration has no space before its unit: {number}{found}"),
                );
                self.wrong(place, message);
            }
            _ => return false,
        }
        !self.is_mark(b'}')
    }

    /// The number that was taken last, if one was.
    fn number_before(&self) -> Option<&'a str> {
        let token = self.at.checked_sub(1).and_then(|at| self.tokens.get(at))?;
        (token.kind == Kind::Number).then(|| self.written(*token))
    }

    /// Says what is wrong with a token inside a filter.
    fn strange_in_filter(&mut self) {
        let Some(token) = self.peek() else { return };
        let found = self.written(token);
        let message = match (token.kind, found) {
            (Kind::Mark(b'{'), _) => "Expected } before the next filter".to_owned(),
            (Kind::Mark(b')'), _) => "There is no ( for this )".to_owned(),
            (Kind::Operator, "|") => {
                "Stages stand behind the filter: { … } | count() > 2. For either of two conditions write ||"
                    .to_owned()
            }
            (Kind::Operator, _) if spanset_op(found).is_some() => {
                let inside = found.chars().next().filter(|sign| matches!(sign, '<' | '>'));
                let mend = inside.map_or_else(String::new, |sign| format!("; inside a filter write {sign}"));
                format!("{found} stands between filters: {{ … }} {found} {{ … }}{mend}")
            }
            _ => format!("Expected an operator such as = or && before {found}"),
        };
        self.wrong((token.from, token.to), message);
        if token.kind == Kind::Mark(b'{') {
            self.stop();
        }
    }

    /// Passes over everything to the end of the filter.
    fn skip_filter(&mut self) {
        while let Some(token) = self.take() {
            if token.kind == Kind::Mark(b'}') {
                return;
            }
        }
    }

    /// `with(…)` behind everything: hints to an endpoint.
    fn hints(&mut self) {
        if self.word() != Some("with") {
            return;
        }
        let from = self.place().0;
        self.take();
        let Some(open) = self.peek().filter(|token| token.kind == Kind::Mark(b'(')) else {
            let place = self.place();
            self.wrong(place, "Hints stand in parentheses: with (most_recent = true)");
            self.stop();
            return;
        };
        self.take();
        loop {
            let is_hint =
                self.word().is_some() && self.peek_after(1).is_some_and(|token| self.written(token) == "=");
            if !is_hint {
                let place = self.place();
                self.wrong(place, "Expected a hint such as most_recent = true");
                self.stop();
                return;
            }
            self.at += 2;
            if self.literal().is_none() {
                let place = self.place();
                self.wrong(place, "Expected the hint's value, a number, a text, true or false");
                self.stop();
                return;
            }
            if !self.eat_mark(b',') {
                break;
            }
        }
        self.close(open, b')');
        let to = self.taken_to();
        self.say(Level::Note, (from, to), "Hints are for an endpoint; they change nothing here");
    }
}
