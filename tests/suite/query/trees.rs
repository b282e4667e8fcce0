//! Random trees: whatever the language can say, names and texts of odd letters included.

use proptest::{collection::vec, prelude::*, sample::select};
use spanscope::query::{names, tree::*};

fn boxed(strategy: impl Strategy<Value = Field> + 'static) -> impl Strategy<Value = Box<Field>> {
    strategy.prop_map(Box::new)
}

/// Letters that mean something to the language, among plain ones.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        "[ -~]{0,12}",
        r#"["\\`{}().=~!<>&|^,' \n\t\r]{0,6}"#,
        any::<String>().prop_map(|text| text.chars().take(8).collect()),
        Just("span.a".to_owned()),
        Just("resource.".to_owned()),
        Just("5xx".to_owned()),
    ]
}

pub fn number() -> impl Strategy<Value = Static> {
    let float = prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO;
    prop_oneof![
        any::<i64>().prop_map(Static::Int),
        (-9_i64..100).prop_map(Static::Int),
        float.prop_map(Static::Float),
        (-99_i32..999).prop_map(|tenths| Static::Float(f64::from(tenths) / 10.0)),
        any::<i64>().prop_map(Static::Duration),
        (-4_000_000_000_000_i64..4_000_000_000_000).prop_map(Static::Duration),
        (1_i64..400).prop_map(|hours| Static::Duration(hours * 3_600_000_000_000)),
        select(vec![i64::MIN, i64::MAX, 0, -1]).prop_map(Static::Int),
        select(vec![i64::MIN, i64::MAX, 0, -1]).prop_map(Static::Duration),
    ]
}

fn scalar() -> impl Strategy<Value = Static> {
    let words = names::STATICS.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>();
    prop_oneof![number(), text().prop_map(Static::Text), select(words)]
}

pub fn value() -> impl Strategy<Value = Static> {
    prop_oneof![8 => scalar(), 1 => vec(scalar(), 0..4).prop_map(Static::Array)]
}

pub fn attribute() -> impl Strategy<Value = Attribute> {
    let scopes =
        [Scope::Any, Scope::Span, Scope::Resource, Scope::Event, Scope::Link, Scope::Instrumentation];
    (select(scopes.to_vec()), any::<bool>(), text()).prop_map(|(scope, parent, name)| {
        let parent = parent && matches!(scope, Scope::Any | Scope::Span | Scope::Resource);
        Attribute { scope, parent, name }
    })
}

/// An intrinsic or attribute.
pub fn name() -> impl Strategy<Value = Field> {
    let intrinsics = names::INTRINSICS.iter().map(|(intrinsic, ..)| *intrinsic).collect::<Vec<_>>();
    prop_oneof![select(intrinsics).prop_map(Field::Intrinsic), attribute().prop_map(Field::Attribute)]
}

fn binary() -> impl Strategy<Value = Binary> {
    let compared = names::COMPARISONS.iter().map(|(op, _)| Binary::Compare(*op));
    select(names::OPERATORS.iter().map(|(op, ..)| *op).chain(compared).collect::<Vec<_>>())
}

pub fn field() -> impl Strategy<Value = Field> {
    let leaf = prop_oneof![name(), value().prop_map(Field::Static)];
    leaf.prop_recursive(6, 24, 2, |inner| {
        prop_oneof![
            3 => (binary(), boxed(inner.clone()), boxed(inner.clone()))
                .prop_map(|(op, left, right)| Field::Binary { op, left, right }),
            1 => (select(vec![Unary::Not, Unary::Minus]), boxed(inner))
                .prop_map(|(op, operand)| Field::Unary { op, operand }),
        ]
    })
}

fn spanset_op() -> impl Strategy<Value = SpansetOp> {
    let relations = names::RELATIONS.iter().map(|(relation, _)| *relation).collect::<Vec<_>>();
    let forms = vec![Form::Plain, Form::Not, Form::Union];
    prop_oneof![
        Just(SpansetOp::And),
        Just(SpansetOp::Or),
        (select(relations), select(forms))
            .prop_map(|(relation, form)| SpansetOp::Structural { relation, form })
    ]
}

pub fn spanset() -> impl Strategy<Value = Spanset> {
    let leaf = prop::option::of(field()).prop_map(Spanset::Filter);
    leaf.prop_recursive(4, 8, 2, |inner| {
        let pipeline = (inner.clone(), vec(stage(inner.clone()), 1..3));
        prop_oneof![
            3 => (spanset_op(), inner.clone(), inner).prop_map(|(op, left, right)| {
                Spanset::Binary { op, left: Box::new(left), right: Box::new(right) }
            }),
            1 => pipeline.prop_map(|(first, stages)| Spanset::Pipeline(Box::new(Pipeline { first, stages }))),
        ]
    })
}

/// A stage that is no metrics function.
fn stage(spanset: impl Strategy<Value = Spanset> + 'static) -> impl Strategy<Value = Stage> {
    let aggregates = names::AGGREGATES.iter().map(|(aggregate, _)| *aggregate).collect::<Vec<_>>();
    let ordering = names::COMPARISONS[..6].iter().map(|(op, _)| *op).collect::<Vec<_>>();
    let aggregate = (select(aggregates), field(), select(ordering), number());
    prop_oneof![
        spanset.prop_map(Stage::Spanset),
        aggregate.prop_map(|(aggregate, field, op, value)| {
            let field = (aggregate != Aggregate::Count).then_some(field);
            Stage::Aggregate { aggregate, field, op, value }
        }),
        vec(field(), 1..3).prop_map(Stage::By),
        vec(name(), 1..3).prop_map(Stage::Select),
        Just(Stage::Coalesce),
    ]
}

/// A metrics function, and perhaps one that picks from what it gives.
fn metrics() -> impl Strategy<Value = Vec<Stage>> {
    let first = names::METRICS[..9].iter().map(|(name, _)| *name).collect::<Vec<_>>();
    let by = vec(name(), 0..3);
    let first = (select(first), name(), vec(number(), 1..4), spanset(), by).prop_map(
        |(name, field, numbers, selection, by)| {
            let is_compare = name == MetricsName::Compare;
            let has_numbers = is_compare || name == MetricsName::QuantileOverTime;
            let has_field = !is_compare && !matches!(name, MetricsName::Rate | MetricsName::CountOverTime);
            Metrics {
                name,
                field: has_field.then_some(field),
                numbers: if has_numbers { numbers } else { Vec::new() },
                selection: is_compare.then(|| Box::new(selection)),
                by: if is_compare { Vec::new() } else { by },
            }
        },
    );
    let second = (select(vec![MetricsName::TopK, MetricsName::BottomK]), 1_i64..100).prop_map(|(name, n)| {
        let numbers = vec![Static::Int(n)];
        Metrics { name, field: None, numbers, selection: None, by: Vec::new() }
    });
    (first, prop::option::of(second))
        .prop_map(|(first, second)| core::iter::once(first).chain(second).map(Stage::Metrics).collect())
}

pub fn pipeline() -> impl Strategy<Value = Pipeline> {
    let stages = vec(stage(spanset()), 0..3);
    (spanset(), stages, prop::option::weighted(0.3, metrics())).prop_map(|(first, mut stages, metrics)| {
        stages.extend(metrics.into_iter().flatten());
        Pipeline { first, stages }
    })
}
