use spanscope::{
    protocol::remote::Kind,
    state::{
        config::{Config, read},
        endpoint::Endpoint,
        link_template::LinkTemplate,
        theme::Theme,
    },
};

#[test]
fn nothing_set_is_as_without_a_file() {
    assert_eq!(read("{}"), (Config::default(), vec![]));
}

#[test]
fn every_setting_is_read() {
    let (config, notes) = read(
        r#"{
            "links": [{ "attribute": "session.id", "label": "Replay", "address": "https://eu.posthog.com/project/1/replay/{value}" }],
            "allowed_origins": ["https://Dash.example:443", "http://localhost:3000"],
            "allowed_hosts": ["Traces.example:8443", "[::1]:81"],
            "endpoint": { "address": "/tempo", "kind": "tempo", "tenant": "shop" },
            "theme": "dark",
            "sample": false,
            "memory_mb": 64
        }"#,
    );
    assert_eq!(notes, Vec::<String>::new());
    let replay =
        LinkTemplate::checked("session.id", "Replay", "https://eu.posthog.com/project/1/replay/{value}")
            .unwrap();
    let expected = Config {
        links: vec![replay],
        allowed_origins: vec!["https://dash.example".to_owned(), "http://localhost:3000".to_owned()],
        allowed_hosts: vec!["traces.example:8443".to_owned(), "[::1]:81".to_owned()],
        endpoint: Some(Endpoint {
            address: "/tempo".to_owned(),
            kind: Some(Kind::Tempo),
            tenant: "shop".to_owned(),
        }),
        theme: Some(Theme::Dark),
        has_sample: false,
        room_bytes: Some(64_000_000),
    };
    assert_eq!(config, expected);
}

#[test]
fn a_wrong_field_is_told_and_the_others_count() {
    let (config, notes) = read(
        r#"{
            "links": [
                { "attribute": "a", "label": "Bad", "address": "javascript:alert({value})" },
                { "attribute": "a", "address": "https://a.example/{value}" },
                { "label": "No attribute" }
            ],
            "allowed_origins": ["https://dash.example/", "*", "null", 3],
            "allowed_hosts": "traces.example",
            "theme": "pink",
            "sample": "no",
            "memory_mb": 0.5,
            "colour": "blue"
        }"#,
    );
    assert_eq!(config.links, [LinkTemplate::checked("a", "a.example", "https://a.example/{value}").unwrap()]);
    assert_eq!(Config { links: Vec::new(), ..config }, Config::default());
    assert_eq!(notes.len(), 11);
    let told = |words: &str| assert!(notes.iter().any(|note| note.contains(words)), "{words}: {notes:#?}");
    told("entry 1 of “links”: “javascript:alert({value})” does not begin with https://");
    told("entry 3 of “links”: missing field `attribute`");
    told("entry 1 of “allowed_origins”: “https://dash.example/” is no origin");
    told("entry 4 of “allowed_origins”: 3 is no text");
    told("“allowed_hosts” is a list, not \"traces.example\"");
    told("there is no theme \"pink\"; there are light, dark and system");
    told("“sample” is true or false, not \"no\"");
    told("“memory_mb” is a whole number of megabytes, not 0.5");
    told("there is no setting “colour”");
}

#[test]
fn an_endpoint_may_be_its_address_alone() {
    let (config, notes) = read(r#"{ "endpoint": "https://jaeger.example/" }"#);
    assert_eq!(config.endpoint.map(|endpoint| endpoint.address).as_deref(), Some("https://jaeger.example"));
    assert_eq!(notes, Vec::<String>::new());
    let refused = |text: &str| {
        let (config, notes) = read(text);
        assert_eq!(config.endpoint, None);
        notes.join("; ")
    };
    assert!(refused(r#"{ "endpoint": {} }"#).contains("Give the address"));
    assert!(refused(r#"{ "endpoint": 3 }"#).contains("Give the address"));
    assert!(
        refused(r#"{ "endpoint": { "address": "/a", "kind": "grafana" } }"#).contains("no kind “grafana”")
    );
    assert!(
        refused(r#"{ "endpoint": { "address": "/a", "tenant": 7 } }"#).contains("“tenant” is a text, not 7")
    );
}

#[test]
fn what_is_no_object_sets_nothing() {
    for text in ["", "[]", "<!doctype html>", "{\"theme\": \"dark\""] {
        let (config, notes) = read(text);
        assert_eq!(config, Config::default());
        assert!(notes.len() == 1 && notes[0].starts_with("it is no JSON object"), "{notes:?}");
    }
}
