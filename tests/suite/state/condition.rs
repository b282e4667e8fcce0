use spanscope::{
    analysis::services,
    query::reading::read,
    state::condition::{UNKNOWN_SERVICE, of_name, of_root, of_service},
};

#[test]
fn a_service_is_named_whatever_its_name_is() {
    assert_eq!(of_service("cart"), r#"{ resource.service.name = "cart" }"#);
    assert!(read(&of_service("a \"b\" \\ c\n")).refusal().is_none());
}

#[test]
fn spans_without_a_service_are_those_that_name_none() {
    assert_eq!(UNKNOWN_SERVICE, services::UNKNOWN);
    assert_eq!(of_service(UNKNOWN_SERVICE), "{ resource.service.name = nil }");
}

#[test]
fn an_operation_and_a_root_are_named_whatever_their_names_are() {
    assert_eq!(of_name("GET /"), r#"{ name = "GET /" }"#);
    let pattern = r"(?i).*get.*/a\.b.*";
    assert_eq!(
        of_root("get /a.b"),
        format!("{{ rootName =~ `{pattern}` || rootServiceName =~ `{pattern}` }}")
    );
    for awkward in ["(", "a \" b", "[", ""] {
        assert!(read(&of_root(awkward)).refusal().is_none(), "{awkward}");
    }
}
