//! Names and values by frequency: what completion offers.

use super::reference::{drawing, evaluate::World, value::Slow};
use crate::support::plain::{self, random::KEYS};
use proptest::prelude::*;
use spanscope::{
    query::tree::{Attribute, Field, Intrinsic, Scope},
    search::{
        census::{names, values},
        columns::Columns,
    },
};
use std::collections::BTreeMap;

fn attribute(scope: Scope, name: &str) -> Field {
    Field::Attribute(Attribute { scope, parent: false, name: name.to_owned() })
}

fn listed(of: &Field, typed: &str, limit: usize) -> String {
    let store = plain::store(&drawing::spans());
    let values = values(&store, &mut Columns::default(), of, typed, limit);
    let words = values.iter().map(|value| {
        let quote = if value.is_text { "\"" } else { "" };
        format!("{quote}{}{quote}×{}", value.text, value.count)
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_most_frequent_values_come_first() {
    let service = attribute(Scope::Resource, "service.name");
    assert_eq!(listed(&service, "", 4), r#""old"×3 "web"×3 "cart"×2 "job"×2"#);
    assert_eq!(listed(&service, "A", 9), r#""cart"×2 "pay"×2"#);
    assert_eq!(listed(&attribute(Scope::Span, "service.name"), "", 9), "");
    // Of a span as of a resource.
    assert_eq!(listed(&attribute(Scope::Any, "where"), "", 9), r#""resource"×3 "span"×1"#);
    assert_eq!(listed(&attribute(Scope::Span, "where"), "", 9), r#""span"×1"#);
    assert_eq!(listed(&attribute(Scope::Any, "nowhere"), "", 9), "");
    assert_eq!(listed(&attribute(Scope::Event, "n"), "", 9), "");
}

#[test]
fn values_of_every_kind_are_written_as_a_search_writes_them() {
    // 5 and 5.0 are written alike; what has no value, arrays and empty texts are left out.
    let n = attribute(Scope::Span, "n");
    assert_eq!(listed(&n, "", 20), r#"5×3 9×2 -5×1 0×1 1×1 "5"×1 5.5×1 true×1"#);
    assert_eq!(listed(&n, "5", 20), r#"5×3 -5×1 "5"×1 5.5×1"#);
    assert_eq!(listed(&attribute(Scope::Span, "tags"), "", 9), "");
    assert_eq!(listed(&attribute(Scope::Span, "s"), "lines", 9), "\"two\nlines\"×1");
}

#[test]
fn properties_have_values_too() {
    let of = |intrinsic| listed(&Field::Intrinsic(intrinsic), "", 3);
    assert_eq!(of(Intrinsic::Name), r#""GET"×2 "GET /cart"×2 "LoadCart"×2"#);
    assert_eq!(of(Intrinsic::StatusMessage), r#""out of stock"×1"#);
    assert_eq!(of(Intrinsic::ScopeName), r#""grpc"×1 "http.lib"×1"#);
    assert_eq!(of(Intrinsic::RootName), r#""GET /"×1 "GET /cart"×1 "find"×1"#);
    assert_eq!(of(Intrinsic::RootService), r#""old"×1 "shop"×1 "web"×1"#);
    assert_eq!(of(Intrinsic::EventName), r#""retry"×2 "exception"×1"#);
    assert_eq!(of(Intrinsic::Duration), "");
}

proptest! {
    #[test]
    fn values_are_counted_as_one_by_one(spans in plain::random::spans(40), key in prop::sample::select(KEYS.to_vec())) {
        let store = plain::store(&spans);
        let world = World { spans: &spans };
        for scope in [Scope::Span, Scope::Resource] {
            let field = attribute(scope, key);
            let mut expected: BTreeMap<(String, bool), u64> = BTreeMap::new();
            for span in 0..spans.len() {
                let written = match world.value(span, &field) {
                    Slow::Text(text) if !text.is_empty() => (text, true),
                    Slow::Int(number) => (number.to_string(), false),
                    Slow::Float(number) => (number.to_string(), false),
                    Slow::Bool(value) => (value.to_string(), false),
                    _ => continue,
                };
                *expected.entry(written).or_default() += 1;
            }
            let found = values(&store, &mut Columns::default(), &field, "", usize::MAX);
            prop_assert!(found.is_sorted_by_key(|value| std::cmp::Reverse(value.count)));
            let found: BTreeMap<_, _> =
                found.into_iter().map(|value| ((value.text, value.is_text), value.count)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}

#[test]
fn keys_are_counted_scope_by_scope() {
    let store = plain::store(&drawing::spans());
    let names = names(&store);
    assert!(names.is_sorted_by_key(|name| std::cmp::Reverse(name.count)));
    let count = |scope, key: &str| {
        names
            .iter()
            .find(|name| name.scope == scope && store.key_name(name.key) == key)
            .map(|name| name.count)
    };
    assert_eq!(count(Scope::Resource, "service.name"), Some(16));
    assert_eq!(count(Scope::Resource, "host"), Some(2));
    assert_eq!(count(Scope::Span, "tags"), Some(3));
    assert_eq!(count(Scope::Event, "n"), Some(3));
    assert_eq!(count(Scope::Link, "why"), Some(2));
    assert_eq!(count(Scope::Instrumentation, "lib"), Some(2));
    assert_eq!(count(Scope::Span, "service.name"), None);
}
