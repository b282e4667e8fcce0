use crate::support::shared;
use spanscope::{
    endpoints::{
        cause::Cause,
        dependencies::{asks, read},
    },
    protocol::{
        measured::Dependency,
        remote::{Api, Place, RemoteQuery},
    },
};
use std::fs;

fn addresses(api: Api) -> Vec<String> {
    let place = Place { address: "http://h".to_owned(), ..Place::default() };
    let (from_ns, to_ns) = (1_700_000_000_000_000_000, 1_700_000_600_500_000_000);
    let query = RemoteQuery { place, api, q: String::new(), from_ns, to_ns, limit: 20 };
    asks(&query).expect("can be asked").into_iter().map(|ask| ask.address).collect()
}

fn call(from: &str, to: &str, calls: usize, errors: Option<usize>) -> Dependency {
    Dependency { from: from.to_owned(), to: to.to_owned(), calls, errors }
}

#[test]
fn each_server_is_asked_in_its_own_way() {
    let older = "http://h/api/dependencies?endTs=1700000600500&lookback=600500";
    assert_eq!(
        addresses(Api::JaegerV3),
        [
            "http://h/api/v3/dependencies?start_time=2023-11-14T22:13:20Z&end_time=2023-11-14T22:23:20.500Z",
            older
        ]
    );
    assert_eq!(addresses(Api::JaegerV1), [older]);
    assert_eq!(addresses(Api::Zipkin), ["http://h/api/v2/dependencies?endTs=1700000600500&lookback=600500"]);
    let place = Place::default();
    let of_tempo = RemoteQuery { place, api: Api::Tempo, q: String::new(), from_ns: 0, to_ns: 1, limit: 1 };
    assert!(matches!(asks(&of_tempo), Err(Cause::Query(_))));
}

#[test]
fn calls_of_jaeger() {
    let Some(folder) = shared::endpoints("calls_of_jaeger") else { return };
    let body = fs::read_to_string(folder.join("jaeger/v1_dependencies.json")).expect("readable");
    let calls = read(Api::JaegerV3, &body).expect("calls");
    assert_eq!(calls.len(), 71);
    assert_eq!(calls[0].calls, 96, "the most first");
    assert!(calls.contains(&call("frontend", "backend-api", 1, None)));
}

#[test]
fn calls_of_zipkin_with_those_that_failed() {
    let Some(folder) = shared::endpoints("calls_of_zipkin_with_those_that_failed") else { return };
    let body = fs::read_to_string(folder.join("zipkin/dependencies.json")).expect("readable");
    let calls = read(Api::Zipkin, &body).expect("calls");
    assert_eq!(calls.len(), 19);
    assert_eq!(calls[0], call("auth", "auth", 50, Some(0)));
    assert!(calls.contains(&call("stlogin", "auth", 2, Some(1))));
}

#[test]
fn the_newer_shape_and_what_is_none() {
    let newer = r#"{"dependencies":[{"parent":"a","child":"b","callCount":"7","source":"x"},{"parent":"a","child":"b","callCount":2,"source":"y"}]}"#;
    assert_eq!(read(Api::JaegerV3, newer).expect("calls"), [call("a", "b", 9, None)]);
    assert_eq!(read(Api::JaegerV3, "{}\n"), Some(Vec::new()));
    assert_eq!(read(Api::JaegerV1, r#"{"data":null,"errors":null}"#), Some(Vec::new()));
    for other in ["<html>", r#"{"traces":[]}"#, r#"["a"]"#] {
        assert_eq!(read(Api::JaegerV3, other), None, "{other}");
    }
}

#[test]
fn counts_are_never_less_than_nothing_nor_lost_when_they_are_large() {
    let body = r#"[{"parent":"a","child":"b","callCount":9000000000000000000},{"parent":"a","child":"b","callCount":9000000000000000000},{"parent":"a","child":"c","callCount":-1}]"#;
    let calls = read(Api::JaegerV1, body).expect("calls");
    assert!(calls[0].calls >= usize::MAX / 2, "{calls:?}");
    assert_eq!(calls[1], call("a", "c", 0, None));
}
