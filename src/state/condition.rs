//! Searches that the page itself writes: they name spans by what they are.

use crate::{
    protocol::latency::Operation,
    query::tree::{Attribute, Binary, Comparison, Field, Intrinsic, Scope, Spanset, Static},
};

/// What a service without a name is called.
pub const UNKNOWN_SERVICE: &str = "unknown service";

/// The spans of a service, as TraceQL.
pub fn of_service(service: &str) -> String {
    filter(is_of_service(service))
}

/// The spans of an operation, as TraceQL.
pub fn of_name(name: &str) -> String {
    filter(has_name(name))
}

/// The conditions that a span is of an operation, each by itself.
pub fn of_operation(of: &Operation) -> [String; 2] {
    [is_of_service(&of.service).to_string(), has_name(&of.name).to_string()]
}

/// The condition that a span takes longer or less long.
pub fn takes(op: Comparison, ns: i64) -> String {
    compared(Field::Intrinsic(Intrinsic::Duration), op, Static::Duration(ns)).to_string()
}

fn is_of_service(service: &str) -> Field {
    let field = Field::Attribute(Attribute {
        scope: Scope::Resource,
        parent: false,
        name: "service.name".to_owned(),
    });
    let is_unknown = service == UNKNOWN_SERVICE;
    equal(field, if is_unknown { Static::Nil } else { Static::Text(service.to_owned()) })
}

fn has_name(name: &str) -> Field {
    equal(Field::Intrinsic(Intrinsic::Name), Static::Text(name.to_owned()))
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
