use proptest::prelude::*;
use spanscope::query::terms::Terms;

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9 /\"\\\\äß{}|&=-]{0,12}"
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        service in text(),
        operation in text(),
        least_ns in proptest::option::of(1_i64..10_000_000_000),
        most_ns in proptest::option::of(1_i64..10_000_000_000),
        tag in "[a-z]{1,5}",
        value in "[a-z /]{1,8}",
    ) {
        let terms = Terms { service, operation, least_ns, most_ns, tags: vec![(tag, value)] };
        prop_assert_eq!(Terms::read(&terms.write()), Ok(terms));
    }
}

#[test]
fn no_terms_are_an_empty_search() {
    assert_eq!(Terms::default().write(), "");
    assert_eq!(Terms::read("{ }"), Ok(Terms::default()));
}

#[test]
fn errors_are_a_tag() {
    let terms = Terms::read("{ status = error }").expect("terms");
    assert_eq!(terms.tags, [("error".to_owned(), "true".to_owned())]);
    assert_eq!(terms.write(), "{ status = error }");
}

#[test]
fn more_than_one_filter_is_refused() {
    for q in ["{ .a = 1 } | count() > 2", "{ .a = 1 } >> { .b = 2 }", "words", "{ .a = 1 || .b = 2 }", "{ .a"]
    {
        assert!(Terms::read(q).is_err(), "{q}");
    }
}
