use spanscope::{
    protocol::detail::{Attribute, SpanDetail},
    state::link_template::{Known, LinkTemplate, read, with, written},
};

const REPLAY: &str = "https://eu.posthog.com/project/1/replay/{value}";

fn template(address: &str) -> LinkTemplate {
    LinkTemplate::checked("session.id", "Replay", address).unwrap()
}

fn attribute(key: &str, value: &str) -> Attribute {
    Attribute { key: key.to_owned(), value: value.to_owned(), ..Attribute::default() }
}

fn span() -> SpanDetail {
    SpanDetail {
        trace_id: "5b8efff798038103d269b633813fc60c".to_owned(),
        span_id: "eee19b7ec3c1b174".to_owned(),
        start_ns: 1_767_268_800_000_000_000,
        duration_ns: 1_500_000,
        attributes: vec![attribute("k8s.pod.name", "cart-1"), attribute("both", "own")],
        resource: vec![attribute("k8s.namespace.name", "shop eu"), attribute("both", "resource")],
        ..SpanDetail::default()
    }
}

#[test]
fn a_value_is_a_part_of_the_address_and_nothing_more() {
    let filled = |value: &str| template(REPLAY).filled(value, &Known::default());
    let at = |end: &str| Some(format!("https://eu.posthog.com/project/1/replay/{end}"));
    assert_eq!(filled("0190-a_b.c~d"), at("0190-a_b.c~d"));
    assert_eq!(filled("../../evil?x=1#y&z"), at("..%2F..%2Fevil%3Fx%3D1%23y%26z"));
    assert_eq!(filled("\"><script>"), at("%22%3E%3Cscript%3E"));
    assert_eq!(filled("ü\n"), at("%C3%BC%0A"));
    for nothing in ["", ".", ".."] {
        assert_eq!(filled(nothing), None, "{nothing:?}");
    }
}

#[test]
fn values_take_no_step_on_the_path() {
    for address in
        ["https://a.example/x/.{value}", "https://a.example/x/{value}{value}", "https://a.example/{value}./y"]
    {
        assert_eq!(template(address).filled(".", &Known::default()), None, "{address}");
    }
    let half = template("https://a.example/x/%2{value}/y");
    assert_eq!(half.filled("E", &Known::default()), None);
    let asked = template("https://a.example/x?up={value}").filled("..", &Known::default());
    assert_eq!(asked.as_deref(), Some("https://a.example/x?up=.."));
    for address in ["https://a.example/x/../{value}", "https://a.example/%2E/{value}"] {
        let why = LinkTemplate::checked("a", "", address).unwrap_err();
        assert!(why.contains("part of its path"), "{why}");
    }
}

#[test]
fn other_things_that_are_known_of_the_span_are_filled_in_too() {
    let known = Known::of(&span());
    let filled = |address: &str| template(address).filled("v", &known);
    assert_eq!(
        filled("https://logs.example/{k8s.namespace.name}/{k8s.pod.name}?from={start_ms}&to={end_ms}")
            .as_deref(),
        Some("https://logs.example/shop%20eu/cart-1?from=1767268800000&to=1767268800002")
    );
    assert_eq!(
        filled("http://e.example/?t={trace_id}&s={span_id}").as_deref(),
        Some("http://e.example/?t=5b8efff798038103d269b633813fc60c&s=eee19b7ec3c1b174")
    );
    assert_eq!(filled("https://e.example/{both}").as_deref(), Some("https://e.example/own"));
    assert_eq!(filled("https://e.example/{not.there}"), None);
}

#[test]
fn what_is_cut_is_not_known() {
    let mut span = span();
    span.attributes[0].cut = 7;
    assert_eq!(template("https://e.example/{k8s.pod.name}").filled("v", &Known::of(&span)), None);
}

#[test]
fn only_addresses_of_the_web_with_a_plain_host_are_taken() {
    let refused = |address: &str| LinkTemplate::checked("a", "", address).unwrap_err();
    for address in [
        "javascript:alert(1)//{value}",
        " JavaScript:alert({value})",
        "data:text/html,{value}",
        "{value}",
        "//a.example/",
        "/here",
    ] {
        assert!(refused(address).contains("does not begin with https://"), "{address}");
    }
    for address in [
        "https://{value}/",
        "https://{value}.example/",
        "https://a.example:{value}",
        "https://a.example@{value}/",
        "https://you@evil.example/",
    ] {
        assert!(refused(address).contains("must be plain text"), "{address}");
    }
    assert!(refused("https://").contains("names no host"));
    assert!(refused("https:///{value}").contains("names no host"));
    for address in [
        "https://a.example/{value",
        "https://a.example/value}",
        "https://a.example/{}",
        "https://a.example/{a{b}}",
    ] {
        assert!(refused(address).contains("brace"), "{address}");
    }
    assert!(refused("https://a.example/ {value}").contains("blanks"));
    assert!(refused("https://a.example/\\{value}").contains("backslash"));
    assert!(LinkTemplate::checked(" ", "x", REPLAY).unwrap_err().contains("name of an attribute"));
}

#[test]
fn without_a_label_it_is_called_by_its_host() {
    let unnamed = LinkTemplate::checked("session.id", " ", REPLAY).unwrap();
    assert_eq!((unnamed.label.as_str(), unnamed.host()), ("eu.posthog.com", "eu.posthog.com"));
}

#[test]
fn an_attribute_has_the_links_of_its_name_here_and_in_its_file() {
    let link = template(REPLAY);
    assert!(link.is_for(&attribute("session.id", "1")));
    assert!(!link.is_for(&attribute("session.id2", "1")));
    let renamed = Attribute { written: vec!["session.id".to_owned()], ..attribute("user.session", "1") };
    assert!(link.is_for(&renamed));
}

#[test]
fn what_is_kept_is_read_again_and_checked_again() {
    let kept = written(&with(vec![template(REPLAY)], template("https://b.example/{value}")));
    assert_eq!(read(&kept), [template(REPLAY), template("https://b.example/{value}")]);
    assert_eq!(with(read(&kept), template(REPLAY)).len(), 2);
    let evil = r#"[{"attribute":"a","label":"b","address":"javascript:alert(1)"},{"attribute":"session.id","label":"Replay","address":"https://eu.posthog.com/project/1/replay/{value}"}]"#;
    assert_eq!(read(evil), [template(REPLAY)]);
    assert_eq!(read("no JSON"), []);
}
