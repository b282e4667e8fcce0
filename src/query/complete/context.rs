//! What the tokens before a place lead to.

use super::Behind;
use crate::query::{
    attribute,
    names::{AGGREGATES, COMPARISONS, METRICS, intrinsic, is_function, named, static_of},
    tokens::{Kind, Token},
    tree::{Attribute, Comparison, Field, Scope},
};

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// A filter or parentheses.
    Spanset,
    /// A name or value.
    Name,
    /// An operator.
    Behind(Behind),
    /// A value, perhaps of a name.
    Value(Option<Field>, Comparison),
    Number,
    Stage,
    Nothing,
}

/// What a bracket that is not closed yet was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame<'a> {
    /// `{`
    Filter,
    /// `(` inside an expression.
    Group,
    /// `(` around spansets.
    Spansets,
    /// `(` behind a function's name.
    Call(&'a str),
    /// `[`
    List,
}

/// What comes next behind the tokens of a text.
pub(super) fn state_after(text: &str, tokens: &[Token]) -> State {
    let mut context = Context { frames: Vec::new(), state: State::Spanset, function: None };
    for token in tokens {
        context.pass(token.kind, &text[token.from..token.to]);
    }
    context.state
}

struct Context<'a> {
    frames: Vec<Frame<'a>>,
    state: State,
    /// The word before, if it names a function.
    function: Option<&'a str>,
}

impl<'a> Context<'a> {
    fn pass(&mut self, kind: Kind, written: &'a str) {
        let function = self.function.take();
        match kind {
            Kind::Mark(b'{') => self.open(Frame::Filter, State::Name),
            Kind::Mark(b'(') => match function {
                Some(name) => self.open(Frame::Call(name), first_argument(name)),
                None if self.is_outside() => self.open(Frame::Spansets, State::Spanset),
                None => self.open(Frame::Group, State::Name),
            },
            Kind::Mark(b'[') => self.frames.push(Frame::List),
            Kind::Mark(b',') => self.state = self.behind_comma(),
            Kind::Mark(_) => self.close(),
            Kind::Operator => self.operator(written),
            Kind::Word if self.is_outside() => {
                self.function = Some(written).filter(|word| is_function(word));
                self.state = State::Nothing;
            }
            Kind::Word => self.word(written),
            Kind::Attribute => self.operand(Some(Field::Attribute(attribute::read(written).0))),
            Kind::Dotted => self.operand(Some(any(written))),
            Kind::Scoped => {
                self.operand(Some(intrinsic(written).map_or_else(|| any(written), Field::Intrinsic)))
            }
            Kind::Text | Kind::Unclosed | Kind::Number | Kind::Unknown => self.operand(None),
        }
    }

    fn open(&mut self, frame: Frame<'a>, state: State) {
        self.frames.push(frame);
        self.state = state;
    }

    /// Whether spansets and stages stand here, not expressions.
    fn is_outside(&self) -> bool {
        matches!(self.frames.last(), None | Some(Frame::Spansets | Frame::Call("compare")))
    }

    fn close(&mut self) {
        let behind = match self.frames.pop() {
            Some(Frame::Group | Frame::List) => Behind::Condition,
            Some(Frame::Call(name)) if named(&AGGREGATES, name).is_some() => Behind::Aggregate,
            Some(Frame::Call(name)) if named(&METRICS, name).is_some() => Behind::Metrics,
            Some(Frame::Call(_)) => Behind::Stage,
            Some(Frame::Filter | Frame::Spansets) | None => Behind::Spanset,
        };
        self.state = State::Behind(behind);
    }

    fn behind_comma(&self) -> State {
        match self.frames.last() {
            Some(Frame::List) => self.state.clone(),
            Some(Frame::Call("quantile_over_time" | "compare")) => State::Number,
            Some(Frame::Call(_) | Frame::Filter | Frame::Group) => State::Name,
            Some(Frame::Spansets) | None => State::Nothing,
        }
    }

    fn operator(&mut self, sign: &str) {
        let comparison = named(&COMPARISONS, sign);
        self.state = if !self.is_outside() {
            match (comparison, &self.state) {
                (Some(op), State::Behind(Behind::Name(name))) => State::Value(Some(name.clone()), op),
                (Some(op), _) => State::Value(None, op),
                // A minus before a number leaves a value a value.
                (None, State::Value(name, op)) if sign == "-" => State::Value(name.clone(), *op),
                (None, _) => State::Name,
            }
        } else if sign == "|" {
            State::Stage
        } else if comparison.is_some()
            && matches!(self.state, State::Behind(Behind::Aggregate | Behind::Metrics))
        {
            State::Number
        } else {
            State::Spanset
        };
    }

    /// A word inside an expression.
    fn word(&mut self, word: &str) {
        let name = intrinsic(word).map(Field::Intrinsic);
        let is_value = static_of(word).is_some() || matches!(self.state, State::Value(..));
        self.operand(name.or_else(|| (!is_value).then(|| any(word))));
    }

    /// A name, or `None` for a value.
    fn operand(&mut self, name: Option<Field>) {
        self.state = match (&self.state, self.frames.last()) {
            // The items of a list are values of the same name.
            (_, Some(Frame::List)) => return,
            (State::Number, None | Some(Frame::Spansets)) => State::Behind(Behind::Stage),
            (State::Value(..), _) => State::Behind(Behind::Condition),
            _ => State::Behind(name.map_or(Behind::Condition, Behind::Name)),
        };
    }
}

/// What a function takes first.
fn first_argument(name: &str) -> State {
    match name {
        "count" | "coalesce" | "rate" | "count_over_time" => State::Nothing,
        "topk" | "bottomk" => State::Number,
        "compare" => State::Spanset,
        _ => State::Name,
    }
}

fn any(name: &str) -> Field {
    Field::Attribute(Attribute { scope: Scope::Any, parent: false, name: name.to_owned() })
}
