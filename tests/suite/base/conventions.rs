use spanscope::base::conventions::AttributeGroup;

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
