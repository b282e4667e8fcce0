use spanscope::{
    endpoints::{ask::Ask, cause::Cause, unanswered::words_for},
    protocol::remote::{Kind, Place, Unanswered},
};

fn words(cause: &Cause, kind: Option<Kind>) -> Unanswered {
    let place = Place { address: "http://h:1".to_owned(), ..Place::default() };
    words_for(cause, &Ask::new(&place, "/api/x", &[]), kind, "http://page")
}

#[test]
fn every_cause_has_a_sentence_of_its_own_what_to_do_and_a_command() {
    let causes = [
        Cause::MixedContent,
        Cause::Unreachable,
        Cause::LocalNetwork,
        Cause::NotAllowed,
        Cause::Timeout(30),
        Cause::Redirected,
        Cause::BrokenOff { bytes: 10 },
        Cause::TooLarge { bytes: 10 },
        Cause::of_status(400, "no such tag"),
        Cause::of_status(401, ""),
        Cause::of_status(403, ""),
        Cause::of_status(404, ""),
        Cause::of_status(429, ""),
        Cause::of_status(500, "<html>"),
        Cause::Html,
        Cause::NotJson("xx".to_owned()),
        Cause::NotJson(String::new()),
        Cause::OtherShape,
    ];
    let mut sentences: Vec<String> = Vec::new();
    for cause in causes {
        let said = words(&cause, None);
        assert!(!said.advice.is_empty(), "{cause:?}");
        assert_eq!(said.curl, "curl -sS 'http://h:1/api/x' -o answer.json");
        assert!(!said.sentence.ends_with('.') && !sentences.contains(&said.sentence), "{}", said.sentence);
        sentences.push(said.sentence);
    }
}

#[test]
fn the_setting_is_that_servers_own_and_names_the_page() {
    let setting = |kind| words(&Cause::NotAllowed, kind).setting;
    assert!(setting(Some(Kind::Jaeger)).contains("allowed_origins: [\"http://page\"]"));
    assert!(setting(Some(Kind::Tempo)).contains("Access-Control-Allow-Origin http://page"));
    assert!(setting(Some(Kind::Zipkin)).contains("ZIPKIN_QUERY_ALLOWED_ORIGINS"));
    assert_eq!(setting(None), "Access-Control-Allow-Origin: http://page");
}

#[test]
fn a_servers_own_sentence_is_repeated_and_its_html_is_not() {
    let of = |status, body: &str| words(&Cause::of_status(status, body), Some(Kind::Jaeger)).sentence;
    assert_eq!(of(400, r#"{"error":{"httpCode":400,"message":"no times"}}"#), "Jaeger says: no times");
    assert_eq!(
        of(500, r#"{"data":null,"errors":[{"code":500,"msg":"down"}]}"#),
        "http://h:1 answered 500: down"
    );
    assert_eq!(of(500, "<html><h1>Bad</h1>"), "http://h:1 answered 500");
    assert_eq!(of(503, &"x".repeat(1000)).chars().count(), "http://h:1 answered 503: ".len() + 301);
}
