//! Searches that the page itself writes: they name spans by what they are.

use crate::query::tree::{Attribute, Binary, Comparison, Field, Intrinsic, Scope, Spanset, Static};

/// What a service without a name is called.
pub const UNKNOWN_SERVICE: &str = "unknown service";

/// The spans of a service, as TraceQL.
pub fn of_service(service: &str) -> String {
    let field = Field::Attribute(Attribute {
        scope: Scope::Resource,
        parent: false,
        name: "service.name".to_owned(),
    });
    let is_unknown = service == UNKNOWN_SERVICE;
    filter(equal(field, if is_unknown { Static::Nil } else { Static::Text(service.to_owned()) }))
}

/// The spans of an operation, as TraceQL.
pub fn of_name(name: &str) -> String {
    filter(equal(Field::Intrinsic(Intrinsic::Name), Static::Text(name.to_owned())))
}

/// The traces whose root has these words in its name or service, in their order and in any case, as TraceQL.
pub fn of_root(words: &str) -> String {
    let escaped: Vec<String> = words.split_whitespace().map(regex::escape).collect();
    let pattern = format!("(?i).*{}.*", escaped.join(".*"));
    let matches =
        |intrinsic| compared(Field::Intrinsic(intrinsic), Comparison::Matches, Static::Text(pattern.clone()));
    filter(Field::Binary {
        op: Binary::Or,
        left: Box::new(matches(Intrinsic::RootName)),
        right: Box::new(matches(Intrinsic::RootService)),
    })
}

fn filter(condition: Field) -> String {
    Spanset::Filter(Some(condition)).to_string()
}

fn equal(field: Field, value: Static) -> Field {
    compared(field, Comparison::Equal, value)
}

fn compared(field: Field, op: Comparison, value: Static) -> Field {
    Field::Binary { op: Binary::Compare(op), left: Box::new(field), right: Box::new(Field::Static(value)) }
}
