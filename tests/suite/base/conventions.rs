use spanscope::base::conventions::{AttributeGroup, present_name};

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
fn every_older_name_is_known_by_its_present_one() {
    for (older, present) in [
        ("http.method", Some("http.request.method")),
        ("code.function", Some("code.function.name")),
        ("rpc.system", Some("rpc.system.name")),
        ("net.sock.peer.addr", Some("network.peer.address")),
        ("http.request.method", None),
        ("http.methods", None),
    ] {
        assert_eq!(present_name(older), present, "{older}");
    }
}
