use spanscope::{protocol::detail::Attribute, state::attribute_group::grouped};

#[test]
fn groups_stand_in_order_and_keep_the_order_within() {
    let attributes = ["thread.id", "http.b", "order.id", "exception.type", "http.a"]
        .map(|key| Attribute { key: key.to_owned(), ..Attribute::default() });
    let keys: Vec<(&str, Vec<String>)> = grouped(&attributes)
        .into_iter()
        .map(|(group, members)| (group.title(), members.into_iter().map(|member| member.key).collect()))
        .collect();
    assert_eq!(
        keys,
        [
            ("Error", vec!["exception.type".to_owned()]),
            ("Application", vec!["order.id".to_owned()]),
            ("HTTP", vec!["http.b".to_owned(), "http.a".to_owned()]),
            ("Runtime", vec!["thread.id".to_owned()]),
        ]
    );
}
