use spanscope::{
    protocol::detail::Attribute,
    state::attribute_group::{AttributeGroup, grouped},
};

#[test]
fn keys_find_their_group_by_the_namespace_alone() {
    let cases = [
        ("http.request.method", AttributeGroup::Http),
        ("url.full", AttributeGroup::Http),
        ("db.query.text", AttributeGroup::Database),
        ("messaging.kafka.offset", AttributeGroup::Messaging),
        ("exception.type", AttributeGroup::Failure),
        ("error", AttributeGroup::Failure),
        ("user_agent.original", AttributeGroup::Http),
        ("user.id", AttributeGroup::Own),
        ("dbt.model", AttributeGroup::Own),
        ("httpx", AttributeGroup::Own),
        ("", AttributeGroup::Own),
        ("artifact.x", AttributeGroup::Runtime),
        ("aws/lambda", AttributeGroup::Runtime),
        ("server.port", AttributeGroup::Network),
        ("thread.name", AttributeGroup::Runtime),
        ("feature_flag.key", AttributeGroup::FeatureFlag),
    ];
    for (key, group) in cases {
        assert_eq!(AttributeGroup::of_key(key), group, "{key}");
    }
}

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
