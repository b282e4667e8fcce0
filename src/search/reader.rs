//! A field asked of many spans, one after another: an attribute comes out of its column.

use super::{
    bound::{Bound, bind},
    columns::Columns,
    nested_set::NestedSet,
    property::opened,
    refusal::Refusal,
    value::Val,
};
use crate::{
    model::{
        ids::{Key, SpanIx},
        store::Store,
        value::Value,
    },
    query::tree::{Attribute, Field, Intrinsic, Scope},
};
use std::rc::Rc;

/// See the module.
#[derive(Clone, Debug)]
pub struct Reader {
    source: Source,
    is_of_trace: bool,
    numbers: Rc<NestedSet>,
}

#[derive(Clone, Debug)]
enum Source {
    /// Of spans, by row.
    Span(Rc<[Value]>),
    /// Of resources, by number.
    Resource(Vec<Value>),
    /// Of spans, else of their resources.
    Either(Rc<[Value]>, Vec<Value>),
    /// The name of spans.
    Name,
    /// Whatever else.
    Asked(Bound),
}

impl Reader {
    /// Makes a field ready to be asked.
    ///
    /// # Errors
    /// When it holds a pattern that is none; an attribute or property alone never does.
    pub fn new(store: &Store, columns: &mut Columns, field: &Field) -> Result<Self, Refusal> {
        let bound = bind(store, field)?;
        let numbers = if bound.asks_nested_set() { columns.nested_set(store) } else { Rc::default() };
        let source = match (field, &bound) {
            (
                Field::Attribute(Attribute { scope, parent: false, .. }),
                Bound::Attribute { key: Some(key), .. },
            ) => match scope {
                Scope::Span => Source::Span(columns.of_key(store, *key)),
                Scope::Resource => Source::Resource(of_resources(store, *key)),
                Scope::Any => Source::Either(columns.of_key(store, *key), of_resources(store, *key)),
                Scope::Event | Scope::Link | Scope::Instrumentation => Source::Asked(bound),
            },
            (Field::Intrinsic(Intrinsic::Name), _) => Source::Name,
            _ => Source::Asked(bound),
        };
        let is_of_trace = matches!(
            field,
            Field::Intrinsic(
                Intrinsic::RootName | Intrinsic::RootService | Intrinsic::TraceId | Intrinsic::TraceDuration
            )
        );
        Ok(Self { source, is_of_trace, numbers })
    }

    /// Whether it says the same of every span of a trace.
    pub const fn is_of_trace(&self) -> bool {
        self.is_of_trace
    }

    /// What the field says of a span.
    pub fn value<'a>(&'a self, store: &'a Store, span: SpanIx) -> Val<'a> {
        match (&self.source, self.raw(store, span)) {
            (Source::Asked(bound), _) => bound.value(store, &self.numbers, span),
            (_, Some(value)) => opened(store.value(value)),
            (_, None) => Val::Nil,
        }
    }

    /// The same as it is stored, where it is: equal values may be stored twice. `Value::NULL`: there is none.
    pub fn raw(&self, store: &Store, span: SpanIx) -> Option<Value> {
        let row = span.0 as usize;
        let of_resource = |values: &[Value]| values[store.resource(span).0 as usize];
        match &self.source {
            Source::Span(values) => Some(values[row]),
            Source::Resource(values) => Some(of_resource(values)),
            Source::Either(values, resources) => match values[row] {
                Value::NULL => Some(of_resource(resources)),
                value => Some(value),
            },
            Source::Name => Some(Value::text(store.name(span))),
            Source::Asked(_) => None,
        }
    }
}

/// The first value of a key for each resource.
fn of_resources(store: &Store, key: Key) -> Vec<Value> {
    let first = |attributes: &[(Key, Value)]| {
        let found = attributes.iter().find(|(other, value)| *other == key && *value != Value::NULL);
        found.map_or(Value::NULL, |(_, value)| *value)
    };
    store.resources().iter().map(|resource| first(&resource.attributes)).collect()
}
