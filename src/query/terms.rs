//! A search of the plainest kind, as Jaeger and Zipkin take it: service, operation, duration and tags, all of which
//! must hold for one span. It is TraceQL of one filter, `{ a && b && … }`, and back.

use super::{
    edit::Condition,
    reading::{self, Query},
    tree::{Attribute, Binary, Comparison, Field, Intrinsic, Pipeline, Scope, Spanset, Static, StatusWord},
};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The service; empty: any.
    pub service: String,
    /// The operation; empty: any.
    pub operation: String,
    /// The shortest duration.
    pub least_ns: Option<i64>,
    /// The longest duration.
    pub most_ns: Option<i64>,
    /// Tags that have a value, in the order they were asked for.
    pub tags: Vec<(String, String)>,
}

/// The resource attribute that names a service.
const SERVICE: &str = "service.name";
/// The tag that Jaeger and Zipkin mark errors with.
const ERROR: (&str, &str) = ("error", "true");

impl Terms {
    /// The terms of a search.
    ///
    /// # Errors
    /// The end of a sentence that says what cannot be asked.
    pub fn read(q: &str) -> Result<Self, String> {
        let reading = reading::read(q);
        if let Some(error) = reading.refusal() {
            return Err(format!("cannot be asked this: {}", error.message));
        }
        let mut terms = Self::default();
        let condition = match reading.query {
            Query::All => return Ok(terms),
            Query::TraceQl(Pipeline { first: Spanset::Filter(condition), stages }) if stages.is_empty() => {
                condition
            }
            Query::Words(_) | Query::TraceQl(_) => {
                return Err("searches by one filter, such as { resource.service.name = \"cart\" && duration > 1s }, and by no words or more".to_owned());
            }
        };
        // Not recursive: the text may have any number of conditions.
        let mut open: Vec<Field> = condition.into_iter().collect();
        while let Some(field) = open.pop() {
            match field {
                Field::Binary { op: Binary::And, left, right } => open.extend([*right, *left]),
                field => terms.take(&field)?,
            }
        }
        Ok(terms)
    }

    fn take(&mut self, field: &Field) -> Result<(), String> {
        let refused = || {
            format!(
                "cannot be asked for {field}: only for a service, an operation, a duration and tags with a value"
            )
        };
        if let Field::Binary { op: Binary::Compare(op), left, right } = field
            && **left == Field::Intrinsic(Intrinsic::Duration)
            && let Field::Static(Static::Duration(ns)) = **right
        {
            match op {
                Comparison::Greater | Comparison::GreaterEqual => self.least_ns = Some(ns),
                Comparison::Less | Comparison::LessEqual => self.most_ns = Some(ns),
                _ => return Err(refused()),
            }
            return Ok(());
        }
        let condition = Condition::of(field).filter(|condition| !condition.excluded).ok_or_else(refused)?;
        match (&condition.name, &condition.value) {
            (
                Field::Attribute(Attribute { scope: Scope::Resource | Scope::Any, parent: false, name }),
                Static::Text(service),
            ) if name == SERVICE => {
                self.service.clone_from(service);
            }
            (
                Field::Attribute(Attribute {
                    scope: Scope::Span | Scope::Resource | Scope::Any,
                    parent: false,
                    name,
                }),
                _,
            ) => {
                self.tags.push((name.clone(), condition.label()));
            }
            (Field::Intrinsic(Intrinsic::Name), Static::Text(operation)) => {
                self.operation.clone_from(operation)
            }
            (Field::Intrinsic(Intrinsic::Status), Static::Status(StatusWord::Error)) => {
                self.tags.push((ERROR.0.to_owned(), ERROR.1.to_owned()));
            }
            _ => return Err(refused()),
        }
        Ok(())
    }

    /// The search as TraceQL; empty when there are no terms.
    pub fn write(&self) -> String {
        let attribute =
            |scope, name: &str| Field::Attribute(Attribute { scope, parent: false, name: name.to_owned() });
        let compared = |left, op, value| Field::Binary {
            op: Binary::Compare(op),
            left: Box::new(left),
            right: Box::new(Field::Static(value)),
        };
        let text = |name: Field, value: &str| {
            (!value.is_empty()).then(|| compared(name, Comparison::Equal, Static::Text(value.to_owned())))
        };
        let duration = |op, ns: Option<i64>| {
            ns.map(|ns| compared(Field::Intrinsic(Intrinsic::Duration), op, Static::Duration(ns)))
        };
        let tag = |(name, value): &(String, String)| match (name.as_str(), value.as_str()) {
            ERROR => Some(compared(
                Field::Intrinsic(Intrinsic::Status),
                Comparison::Equal,
                Static::Status(StatusWord::Error),
            )),
            _ => text(attribute(Scope::Any, name), value),
        };
        let conditions = [
            text(attribute(Scope::Resource, SERVICE), &self.service),
            text(Field::Intrinsic(Intrinsic::Name), &self.operation),
            duration(Comparison::GreaterEqual, self.least_ns),
            duration(Comparison::LessEqual, self.most_ns),
        ];
        let conditions = conditions.into_iter().chain(self.tags.iter().map(tag)).flatten();
        let joined = conditions.reduce(|left, right| Field::Binary {
            op: Binary::And,
            left: Box::new(left),
            right: Box::new(right),
        });
        joined.map_or_else(String::new, |condition| Spanset::Filter(Some(condition)).to_string())
    }
}
