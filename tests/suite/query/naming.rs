use super::trees;
use proptest::prelude::*;
use spanscope::query::{
    naming::{grouping, named, short_name},
    tree::{Field, Intrinsic},
};

fn text(name: &str) -> Option<String> {
    named(name).map(|field| field.to_string())
}

#[test]
fn names_are_read_as_people_write_them() {
    for (typed, expected) in [
        ("http.route", ".http.route"),
        (" .http.route ", ".http.route"),
        ("span.http.route", "span.http.route"),
        ("resource.service.name", "resource.service.name"),
        ("service", "resource.service.name"),
        ("event.name", "event.name"),
        ("event:name", "event:name"),
        ("parent.resource.a", "parent.resource.a"),
        ("Duration", "duration"),
        ("trace:duration", "traceDuration"),
        (".duration", ".duration"),
        (".span.a", ".span.a"),
        ("span.\"a b\"", "span.\"a b\""),
        ("a b", ".\"a b\""),
    ] {
        assert_eq!(text(typed).as_deref(), Some(expected), "{typed}");
    }
    for nothing in ["", "  ", ".", "span.\"a"] {
        assert_eq!(named(nothing), None, "{nothing}");
    }
}

#[test]
fn the_scope_is_left_out_of_the_short_name() {
    let short = |name: &str| named(name).map(|field| short_name(&field));
    assert_eq!(short("span.http.route").as_deref(), Some("http.route"));
    assert_eq!(short("span:duration").as_deref(), Some("duration"));
}

#[test]
fn groupings_have_words_of_their_own() {
    assert_eq!(
        grouping("root"),
        Some(vec![Field::Intrinsic(Intrinsic::RootService), Field::Intrinsic(Intrinsic::RootName)])
    );
    assert_eq!(grouping("operation").map(|fields| fields.len()), Some(2));
    assert_eq!(grouping("service"), Some(vec![spanscope::query::naming::service()]));
    assert_eq!(grouping("span.a").map(|fields| fields[0].to_string()).as_deref(), Some("span.a"));
    assert_eq!(grouping(""), None);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(field in trees::name()) {
        prop_assert_eq!(named(&field.to_string()), Some(field));
    }
}
