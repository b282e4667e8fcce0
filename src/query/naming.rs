//! An attribute or property by itself, outside of a search: a column of a list, what a list is grouped by.

use super::{
    attribute,
    tree::{Attribute, Field, Intrinsic, Scope},
    words::named_by_key,
};

/// The attribute or property that a text names: written as in a search (`span.http.route`, `."a b"`, `duration`), or a
/// bare key as people have it in their heads (`http.route`, `service`). `None` for no name at all.
pub fn named(text: &str) -> Option<Field> {
    let text = text.trim();
    let field = named_by_key(text);
    let is_bare = matches!(&field, Field::Attribute(attribute) if attribute.name == text);
    let is_unclosed = !is_bare && text.contains('"') && attribute::read(text).1.is_some();
    (!matches!(text, "" | ".") && !is_unclosed).then_some(field)
}

/// How a field is called where its scope does not matter: the key alone, or the property's word.
pub fn short_name(field: &Field) -> String {
    match field {
        Field::Attribute(attribute) => attribute.name.clone(),
        other => other.to_string(),
    }
}

/// The attribute that says the service of a span.
pub fn service() -> Field {
    Field::Attribute(Attribute { scope: Scope::Resource, parent: false, name: "service.name".to_owned() })
}

/// Whether a field says the name of a service.
pub fn names_service(field: &Field) -> bool {
    match field {
        Field::Intrinsic(intrinsic) => *intrinsic == Intrinsic::RootService,
        Field::Attribute(Attribute { scope, name, .. }) => {
            matches!(scope, Scope::Any | Scope::Resource) && name == "service.name"
        }
        _ => false,
    }
}

/// The fields by which a grouping parts traces: the words `root`, `service` and `operation`, or any name.
pub fn grouping(by: &str) -> Option<Vec<Field>> {
    Some(match by {
        "root" => vec![Field::Intrinsic(Intrinsic::RootService), Field::Intrinsic(Intrinsic::RootName)],
        "service" => vec![service()],
        "operation" => vec![service(), Field::Intrinsic(Intrinsic::Name)],
        name => vec![named(name)?],
    })
}
