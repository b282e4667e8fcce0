//! The searches that find what a row of a comparison is about.

use crate::{
    analysis::{
        compare::{
            Index,
            attributes::What,
            label::Label,
            shapes::Path,
            units::{Said, Scope, Unit},
        },
        edge::Group,
        services,
    },
    model::{store::Store, value::ValueRef},
    query::tree::{Attribute, Binary, Comparison, Field, Intrinsic, Scope as QueryScope, Static},
};

/// Spans of a service, of a name where one is given.
fn of_operation(service: &str, name: Option<&str>) -> String {
    let service = of_service(service);
    match name {
        None => format!("{{ {service} }}"),
        Some(name) => {
            let name =
                compare(Field::Intrinsic(Intrinsic::Name), Comparison::Equal, Static::Text(name.to_owned()));
            format!("{{ {service} && {name} }}")
        }
    }
}

fn of_service(service: &str) -> Field {
    let service = match service {
        services::UNKNOWN => Static::Nil,
        service => Static::Text(service.to_owned()),
    };
    compare(attribute(QueryScope::Resource, "service.name"), Comparison::Equal, service)
}

fn attribute(scope: QueryScope, name: &str) -> Field {
    Field::Attribute(Attribute { scope, parent: false, name: name.to_owned() })
}

fn compare(left: Field, op: Comparison, value: Static) -> Field {
    Field::Binary { op: Binary::Compare(op), left: Box::new(left), right: Box::new(Field::Static(value)) }
}

/// The search for the spans whose time a group is.
pub(super) fn of_group(group: Group, label: &Label) -> String {
    let operation = label.operation.as_deref();
    match (group, &label.to) {
        (Group::Between { .. }, Some(to)) => {
            format!("{} > {}", of_operation(&label.from, None), of_operation(to, operation))
        }
        (Group::Service { .. } | Group::Peer { .. }, _) if operation.is_none() => {
            format!("{{ {} && kind = client }}", of_service(&label.from))
        }
        _ => of_operation(&label.from, operation),
    }
}

/// The search for spans of a path, under the one above it.
pub(super) fn of_path(store: &Store, above: Option<Path>, path: Path) -> String {
    let search = |step: Path| of_operation(services::name(store, step.service), Some(store.text(step.name)));
    match above {
        Some(above) => format!("{} > {}", search(above), search(path)),
        None => search(path),
    }
}

/// The search for the traces that have a value; `None` where the language has no words for it.
pub(super) fn of_value(store: &Store, index: &Index, unit: &Unit, what: What) -> Option<String> {
    let (op, value) = match what {
        What::Above(_, number) => (Comparison::Greater, Static::Float(number)),
        What::Value(value) => match &index.units.values[value as usize].said {
            Said::Folded(_) => return None,
            Said::Stored(value) => (Comparison::Equal, as_static(store.value(*value))?),
        },
    };
    let scope = match unit.scope {
        Scope::Span => QueryScope::Span,
        Scope::Resource => QueryScope::Resource,
        Scope::Event => QueryScope::Event,
        Scope::Flag => return Some(of_flag(store, &unit.name, value)),
    };
    Some(format!("{{ {} }}", compare(attribute(scope, &unit.name), op, value)))
}

/// The search for a flag with a variant, under the names that the data has.
fn of_flag(store: &Store, flag: &str, variant: Static) -> String {
    let has = |name: &&str| store.find_key(name).is_some();
    let names = ["feature_flag.result.variant", "feature_flag.variant", "feature_flag.result.value"];
    let name = names.into_iter().find(has).unwrap_or(names[0]);
    let key = compare(
        attribute(QueryScope::Event, "feature_flag.key"),
        Comparison::Equal,
        Static::Text(flag.to_owned()),
    );
    let variant = compare(attribute(QueryScope::Event, name), Comparison::Equal, variant);
    format!("{{ {key} && {variant} }}")
}

fn as_static(value: ValueRef<'_>) -> Option<Static> {
    Some(match value {
        ValueRef::Text(text) | ValueRef::Bytes(text) => Static::Text(text.to_owned()),
        ValueRef::Int(number) => Static::Int(number),
        ValueRef::Double(number) if number.is_finite() => Static::Float(number),
        ValueRef::Bool(value) => Static::Bool(value),
        ValueRef::Double(_) | ValueRef::Nested(_) | ValueRef::Null => return None,
    })
}
