use spanscope::{
    protocol::trace_groups::TraceGroupColumn,
    state::grouping::{GroupOrder, Grouping, search_of},
};

fn name(by: &str) -> Option<(String, String)> {
    Grouping::by(by).map(|grouping| (grouping.by.clone(), grouping.name()))
}

#[test]
fn a_word_or_any_name_groups() {
    let pair = |by: &str, name: &str| Some((by.to_owned(), name.to_owned()));
    assert_eq!(name("root"), pair("root", "Root operation"));
    assert_eq!(name("operation"), pair("operation", "Operation"));
    assert_eq!(name("http.route"), pair(".http.route", "http.route"));
    assert_eq!(name("span:duration"), pair("duration", "duration"));
    assert_eq!(name(""), None);
    let words = |by: &str| Grouping::by(by).map(|grouping| grouping.words());
    assert_eq!(words("root").as_deref(), Some("root operation"));
    assert_eq!(words("span.HTTP").as_deref(), Some("HTTP"));
}

#[test]
fn the_order_is_turned_round_by_a_second_press() {
    let sort = GroupOrder::default();
    assert_eq!(sort.text(), "-traces");
    assert_eq!(sort.pressed(TraceGroupColumn::Traces).text(), "traces");
    assert_eq!(sort.pressed(TraceGroupColumn::P95).text(), "-p95");
    assert_eq!(sort.pressed(TraceGroupColumn::Value).text(), "value");
    for text in ["-traces", "value", "-p50", "p95", "p99", "errors"] {
        assert_eq!(GroupOrder::read(text).map(GroupOrder::text).as_deref(), Some(text));
    }
    assert_eq!(GroupOrder::read("latency"), None);
}

#[test]
fn a_group_is_opened_by_what_is_searched_and_its_values() {
    let conditions = [".a = `x`".to_owned(), "name = nil".to_owned()];
    for (q, expected) in [
        ("", Some("{ .a = `x` && name = nil }")),
        ("{ status = error } ", Some("{ status = error } | { .a = `x` && name = nil }")),
        ("cart ", Some("cart .a=\"x\" name!=*")),
        ("{ status = }", None),
    ] {
        assert_eq!(search_of(q, &conditions).as_deref(), expected, "{q}");
    }
    assert_eq!(search_of("", &[]), None);
    let band = ["duration >= 1s".to_owned(), "duration < 3s".to_owned()];
    assert_eq!(search_of("cart", &band).as_deref(), Some("cart duration>=1s duration<3s"));
}
