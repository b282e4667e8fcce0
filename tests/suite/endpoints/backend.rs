use crate::support::shared;
use spanscope::{
    endpoints::{
        backend::{self, TraceAnswer},
        cause::Cause,
    },
    engine::Engine,
    protocol::remote::{Api, Place, RemoteQuery, RemoteTrace},
};
use std::fs;

fn answer(test: &str, name: &str) -> Option<String> {
    let folder = shared::endpoints(test)?;
    Some(fs::read_to_string(folder.join(name)).expect("readable"))
}

fn query(api: Api, q: &str) -> RemoteQuery {
    let place = Place { address: "http://h".to_owned(), ..Place::default() };
    let (from_ns, to_ns) = (1_700_000_000_000_000_000, 1_700_000_600_500_000_000);
    RemoteQuery { place, api, q: q.to_owned(), from_ns, to_ns, limit: 20 }
}

fn asked(api: Api, q: &str) -> String {
    backend::search(&query(api, q)).expect("can be asked").address
}

fn refused(api: Api, q: &str) -> String {
    match backend::search(&query(api, q)) {
        Err(Cause::Query(sentence)) => sentence,
        other => panic!("{other:?}"),
    }
}

#[test]
fn tempo_is_asked_in_traceql_and_whole_seconds() {
    assert_eq!(
        asked(Api::Tempo, "{ status = error }"),
        "http://h/api/search?q=%7B%20status%20%3D%20error%20%7D&limit=20&spss=1&start=1700000000&end=1700000601"
    );
    assert!(asked(Api::Tempo, " ").contains("q=%7B%7D&"));
    assert!(refused(Api::Tempo, "slow checkout").contains("TraceQL"));
}

#[test]
fn jaeger_and_zipkin_are_asked_in_terms() {
    let q = r#"{ resource.service.name = "web" && name = "GET /" && duration > 1.5s && duration < 2s && status = error && span.http.route = "/a" }"#;
    assert_eq!(
        asked(Api::JaegerV3, q),
        "http://h/api/v3/traces?query.service_name=web&query.start_time_min=2023-11-14T22:13:20Z&query.start_time_max=2023-11-14T22:23:20.500Z&query.num_traces=20&query.operation_name=GET%20/&query.duration_min=1500ms&query.duration_max=2s&query.attributes=%7B%22error%22:%22true%22,%22http.route%22:%22/a%22%7D"
    );
    assert_eq!(
        asked(Api::JaegerV1, q),
        "http://h/api/traces?service=web&start=1700000000000000&end=1700000600500000&limit=20&operation=GET%20/&minDuration=1500ms&maxDuration=2s&tags=%7B%22error%22:%22true%22,%22http.route%22:%22/a%22%7D"
    );
    assert_eq!(
        asked(Api::Zipkin, q),
        "http://h/api/v2/traces?endTs=1700000600500&lookback=600500&limit=20&serviceName=web&spanName=GET%20/&annotationQuery=error%20and%20http.route%3D/a&minDuration=1500000&maxDuration=2000000"
    );
}

#[test]
fn what_cannot_be_asked_is_said() {
    assert!(refused(Api::JaegerV1, "").contains("choose one"));
    for api in [Api::JaegerV3, Api::Zipkin] {
        assert!(refused(api, "slow checkout").contains("one filter"));
        assert!(refused(api, "{ .a != 1 }").contains(".a != 1"));
        assert!(refused(api, "{ duration >> 1s }").contains("cannot be asked"));
        assert!(refused(api, r#"{ name = "a" || name = "b" }"#).contains("name"));
    }
    assert!(refused(Api::Zipkin, "{ duration < 1s }").contains("shortest"));
}

fn rows(test: &str, api: Api, name: &str) -> Option<Vec<RemoteTrace>> {
    Some(backend::read_search(api, Ok(&answer(test, name)?)).expect("a search's answer"))
}

#[test]
fn the_list_of_tempo() {
    let Some(rows) = rows("the_list_of_tempo", Api::Tempo, "tempo/search.json") else { return };
    assert_eq!(rows.len(), 20);
    assert!(rows.windows(2).all(|pair| pair[0].start_ns >= pair[1].start_ns), "the latest first");
    assert!(rows.iter().all(|row| row.trace_id.len() == 32), "zeros that were dropped are back");
    let id = "0bc44b494cee1b9d0300f7eaa468cde1";
    let row = rows.iter().find(|row| row.trace_id == id).expect("is in the answer");
    assert_eq!(
        *row,
        RemoteTrace {
            trace_id: id.to_owned(),
            service: "frontend".to_owned(),
            name: "POST /checkout".to_owned(),
            start_ns: 1_795_393_166_576_019_230,
            duration_ns: 156_000_000,
            spans: Some(28),
            services: Some(8),
            errors: Some(0),
            matched: Some(28),
        }
    );
}

#[test]
fn the_lists_of_jaeger() {
    let test = "the_lists_of_jaeger";
    let (Some(v3), Some(v1)) = (
        rows(test, Api::JaegerV3, "jaeger/v3_traces.json"),
        rows(test, Api::JaegerV1, "jaeger/v1_traces.json"),
    ) else {
        return;
    };
    let checkout =
        v3.iter().find(|row| row.trace_id == "7c9e4f8a3b2d1e6f5a4c3b2a1d0e9f8c").expect("is there");
    assert_eq!((checkout.service.as_str(), checkout.name.as_str()), ("frontend", "POST /checkout"));
    assert_eq!((checkout.start_ns, checkout.duration_ns), (1_707_825_600_000_000_000, 1_250_000_000));
    assert_eq!(v3, v1, "both interfaces tell the same");
}

#[test]
fn the_list_of_zipkin() {
    let Some(rows) = rows("the_list_of_zipkin", Api::Zipkin, "zipkin/traces.json") else { return };
    assert_eq!(rows.len(), 5);
    let spans: usize = rows.iter().filter_map(|row| row.spans).sum();
    let body = answer("the_list_of_zipkin", "zipkin/traces.json").expect("read before");
    let whole: Vec<Vec<serde_json::Value>> = serde_json::from_str(&body).expect("JSON");
    assert_eq!(spans, whole.iter().map(Vec::len).sum::<usize>());
}

#[test]
fn services_and_operations() {
    let test = "services_and_operations";
    let files = [
        (Api::Tempo, "tempo/tag_values.json", "frontend", 12),
        (Api::JaegerV3, "jaeger/v3_services.json", "missing-service-name", 13),
        (Api::JaegerV1, "jaeger/v1_services.json", "missing-service-name", 13),
        (Api::Zipkin, "zipkin/services.json", "mobile-gateway", 14),
    ];
    for (api, name, service, count) in files {
        let Some(body) = answer(test, name) else { return };
        let services = backend::read_services(api, &body).expect(name);
        assert_eq!(services.len(), count, "{name}");
        assert!(services.iter().any(|other| other == service), "{name}");
        // No back end is taken for another one.
        for (other, ..) in files.iter().filter(|(other, ..)| *other != api) {
            assert_eq!(backend::read_services(*other, &body), None, "{name} as {other:?}");
        }
    }
    for (api, name) in
        [(Api::JaegerV3, "jaeger/v3_operations.json"), (Api::JaegerV1, "jaeger/v1_operations.json")]
    {
        let Some(body) = answer(test, name) else { return };
        let operations = backend::read_operations(api, &body).expect(name);
        assert_eq!(operations, ["POST /checkout", "validate cart"], "{name}");
    }
}

#[test]
fn a_trace_that_is_not_there() {
    let test = "a_trace_that_is_not_there";
    let Some(tempo) = answer(test, "tempo/trace_missing.json") else { return };
    assert_eq!(backend::read_trace(Api::Tempo, Ok(&tempo)), Ok(TraceAnswer::Missing));
    let files = [
        (Api::JaegerV3, "jaeger/v3_trace_missing.json"),
        (Api::JaegerV1, "jaeger/v1_trace_missing.json"),
        (Api::Zipkin, "zipkin/trace_missing.json"),
    ];
    for (api, name) in files {
        let Some(body) = answer(test, name) else { return };
        let cause = Cause::of_status(404, &body);
        assert_eq!(backend::read_trace(api, Err(&cause)), Ok(TraceAnswer::Missing), "{name}");
    }
}

/// What was joined is read by the readers of files, and gives as many traces.
#[test]
fn fetched_traces_are_read_like_a_file() {
    let test = "fetched_traces_are_read_like_a_file";
    let files = [
        (Api::Tempo, "tempo/trace_v2.json"),
        (Api::Tempo, "tempo/trace_v1.json"),
        (Api::JaegerV3, "jaeger/v3_trace.json"),
        (Api::JaegerV1, "jaeger/v1_trace.json"),
    ];
    for (api, name) in files {
        let Some(body) = answer(test, name) else { return };
        assert_eq!(backend::read_trace(api, Ok(&body)), Ok(TraceAnswer::Whole { remark: None }), "{name}");
        let opened = |text: &str| {
            let mut engine = Engine::new();
            let mut opening = engine.begin_opening();
            opening.begin_file(name);
            opening.feed(text.as_bytes());
            engine.finish_opening(opening);
            (engine.store().trace_count(), engine.store().span_count())
        };
        let (traces, spans) = opened(&body);
        assert_eq!(traces, 1, "{name}");
        assert!(spans > 3, "{name}");
        // A second trace, told apart by its id.
        let id = ["7c9e4f8a3b2d1e6f", "MScO"].into_iter().find(|id| body.contains(id));
        if let Some(id) = id {
            let other = body.replace(id, &id.replace('7', "8").replace('M', "N"));
            let [before, between, behind] = backend::around(api);
            let both = format!("{before}{body}{between}{other}{behind}");
            assert_eq!(opened(&both), (2, spans * 2), "{name}");
        }
    }
}

#[test]
fn a_part_of_a_trace_is_told() {
    let body = r#"{"trace":{"resourceSpans":[{}]},"metrics":{},"status":"PARTIAL","message":"too large"}"#;
    let remark = Some("Tempo gave only a part of a trace: too large".to_owned());
    assert_eq!(backend::read_trace(Api::Tempo, Ok(body)), Ok(TraceAnswer::Whole { remark }));
}

#[test]
fn an_answer_that_breaks_off_is_none() {
    let Some(body) = answer("an_answer_that_breaks_off_is_none", "tempo/trace_v2.json") else { return };
    let half = &body[..body.len() / 2];
    assert!(matches!(backend::read_trace(Api::Tempo, Ok(half)), Err(Cause::NotJson(_))));
    assert_eq!(backend::read_search(Api::Tempo, Ok("<html>")), Err(Cause::Html));
    assert_eq!(backend::read_search(Api::Tempo, Ok("[]")), Err(Cause::OtherShape));
}
