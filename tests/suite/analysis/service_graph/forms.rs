//! The same data in another form has the same graph; real files.

use super::{edges, graph};
use crate::{formats::read, support::shared};

const OTLP: &str = r#"{"resourceSpans":[
 {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},"scopeSpans":[{"spans":[
  {"traceId":"000000000000000000000000000000a1","spanId":"0000000000000001","name":"GET /","kind":2,"startTimeUnixNano":"1760000000000000000","endTimeUnixNano":"1760000000090000000"},
  {"traceId":"000000000000000000000000000000a1","spanId":"0000000000000002","parentSpanId":"0000000000000001","name":"GET","kind":3,"startTimeUnixNano":"1760000000010000000","endTimeUnixNano":"1760000000050000000","status":{"code":2}},
  {"traceId":"000000000000000000000000000000a1","spanId":"0000000000000004","parentSpanId":"0000000000000001","name":"SELECT","kind":3,"startTimeUnixNano":"1760000000060000000","endTimeUnixNano":"1760000000070000000","attributes":[{"key":"db.system","value":{"stringValue":"redis"}}]}]}]},
 {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},"scopeSpans":[{"spans":[
  {"traceId":"000000000000000000000000000000a1","spanId":"0000000000000003","parentSpanId":"0000000000000002","name":"load","kind":2,"startTimeUnixNano":"1760000000020000000","endTimeUnixNano":"1760000000040000000"}]}]}]}"#;

const JAEGER: &str = r#"{"data":[{"traceID":"000000000000000000000000000000a1","processes":{"p1":{"serviceName":"cart","tags":[]},"p2":{"serviceName":"web","tags":[]}},"spans":[
  {"traceID":"000000000000000000000000000000a1","spanID":"0000000000000003","operationName":"load","processID":"p1","startTime":1760000000020000,"duration":20000,"references":[{"refType":"CHILD_OF","traceID":"000000000000000000000000000000a1","spanID":"0000000000000002"}],"tags":[{"key":"span.kind","type":"string","value":"server"}],"logs":[]},
  {"traceID":"000000000000000000000000000000a1","spanID":"0000000000000001","operationName":"GET /","processID":"p2","startTime":1760000000000000,"duration":90000,"references":[],"tags":[{"key":"span.kind","type":"string","value":"server"}],"logs":[]},
  {"traceID":"000000000000000000000000000000a1","spanID":"0000000000000004","operationName":"SELECT","processID":"p2","startTime":1760000000060000,"duration":10000,"references":[{"refType":"CHILD_OF","traceID":"000000000000000000000000000000a1","spanID":"0000000000000001"}],"tags":[{"key":"span.kind","type":"string","value":"client"},{"key":"db.system","type":"string","value":"redis"}],"logs":[]},
  {"traceID":"000000000000000000000000000000a1","spanID":"0000000000000002","operationName":"GET","processID":"p2","startTime":1760000000010000,"duration":40000,"references":[{"refType":"CHILD_OF","traceID":"000000000000000000000000000000a1","spanID":"0000000000000001"}],"tags":[{"key":"span.kind","type":"string","value":"client"},{"key":"error","type":"bool","value":true}],"logs":[]}]}]}"#;

/// Everything of a graph that may not depend on the form: names in their order, edges, sums.
fn told(text: &[u8]) -> String {
    let (store, error) = read(text, 1 << 20);
    assert_eq!(error, None);
    let (graph, sums) = graph(&store);
    let nodes: Vec<_> = graph.nodes.iter().map(|node| (node.kind, &node.name)).collect();
    format!("{nodes:#?}\n{:#?}\n{sums:#?}", edges(&store))
}

#[test]
fn equal_data_have_equal_graphs_in_otlp_and_jaeger_form() {
    let otlp = told(OTLP.as_bytes());
    assert_eq!(otlp, told(JAEGER.as_bytes()));
    assert!(otlp.contains("web → cart ×1 errors:1") && otlp.contains("web → db:redis ×1"), "{otlp}");
}

#[test]
fn real_files_that_were_converted_have_equal_graphs() {
    let Some(root) = shared::traces("real_files_that_were_converted_have_equal_graphs") else { return };
    for (otlp, jaeger) in [
        (
            "otlp-json/jaegertracing-jaeger-ui__otlp2jaeger-multi-in-combined.json",
            "jaeger-json/jaegertracing-jaeger-ui__oltp2jaeger-multi-out.json",
        ),
        (
            "otlp-json/perses-plugins__pushbytes_otlp.json",
            "jaeger-json/perses-plugins__pushbytes_jaeger.json",
        ),
    ] {
        let of = |path| {
            let (store, _) = read(&std::fs::read(root.join(path)).expect("readable"), 1 << 20);
            edges(&store)
        };
        let told = of(otlp);
        assert!(!told.is_empty(), "{otlp}");
        assert_eq!(told, of(jaeger), "{otlp}");
    }
}

#[test]
fn hotrods_databases_are_services_of_their_own() {
    let Some(root) = shared::traces("hotrods_databases_are_services_of_their_own") else { return };
    let file = std::fs::read(root.join("jaeger-json/duo-rs-duo__traces.json")).expect("readable");
    let (store, _) = read(&file, 1 << 20);
    assert_eq!(
        edges(&store),
        [
            "customer → mysql ×1",
            "driver → redis ×14 errors:3",
            "frontend → customer ×1",
            "frontend → driver ×1",
            "frontend → route ×10",
            "user → frontend ×1",
        ]
    );
}
