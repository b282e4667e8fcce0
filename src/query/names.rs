//! The words and signs of the language, a table each: parser, printer and completion read the same ones.

use super::tree::{
    Aggregate, Binary, Comparison, Form, Intrinsic, KindWord, MetricsName, Relation, Scope, SpansetOp,
    Static, StatusWord,
};

/// Every intrinsic with its spelling in canonical text and the other one.
pub const INTRINSICS: [(Intrinsic, &str, Option<&str>); 21] = [
    (Intrinsic::Name, "name", Some("span:name")),
    (Intrinsic::Status, "status", Some("span:status")),
    (Intrinsic::StatusMessage, "statusMessage", Some("span:statusMessage")),
    (Intrinsic::Kind, "kind", Some("span:kind")),
    (Intrinsic::Duration, "duration", Some("span:duration")),
    (Intrinsic::ChildCount, "childCount", Some("span:childCount")),
    (Intrinsic::SpanId, "span:id", None),
    (Intrinsic::ParentId, "span:parentID", None),
    (Intrinsic::TraceDuration, "traceDuration", Some("trace:duration")),
    (Intrinsic::RootName, "rootName", Some("trace:rootName")),
    (Intrinsic::RootService, "rootServiceName", Some("trace:rootService")),
    (Intrinsic::TraceId, "trace:id", None),
    (Intrinsic::NestedSetLeft, "nestedSetLeft", None),
    (Intrinsic::NestedSetRight, "nestedSetRight", None),
    (Intrinsic::NestedSetParent, "nestedSetParent", None),
    (Intrinsic::EventName, "event:name", None),
    (Intrinsic::EventTimeSinceStart, "event:timeSinceStart", None),
    (Intrinsic::LinkTraceId, "link:traceID", None),
    (Intrinsic::LinkSpanId, "link:spanID", None),
    (Intrinsic::ScopeName, "instrumentation:name", None),
    (Intrinsic::ScopeVersion, "instrumentation:version", None),
];

/// The words before the colon of an intrinsic.
pub const INTRINSIC_SCOPES: [&str; 5] = ["trace", "span", "event", "link", "instrumentation"];

/// The words before the dot of an attribute.
pub const SCOPES: [(Scope, &str); 5] = [
    (Scope::Span, "span"),
    (Scope::Resource, "resource"),
    (Scope::Event, "event"),
    (Scope::Link, "link"),
    (Scope::Instrumentation, "instrumentation"),
];

/// The word before the dot of an attribute of the parent span.
pub const PARENT: &str = "parent";

/// Words that stand for a value.
pub static STATICS: [(&str, Static); 14] = [
    ("nil", Static::Nil),
    ("true", Static::Bool(true)),
    ("false", Static::Bool(false)),
    ("error", Static::Status(StatusWord::Error)),
    ("ok", Static::Status(StatusWord::Ok)),
    ("unset", Static::Status(StatusWord::Unset)),
    ("unspecified", Static::Kind(KindWord::Unspecified)),
    ("internal", Static::Kind(KindWord::Internal)),
    ("server", Static::Kind(KindWord::Server)),
    ("client", Static::Kind(KindWord::Client)),
    ("producer", Static::Kind(KindWord::Producer)),
    ("consumer", Static::Kind(KindWord::Consumer)),
    ("minInt", Static::Int(i64::MIN)),
    ("maxInt", Static::Int(i64::MAX)),
];

/// The aggregates.
pub const AGGREGATES: [(Aggregate, &str); 5] = [
    (Aggregate::Count, "count"),
    (Aggregate::Min, "min"),
    (Aggregate::Max, "max"),
    (Aggregate::Avg, "avg"),
    (Aggregate::Sum, "sum"),
];

/// The metrics functions.
pub const METRICS: [(MetricsName, &str); 11] = [
    (MetricsName::Rate, "rate"),
    (MetricsName::CountOverTime, "count_over_time"),
    (MetricsName::MinOverTime, "min_over_time"),
    (MetricsName::MaxOverTime, "max_over_time"),
    (MetricsName::AvgOverTime, "avg_over_time"),
    (MetricsName::SumOverTime, "sum_over_time"),
    (MetricsName::QuantileOverTime, "quantile_over_time"),
    (MetricsName::HistogramOverTime, "histogram_over_time"),
    (MetricsName::Compare, "compare"),
    (MetricsName::TopK, "topk"),
    (MetricsName::BottomK, "bottomk"),
];

/// The other stages.
pub const STAGES: [&str; 3] = ["by", "select", "coalesce"];

/// The comparisons.
pub const COMPARISONS: [(Comparison, &str); 8] = [
    (Comparison::Equal, "="),
    (Comparison::NotEqual, "!="),
    (Comparison::Greater, ">"),
    (Comparison::GreaterEqual, ">="),
    (Comparison::Less, "<"),
    (Comparison::LessEqual, "<="),
    (Comparison::Matches, "=~"),
    (Comparison::NotMatches, "!~"),
];

/// The operators between expressions that are no comparisons, with how tightly they bind. Comparisons bind with 2;
/// `!` and `-` before an expression take in everything that binds tighter than 4.
pub const OPERATORS: [(Binary, &str, u8); 8] = [
    (Binary::And, "&&", 1),
    (Binary::Or, "||", 1),
    (Binary::Add, "+", 3),
    (Binary::Subtract, "-", 3),
    (Binary::Multiply, "*", 5),
    (Binary::Divide, "/", 5),
    (Binary::Modulo, "%", 5),
    (Binary::Power, "^", 6),
];

/// How tightly an operator before an expression binds.
pub const PREFIX_POWER: u8 = 4;

/// The structural operators by relation: as it is, with `!`, with `&`.
pub const RELATIONS: [(Relation, [&str; 3]); 5] = [
    (Relation::Child, [">", "!>", "&>"]),
    (Relation::Descendant, [">>", "!>>", "&>>"]),
    (Relation::Parent, ["<", "!<", "&<"]),
    (Relation::Ancestor, ["<<", "!<<", "&<<"]),
    (Relation::Sibling, ["~", "!~", "&~"]),
];

const FORMS: [Form; 3] = [Form::Plain, Form::Not, Form::Union];

/// The intrinsic of a spelling.
pub fn intrinsic(word: &str) -> Option<Intrinsic> {
    let found = INTRINSICS.iter().find(|(_, short, scoped)| *short == word || *scoped == Some(word));
    found.map(|(intrinsic, ..)| *intrinsic)
}

/// The value a word stands for.
pub fn static_of(word: &str) -> Option<Static> {
    STATICS.iter().find(|(name, _)| *name == word).map(|(_, value)| value.clone())
}

/// What a table gives a name.
pub fn named<T: Copy>(table: &[(T, &str)], name: &str) -> Option<T> {
    table.iter().find(|(_, known)| *known == name).map(|(item, _)| *item)
}

/// The name a table gives something.
pub fn name_of<T: Copy + PartialEq>(table: &[(T, &'static str)], item: T) -> &'static str {
    table.iter().find(|(known, _)| *known == item).map_or("", |(_, name)| name)
}

/// Whether a word is the name of a stage, aggregate or metrics function.
pub fn is_function(word: &str) -> bool {
    functions().any(|name| name == word)
}

/// The names of all stages, aggregates and metrics functions.
pub fn functions() -> impl Iterator<Item = &'static str> {
    let aggregates = AGGREGATES.iter().map(|(_, name)| *name);
    aggregates.chain(STAGES).chain(METRICS.iter().map(|(_, name)| *name))
}

/// The operator of a sign between expressions.
pub fn binary(sign: &str) -> Option<Binary> {
    let other = || OPERATORS.iter().find(|(_, known, _)| *known == sign).map(|(op, ..)| *op);
    named(&COMPARISONS, sign).map(Binary::Compare).or_else(other)
}

/// The sign of an operator between expressions and how tightly it binds.
pub fn binary_sign(op: Binary) -> (&'static str, u8) {
    match op {
        Binary::Compare(comparison) => (name_of(&COMPARISONS, comparison), 2),
        _ => OPERATORS
            .iter()
            .find(|(known, ..)| *known == op)
            .map_or(("", 0), |(_, sign, power)| (sign, *power)),
    }
}

/// The operator of a sign between spansets.
pub fn spanset_op(sign: &str) -> Option<SpansetOp> {
    match sign {
        "&&" => return Some(SpansetOp::And),
        "||" => return Some(SpansetOp::Or),
        _ => {}
    }
    RELATIONS.iter().find_map(|(relation, signs)| {
        let form = signs.iter().position(|known| *known == sign)?;
        Some(SpansetOp::Structural { relation: *relation, form: FORMS[form] })
    })
}

/// The sign of an operator between spansets and how tightly it binds.
pub fn spanset_sign(op: SpansetOp) -> (&'static str, u8) {
    match op {
        SpansetOp::And => ("&&", 1),
        SpansetOp::Or => ("||", 1),
        SpansetOp::Structural { relation, form } => {
            let signs = RELATIONS.iter().find(|(known, _)| *known == relation);
            let nth = FORMS.iter().position(|known| *known == form).unwrap_or_default();
            (signs.map_or("", |(_, signs)| signs[nth]), 2)
        }
    }
}
