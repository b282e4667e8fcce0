use spanscope::{
    endpoints::summaries::{ask, read},
    protocol::remote::{Api, Place, RemoteQuery, RemoteTrace},
};

fn query(api: Api, q: &str) -> RemoteQuery {
    let place = Place { address: "http://h".to_owned(), ..Place::default() };
    let (from_ns, to_ns) = (1_700_000_000_000_000_000, 1_700_000_600_500_000_000);
    RemoteQuery { place, api, q: q.to_owned(), from_ns, to_ns, limit: 20 }
}

#[test]
fn only_the_newer_jaeger_is_asked_and_as_for_traces() {
    let q = r#"{ resource.service.name = "web" && duration > 1s }"#;
    let asked = ask(&query(Api::JaegerV3, q)).expect("has some").expect("can be asked");
    assert_eq!(
        asked.address,
        "http://h/api/v3/trace-summaries?query.service_name=web&query.start_time_min=2023-11-14T22:13:20Z&query.start_time_max=2023-11-14T22:23:20.500Z&query.num_traces=20&query.duration_min=1s"
    );
    assert!(ask(&query(Api::JaegerV3, "{ .a != 1 }")).is_some_and(|asked| asked.is_err()));
    for api in [Api::Tempo, Api::JaegerV1, Api::Zipkin] {
        assert!(ask(&query(api, q)).is_none(), "{api:?}");
    }
}

/// The shape of Jaeger's own test of this path.
#[test]
fn a_list_without_spans() {
    let body = r#"{"summaries":[
        {"traceId":"1","rootServiceName":"web","rootOperationName":"GET /","minStartTimeUnixNano":"1000000000000",
         "maxEndTimeUnixNano":"1001000000000","spanCount":2,"errorSpanCount":1,"orphanSpanCount":0,
         "services":[{"name":"web","spanCount":2,"errorSpanCount":1}]},
        {"traceId":"0a","minStartTimeUnixNano":"2000000000000"}]}"#;
    let rows = read(body).expect("a list");
    assert_eq!(rows[0].trace_id, format!("{:0>32}", "a"), "the latest first");
    assert_eq!(
        rows[1],
        RemoteTrace {
            trace_id: format!("{:0>32}", "1"),
            service: "web".to_owned(),
            name: "GET /".to_owned(),
            start_ns: 1_000_000_000_000,
            duration_ns: 1_000_000_000,
            spans: Some(2),
            services: Some(1),
            errors: Some(1),
            matched: None,
        }
    );
    for nothing in [r#"{"summaries":null}"#, "{}\n"] {
        assert_eq!(read(nothing), Some(Vec::new()), "{nothing}");
    }
    // Servers before 2.19 answer their own page, and traces are no summaries.
    for other in ["<!doctype html>", "", r#"{"result":{"resourceSpans":[]}}"#] {
        assert_eq!(read(other), None, "{other}");
    }
}
