//! What a span says and whether an expression holds for it, asked of the plain spans every time anew.

use super::value::{Slow, calculate, compare, is_true, matches, of_plain, of_static};
use crate::support::plain::{Attributes, Span};
use spanscope::{
    model::span::{Kind, Status},
    query::tree::{
        Attribute, Binary, Comparison, Field, Intrinsic, KindWord, Scope, Static, StatusWord, Unary,
    },
};

/// The spans; one is named by its place.
pub struct World<'a> {
    pub spans: &'a [Span],
}

impl World<'_> {
    pub fn parent(&self, span: usize) -> Option<usize> {
        let Span { trace, parent, .. } = self.spans[span];
        (parent != 0)
            .then(|| self.spans.iter().position(|other| other.trace == trace && other.id == parent))?
    }

    /// In the order of the waterfall.
    pub fn children(&self, span: usize) -> Vec<usize> {
        let mut children: Vec<usize> =
            (0..self.spans.len()).filter(|&child| self.parent(child) == Some(span)).collect();
        children.sort_by_key(|&child| self.spans[child].start_ns);
        children
    }

    pub fn is_root(&self, span: usize) -> bool {
        self.spans[span].parent == 0
    }

    pub fn trace(&self, span: usize) -> impl Iterator<Item = usize> + '_ {
        let trace = self.spans[span].trace;
        (0..self.spans.len()).filter(move |&other| self.spans[other].trace == trace)
    }

    fn roots(&self, span: usize) -> Vec<usize> {
        let mut roots: Vec<usize> = self.trace(span).filter(|&other| self.is_root(other)).collect();
        roots.sort_by_key(|&root| self.spans[root].start_ns);
        roots
    }

    /// The root that gives the trace its name.
    fn root(&self, span: usize) -> Option<&Span> {
        let roots = self.roots(span).into_iter().map(|root| &self.spans[root]);
        roots.min_by_key(|root| (root.start_ns, -root.length_ns, root.id))
    }

    /// The numbers taken on the way down and up, by a walk over the trace.
    fn nested_set(&self, span: usize) -> (i64, i64) {
        let mut numbers = vec![(0, 0); self.spans.len()];
        let mut next = 1;
        for root in self.roots(span) {
            self.walk(root, &mut next, &mut numbers);
        }
        numbers[span]
    }

    fn walk(&self, span: usize, next: &mut i64, numbers: &mut [(i64, i64)]) {
        numbers[span].0 = *next;
        *next += 1;
        for child in self.children(span) {
            self.walk(child, next, numbers);
        }
        numbers[span].1 = *next;
        *next += 1;
    }

    pub fn holds(&self, span: usize, field: &Field) -> bool {
        is_true(&self.value(span, field))
    }

    pub fn value(&self, span: usize, field: &Field) -> Slow {
        match field {
            Field::Static(value) => of_static(value),
            Field::Intrinsic(intrinsic) => self.intrinsic(span, *intrinsic),
            Field::Attribute(attribute) => self.attribute(span, attribute),
            Field::Unary { op: Unary::Not, operand } => Slow::Bool(!self.holds(span, operand)),
            Field::Unary { op: Unary::Minus, operand } => {
                calculate(Binary::Subtract, &Slow::Int(0), &self.value(span, operand))
            }
            Field::Binary { op, left, right } => self.binary(span, *op, left, right),
        }
    }

    fn binary(&self, span: usize, op: Binary, left: &Field, right: &Field) -> Slow {
        let (left_value, right_value) = (self.side(span, left, right), self.side(span, right, left));
        let is_nil = |field: &Field| *field == Field::Static(Static::Nil);
        let is_missing = |value: &Slow| matches!(value, Slow::Missing);
        Slow::Bool(match op {
            Binary::And => is_true(&left_value) && is_true(&right_value),
            Binary::Or => is_true(&left_value) || is_true(&right_value),
            Binary::Compare(Comparison::Equal) if is_nil(right) => is_missing(&left_value),
            Binary::Compare(Comparison::Equal) if is_nil(left) => is_missing(&right_value),
            Binary::Compare(Comparison::NotEqual) if is_nil(right) => !is_missing(&left_value),
            Binary::Compare(Comparison::NotEqual) if is_nil(left) => !is_missing(&right_value),
            Binary::Compare(op @ (Comparison::Matches | Comparison::NotMatches)) => {
                matches(&left_value, op, &right_value)
            }
            Binary::Compare(op) => compare(&left_value, op, &right_value),
            _ => return calculate(op, &left_value, &right_value),
        })
    }

    /// The value of a side; an id that is only digits may stand beside one without the zeros it begins with.
    fn side(&self, span: usize, side: &Field, other: &Field) -> Slow {
        let width = match other {
            Field::Intrinsic(Intrinsic::TraceId | Intrinsic::LinkTraceId) => 32,
            Field::Intrinsic(Intrinsic::SpanId | Intrinsic::ParentId | Intrinsic::LinkSpanId) => 16,
            _ => return self.value(span, side),
        };
        let padded = |text: String| match u128::from_str_radix(&text, 16) {
            Ok(id) if id > 0 && text.len() <= width => format!("{id:0width$x}"),
            _ => text,
        };
        let id = |value| if let Slow::Text(text) = value { Slow::Text(padded(text)) } else { value };
        match (side, self.value(span, side)) {
            (Field::Static(_), Slow::Array(values)) => Slow::Array(values.into_iter().map(id).collect()),
            (Field::Static(_), value) => id(value),
            (_, value) => value,
        }
    }

    fn attribute(&self, span: usize, attribute: &Attribute) -> Slow {
        let Some(span) = (if attribute.parent { self.parent(span) } else { Some(span) }) else {
            return Slow::Missing;
        };
        let (span, name) = (&self.spans[span], &attribute.name);
        match attribute.scope {
            Scope::Any => first(&span.attributes, name).or_else(|| first(&span.resource, name)),
            Scope::Span => first(&span.attributes, name),
            Scope::Resource => first(&span.resource, name),
            Scope::Instrumentation => first(&span.scope, name),
            Scope::Event => several(span.events.iter().map(|event| first(&event.attributes, name))),
            Scope::Link => several(span.links.iter().map(|link| first(&link.attributes, name))),
        }
        .unwrap_or(Slow::Missing)
    }

    fn intrinsic(&self, place: usize, intrinsic: Intrinsic) -> Slow {
        let span = &self.spans[place];
        let text = |text: &str| Slow::Text(text.to_owned());
        let trace_id = |id: u128| Slow::Text(format!("{id:032x}"));
        let span_id = |id: u64| Slow::Text(if id == 0 { String::new() } else { format!("{id:016x}") });
        match intrinsic {
            Intrinsic::Name => text(&span.name),
            Intrinsic::Status => Slow::Status(match span.status {
                Status::Unset => StatusWord::Unset,
                Status::Ok => StatusWord::Ok,
                Status::Error => StatusWord::Error,
            }),
            Intrinsic::StatusMessage => text(&span.message),
            Intrinsic::Kind => Slow::Kind(match span.kind {
                Kind::Unspecified => KindWord::Unspecified,
                Kind::Internal => KindWord::Internal,
                Kind::Server => KindWord::Server,
                Kind::Client => KindWord::Client,
                Kind::Producer => KindWord::Producer,
                Kind::Consumer => KindWord::Consumer,
            }),
            Intrinsic::Duration => Slow::Duration(span.length_ns),
            Intrinsic::ChildCount => Slow::Int(self.children(place).len() as i64),
            Intrinsic::SpanId => span_id(span.id),
            Intrinsic::ParentId => span_id(span.parent),
            Intrinsic::TraceDuration => {
                let start_ns = self.trace(place).map(|span| self.spans[span].start_ns).min();
                let end_ns = self.trace(place).map(|span| self.spans[span].end_ns()).max();
                Slow::Duration(end_ns.unwrap_or(0) - start_ns.unwrap_or(0))
            }
            Intrinsic::RootName => self.root(place).map_or(Slow::Missing, |root| text(&root.name)),
            Intrinsic::RootService => {
                self.root(place).map_or(Slow::Missing, |root| match first(&root.resource, "service.name") {
                    Some(service @ Slow::Text(_)) => service,
                    _ => text(""),
                })
            }
            Intrinsic::TraceId => trace_id(span.trace),
            Intrinsic::NestedSetLeft => Slow::Int(self.nested_set(place).0),
            Intrinsic::NestedSetRight => Slow::Int(self.nested_set(place).1),
            Intrinsic::NestedSetParent => Slow::Int(match self.parent(place) {
                _ if self.is_root(place) => -1,
                Some(parent) => self.nested_set(parent).0,
                None => 0,
            }),
            Intrinsic::EventName => {
                several(span.events.iter().map(|event| Some(text(&event.name)))).unwrap_or(Slow::Missing)
            }
            Intrinsic::EventTimeSinceStart => {
                let after = span.events.iter().map(|event| Some(Slow::Duration(event.after_ns.unwrap_or(0))));
                several(after).unwrap_or(Slow::Missing)
            }
            Intrinsic::LinkTraceId => {
                several(span.links.iter().map(|link| link.trace.map(trace_id))).unwrap_or(Slow::Missing)
            }
            Intrinsic::LinkSpanId => {
                several(span.links.iter().map(|link| Some(span_id(link.span)))).unwrap_or(Slow::Missing)
            }
            Intrinsic::ScopeName => text(&span.scope_name),
            Intrinsic::ScopeVersion => text(&span.scope_version),
        }
    }
}

/// The first value of a key that is one.
fn first(attributes: &Attributes, name: &str) -> Option<Slow> {
    let values = attributes.iter().filter(|(key, _)| key == name).map(|(_, value)| of_plain(value));
    values.into_iter().find(|value| !matches!(value, Slow::Missing))
}

/// The values of those events or links that have one.
fn several(values: impl Iterator<Item = Option<Slow>>) -> Option<Slow> {
    let values: Vec<Slow> = values.flatten().collect();
    (!values.is_empty()).then_some(Slow::Several(values))
}
