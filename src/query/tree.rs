//! The tree of a TraceQL query, without places: two texts that mean the same give the same tree.

/// A whole query: a spanset and what its traces are sent through.
#[derive(Clone, Debug, PartialEq)]
pub struct Pipeline {
    /// Where it begins.
    pub first: Spanset,
    /// The stages behind `|`.
    pub stages: Vec<Stage>,
}

/// A set of spans, trace by trace.
#[derive(Clone, Debug, PartialEq)]
pub enum Spanset {
    /// `{ }` and `{ field }`; `None` is every span.
    Filter(Option<Field>),
    /// Two spansets and how they go together.
    Binary {
        /// How.
        op: SpansetOp,
        /// The left one.
        left: Box<Spanset>,
        /// The right one.
        right: Box<Spanset>,
    },
    /// A pipeline in parentheses, `({ … } | count() > 2)`; always with a stage.
    Pipeline(Box<Pipeline>),
}

/// How two spansets go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpansetOp {
    /// `&&`: traces with both, the spans of both.
    And,
    /// `||`: traces with either, the spans of both.
    Or,
    /// `>`, `>>`, `<`, `<<`, `~` and their forms.
    Structural {
        /// Which way the right side lies from the left.
        relation: Relation,
        /// Which spans are given.
        form: Form,
    },
}

/// Where the right side of a structural operator lies, seen from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// `>`: right is a child of left.
    Child,
    /// `>>`: right is a descendant of left.
    Descendant,
    /// `<`: right is the parent of left.
    Parent,
    /// `<<`: right is an ancestor of left.
    Ancestor,
    /// `~`: right is a sibling of left.
    Sibling,
}

/// The form of a structural operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// As it is: the right spans that stand so to a left one.
    Plain,
    /// With `!`: the right spans that stand so to no left one.
    Not,
    /// With `&`: the spans of both sides that stand so.
    Union,
}

/// A stage behind `|`.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Another spanset, on what came so far.
    Spanset(Spanset),
    /// `count() > 2`, `avg(duration) > 1s`: keeps the spansets (traces, or groups after `by`) for which it holds.
    Aggregate {
        /// What is taken.
        aggregate: Aggregate,
        /// Of which field; `None` for `count()`.
        field: Option<Field>,
        /// How it is compared.
        op: Comparison,
        /// With what.
        value: Static,
    },
    /// `by(field, …)`: parts each spanset by the values.
    By(Vec<Field>),
    /// `select(field, …)`: names fields to show.
    Select(Vec<Field>),
    /// `coalesce()`: joins the parts of a trace again.
    Coalesce,
    /// A metrics function, which an endpoint runs.
    Metrics(Metrics),
}

/// An aggregate over the spans of a spanset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aggregate {
    /// Number of spans.
    Count,
    /// Smallest value.
    Min,
    /// Largest value.
    Max,
    /// Mean value.
    Avg,
    /// Sum of values.
    Sum,
}

/// A metrics function.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics {
    /// Its name, such as `rate` or `quantile_over_time`.
    pub name: MetricsName,
    /// Its field, where it takes one.
    pub field: Option<Field>,
    /// Its numbers: quantiles, the n of `topk`.
    pub numbers: Vec<Static>,
    /// The selection of `compare`.
    pub selection: Option<Box<Spanset>>,
    /// `by(…)` behind it.
    pub by: Vec<Field>,
}

/// The metrics functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MetricsName {
    /// `rate()`
    Rate,
    /// `count_over_time()`
    CountOverTime,
    /// `min_over_time(field)`
    MinOverTime,
    /// `max_over_time(field)`
    MaxOverTime,
    /// `avg_over_time(field)`
    AvgOverTime,
    /// `sum_over_time(field)`
    SumOverTime,
    /// `quantile_over_time(field, q, …)`
    QuantileOverTime,
    /// `histogram_over_time(field)`
    HistogramOverTime,
    /// `compare({ … })`
    Compare,
    /// `topk(n)`
    TopK,
    /// `bottomk(n)`
    BottomK,
}

/// An expression over one span.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// A value.
    Static(Static),
    /// A property every span has.
    Intrinsic(Intrinsic),
    /// An attribute.
    Attribute(Attribute),
    /// `!a`, `-a`
    Unary {
        /// Which.
        op: Unary,
        /// Of what.
        operand: Box<Field>,
    },
    /// `a && b`, `a = b`, `a + b`
    Binary {
        /// Which.
        op: Binary,
        /// The left side.
        left: Box<Field>,
        /// The right side.
        right: Box<Field>,
    },
}

/// An operator before an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unary {
    /// `!`
    Not,
    /// `-`; before a plain number it is the number's sign instead.
    Minus,
}

/// An operator between expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Binary {
    /// `&&`
    And,
    /// `||`
    Or,
    /// `= != > >= < <= =~ !~`
    Compare(Comparison),
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Modulo,
    /// `^`
    Power,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `=~`, anchored at both ends
    Matches,
    /// `!~`
    NotMatches,
}

/// An attribute by scope and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribute {
    /// Where it is looked for.
    pub scope: Scope,
    /// On the parent span instead; only with the scopes `Any`, `Span` and `Resource`.
    pub parent: bool,
    /// Its key as written.
    pub name: String,
}

/// Where an attribute is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// `.a`: on the span, else its resource.
    Any,
    /// `span.a`
    Span,
    /// `resource.a`
    Resource,
    /// `event.a`
    Event,
    /// `link.a`
    Link,
    /// `instrumentation.a`
    Instrumentation,
}

/// What every span, trace, event, link or scope has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intrinsic {
    /// `name`, `span:name`
    Name,
    /// `status`, `span:status`
    Status,
    /// `statusMessage`, `span:statusMessage`
    StatusMessage,
    /// `kind`, `span:kind`
    Kind,
    /// `duration`, `span:duration`
    Duration,
    /// `childCount`, `span:childCount`
    ChildCount,
    /// `span:id`
    SpanId,
    /// `span:parentID`
    ParentId,
    /// `traceDuration`, `trace:duration`
    TraceDuration,
    /// `rootName`, `trace:rootName`
    RootName,
    /// `rootServiceName`, `trace:rootService`
    RootService,
    /// `trace:id`
    TraceId,
    /// `nestedSetLeft`
    NestedSetLeft,
    /// `nestedSetRight`
    NestedSetRight,
    /// `nestedSetParent`
    NestedSetParent,
    /// `event:name`
    EventName,
    /// `event:timeSinceStart`
    EventTimeSinceStart,
    /// `link:traceID`
    LinkTraceId,
    /// `link:spanID`
    LinkSpanId,
    /// `instrumentation:name`
    ScopeName,
    /// `instrumentation:version`
    ScopeVersion,
}

/// A value in a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Static {
    /// `nil`
    Nil,
    /// Text in either kind of quotes.
    Text(String),
    /// A whole number, with its sign.
    Int(i64),
    /// A number with a point or exponent.
    Float(f64),
    /// `true`, `false`
    Bool(bool),
    /// `1.5s` in nanoseconds.
    Duration(i64),
    /// `error`, `ok`, `unset`
    Status(StatusWord),
    /// `server`, `client` …
    Kind(KindWord),
    /// `[1, 2]`, `["a", "b"]`; no array inside an array.
    Array(Vec<Static>),
}

/// A status word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusWord {
    /// `error`
    Error,
    /// `ok`
    Ok,
    /// `unset`
    Unset,
}

/// A kind word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KindWord {
    /// `unspecified`
    Unspecified,
    /// `internal`
    Internal,
    /// `server`
    Server,
    /// `client`
    Client,
    /// `producer`
    Producer,
    /// `consumer`
    Consumer,
}
