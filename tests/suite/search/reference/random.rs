//! Random queries about random plain spans.

use crate::support::plain::random::{KEYS, TEXTS};
use proptest::{collection::vec, prelude::*, sample::select};
use spanscope::query::{
    names::{AGGREGATES, INTRINSICS, OPERATORS, RELATIONS},
    tree::*,
};

const PATTERNS: [&str; 8] = ["x", "x.*", ".*", "(?i)x", "5|x", "y", "two.lines", "x|y"];

fn text() -> impl Strategy<Value = String> {
    select(TEXTS.to_vec()).prop_map(str::to_owned)
}

fn number() -> impl Strategy<Value = Static> {
    prop_oneof![
        select(vec![-1, 0, 1, 2, 5, 7, i64::MAX]).prop_map(Static::Int),
        select(vec![5.0, 2.5, 0.0, -3.0]).prop_map(Static::Float),
        select(vec![0, 1, 3, 5, 7]).prop_map(Static::Duration),
    ]
}

fn id() -> impl Strategy<Value = Static> {
    prop_oneof![
        (1_u32..20).prop_map(|id| Static::Text(format!("{id:016x}"))),
        (1_u32..20).prop_map(|id| Static::Text(format!("{id:X}"))),
        (1_u32..5).prop_map(|id| Static::Text(format!("{id:032x}"))),
    ]
}

fn scalar() -> impl Strategy<Value = Static> {
    prop_oneof![
        3 => text().prop_map(Static::Text),
        3 => number(),
        1 => any::<bool>().prop_map(Static::Bool),
        1 => Just(Static::Nil),
        1 => select(vec![StatusWord::Error, StatusWord::Ok, StatusWord::Unset]).prop_map(Static::Status),
        1 => select(vec![KindWord::Server, KindWord::Client, KindWord::Internal]).prop_map(Static::Kind),
        1 => id(),
    ]
}

fn value() -> impl Strategy<Value = Field> {
    prop_oneof![6 => scalar(), 1 => vec(scalar(), 1..3).prop_map(Static::Array)].prop_map(Field::Static)
}

fn pattern() -> impl Strategy<Value = Field> {
    let one = || select(PATTERNS.to_vec()).prop_map(|pattern| Static::Text(pattern.to_owned()));
    prop_oneof![4 => one(), 1 => vec(one(), 1..3).prop_map(Static::Array)].prop_map(Field::Static)
}

/// An intrinsic or attribute.
fn name() -> impl Strategy<Value = Field> {
    let scopes =
        [Scope::Any, Scope::Span, Scope::Resource, Scope::Event, Scope::Link, Scope::Instrumentation];
    let names = KEYS.iter().copied().chain(["nowhere"]).collect::<Vec<_>>();
    let attribute =
        (select(scopes.to_vec()), any::<bool>(), select(names)).prop_map(|(scope, parent, name)| {
            let parent = parent && matches!(scope, Scope::Any | Scope::Span | Scope::Resource);
            Field::Attribute(Attribute { scope, parent, name: name.to_owned() })
        });
    let intrinsics = INTRINSICS.iter().map(|(intrinsic, ..)| *intrinsic).collect::<Vec<_>>();
    prop_oneof![3 => attribute, 2 => select(intrinsics).prop_map(Field::Intrinsic)]
}

fn comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::*;
    select(vec![Equal, NotEqual, Greater, GreaterEqual, Less, LessEqual])
}

fn binary(op: Binary, left: Field, right: Field) -> Field {
    Field::Binary { op, left: Box::new(left), right: Box::new(right) }
}

/// Comparisons of names with values mostly, and whatever else can be put together.
pub fn field() -> impl Strategy<Value = Field> {
    let compared = |left: BoxedStrategy<Field>, right: BoxedStrategy<Field>| {
        (comparison(), left, right).prop_map(|(op, left, right)| binary(Binary::Compare(op), left, right))
    };
    let matched = |of: BoxedStrategy<Field>| {
        (select(vec![Comparison::Matches, Comparison::NotMatches]), of, pattern())
            .prop_map(|(op, of, pattern)| binary(Binary::Compare(op), of, pattern))
    };
    let leaf = prop_oneof![
        4 => compared(name().boxed(), value().boxed()),
        1 => compared(value().boxed(), name().boxed()),
        1 => compared(name().boxed(), name().boxed()),
        2 => matched(name().boxed()),
        1 => name(),
        1 => value(),
    ];
    leaf.prop_recursive(3, 12, 2, move |inner| {
        let operators = OPERATORS.iter().map(|(op, ..)| *op).collect::<Vec<_>>();
        prop_oneof![
            4 => (select(vec![Binary::And, Binary::Or]), inner.clone(), inner.clone())
                .prop_map(|(op, left, right)| binary(op, left, right)),
            2 => (select(operators), name(), inner.clone())
                .prop_map(|(op, left, right)| binary(op, left, right)),
            2 => compared(inner.clone().boxed(), inner.clone().boxed()),
            1 => matched(inner.clone().boxed()),
            2 => (select(vec![Unary::Not, Unary::Minus]), inner)
                .prop_map(|(op, operand)| Field::Unary { op, operand: Box::new(operand) }),
        ]
    })
}

fn spanset() -> impl Strategy<Value = Spanset> {
    let leaf = prop::option::weighted(0.8, field()).prop_map(Spanset::Filter);
    leaf.prop_recursive(3, 6, 2, |inner| {
        let relations = RELATIONS.iter().map(|(relation, _)| *relation).collect::<Vec<_>>();
        let forms = vec![Form::Plain, Form::Not, Form::Union];
        let op = prop_oneof![
            1 => Just(SpansetOp::And),
            1 => Just(SpansetOp::Or),
            5 => (select(relations), select(forms))
                .prop_map(|(relation, form)| SpansetOp::Structural { relation, form })
        ];
        let pipeline = (inner.clone(), vec(stage(inner.clone()), 1..3));
        prop_oneof![
            4 => (op, inner.clone(), inner).prop_map(|(op, left, right)| {
                Spanset::Binary { op, left: Box::new(left), right: Box::new(right) }
            }),
            1 => pipeline.prop_map(|(first, stages)| Spanset::Pipeline(Box::new(Pipeline { first, stages }))),
        ]
    })
}

fn stage(spanset: impl Strategy<Value = Spanset> + 'static) -> impl Strategy<Value = Stage> {
    let aggregates = AGGREGATES.iter().map(|(aggregate, _)| *aggregate).collect::<Vec<_>>();
    let of = prop_oneof![2 => name(), 1 => Just(Field::Intrinsic(Intrinsic::Duration)), 1 => field()];
    let aggregate =
        (select(aggregates), of, comparison(), number()).prop_map(|(aggregate, field, op, value)| {
            let field = (aggregate != Aggregate::Count).then_some(field);
            Stage::Aggregate { aggregate, field, op, value }
        });
    prop_oneof![
        2 => spanset.prop_map(Stage::Spanset),
        3 => aggregate,
        3 => vec(name(), 1..3).prop_map(Stage::By),
        1 => vec(name(), 1..3).prop_map(Stage::Select),
        1 => Just(Stage::Coalesce),
    ]
}

pub fn pipeline() -> impl Strategy<Value = Pipeline> {
    (spanset(), vec(stage(spanset()), 0..3)).prop_map(|(first, stages)| Pipeline { first, stages })
}
