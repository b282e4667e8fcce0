//! However a file is cut into chunks, it gives the same store, the same notes and the same sentence.

use super::{read, read_parts};
use crate::support::{dump::dump, shared};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use spanscope::model::store::Store;
use std::io::Write;

const SHOP: &str = include_str!("../../data/otlp-json/small-shop.json");

/// Every liberty there is, each beside something whole, so that notes and what is kept can differ.
const LIBERTIES: &str = r#"{"resourceLogs":[{"a":[1,{"b":"]}"},null]}],"resourceSpans":[7,{"resource":{"attributes":[3,{"key":"service.name","value":{"stringValue":"caf\u00e9"}}],"droppedAttributesCount":"0"},
"schema_url":"u\ud83d\ude00","instrumentation_library_spans":[{"spans":[null,{"trace_id":"AAAAAAAAAAAAAAAAAAAAAQ==","spanId":[0,0,0,0,0,0,0,300],
"name":5,"kind":"SPAN_KIND_BANANA","startTimeUnixNano":1.6197126558755392e18,"endTimeUnixNano":"-1","flags":1e2,"extra":{"deep":[[[{}]],"x\\\""]},
"attributes":[{"key":"k","value":{"arrayValue":{"values":[ {"intValue":"1"} , {"kvlistValue":{"values":[]}} ]}}},{"value":{}},{"key":"d","value":{"doubleValue":"NaN","x":1}}],
"events":[{"name":"e","attributes":[{"key":"ek","value":{"boolValue":true}}]},"no event"],"links":[{"traceId":"opaque","spanId":"zz"}],"status":{"code":"Error","message":"m"}},
{"traceId":"","spanId":""}],"scope":{"name":"late","attributes":[{"key":"sk","value":{"intValue":9223372036854775808}}]}},{}]}],"resourceMetrics":[]}"#;

const JAEGER: &str = r#"{"total":0,"data":[{"spans":["no span",{"spanID":"1","operationName":"waits for the trace's id","startTime":5,"duration":"7","warnings":["w\u0031"]},
{"traceID":"0a","spanID":"2","references":[{"refType":"CHILD_OF","traceID":"0a","spanID":"2"},{"spanID":"1","refType":"CHILD_OF"},{"refType":"FOLLOWS_FROM","traceID":"b","spanID":"c"}],
"processID":"p1","startTime":1.5e0,"tags":[{"key":"span.kind","type":"string","value":"server"},{"value":"-3","type":"int64","key":"n"},{"key":"o","value":{"a": [1]}},{"value":1}],
"logs":[{"fields":[{"key":"event","value":"hit"},{"key":"b","type":"binary","value":"AQI="}],"timestamp":6}]}],
"traceID":"0a","warnings":["of the trace",null],"processes":{"p1":{"tags":[{"key":"host.name","value":"h"}],"serviceName":"cart"}}}],"errors":null}"#;

/// Reads a file cut in two at every byte, and byte by byte: always the same.
fn check(bytes: &[u8]) {
    let said = |(store, failure): (Store, Option<String>)| format!("{failure:?}\n{}", dump(&store));
    let whole = said(read(bytes, usize::MAX));
    for cut in 1..bytes.len() {
        let (first, second) = bytes.split_at(cut);
        let cut_in_two = said(read_parts([first, second]));
        assert!(cut_in_two == whole, "cut at byte {cut}:\n{cut_in_two}\nwhole:\n{whole}");
    }
    assert_eq!(said(read(bytes, 1)), whole, "byte by byte");
}

/// The same without line breaks inside.
fn line(text: &str) -> String {
    text.replace('\n', "")
}

fn zipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).expect("a Vec takes all");
    encoder.finish().expect("a Vec takes all")
}

#[test]
fn otlp_documents() {
    check(SHOP.replace("xxxxxxxxxx", "x").as_bytes());
    check(LIBERTIES.as_bytes());
    check(format!("[{LIBERTIES},\n{LIBERTIES}]").as_bytes());
}

#[test]
fn otlp_lines_with_broken_ones_between() {
    let whole = line(LIBERTIES);
    let lines = format!("oops\n{whole}\r\nnot json\n\0\0\n{whole}{whole}\n{}", &whole[..700]);
    check(lines.as_bytes());
}

#[test]
fn documents_that_break_and_go_on() {
    check(format!("{}\n  ]oops\n{{\n}}\n{}", &LIBERTIES[..900], line(LIBERTIES)).as_bytes());
    check(
        &[b"{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"\xff\xfe\x80\"", &b"}]}]}]}"[..]]
            .concat(),
    );
}

#[test]
fn jaeger_documents() {
    check(JAEGER.as_bytes());
    check(format!("[{}]", line(JAEGER)).as_bytes());
    check(&JAEGER.as_bytes()[..JAEGER.len() - 60]);
    check(JAEGER.replace("\"fields\"", "fields").as_bytes());
}

#[test]
fn what_is_no_trace() {
    for text in [
        "",
        " \n",
        "\u{feff}{}",
        "not json\n{\"resourceSpans\":[]}",
        "a,b\n1,2\n",
        "]oops",
        "123",
        "PK\u{3}\u{4}",
    ] {
        check(text.as_bytes());
    }
}

#[test]
fn compressed_files() {
    let whole = zipped(LIBERTIES);
    check(&whole);
    check(
        &[zipped(&line(LIBERTIES)), zipped(&format!("\n{}", line(JAEGER))), zipped(&SHOP[..2_000])].concat(),
    );
    check(&whole[..whole.len() - 9]);
    let mut broken = zipped(&SHOP.repeat(3));
    let middle = broken.len() / 2;
    broken[middle..middle + 20].fill(0xff);
    check(&broken);
    check(&[&whole[..], b"trailing"].concat());
}

#[test]
fn two_bytes_a_letter() {
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let text = format!("\u{feff}{}", line(LIBERTIES).replace("\\u00e9", "é😀"));
        check(&text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>());
    }
}

#[test]
fn real_files() {
    let Some(root) = shared::traces("borders::real_files") else { return };
    for name in [
        "otlp-json/fluent-fluent-bit__test_traces_002.in.json",
        "otlp-json/open-telemetry-opentelemetry-java__expected-spans-wrapper.json",
        "otlp-json/opensearch-project-data-prepper__test-request.json",
        "otlp-jsonl/masaimu-tracelens__otlp-jsonl-invalid-line.jsonl",
        "otlp-jsonl/smithclay-duckdb-otlp__traces_nulls.jsonl",
        "jaeger-json/jaegertracing-jaeger__ui_01.json",
        "jaeger-json/perses-plugins__pushbytes_jaeger.json",
    ] {
        check(&std::fs::read(root.join(name)).expect("readable"));
    }
    for name in
        ["otlp-jsonl/go-faster-oteldb__traces.json", "jaeger-json/agentevals-dev-agentevals__k8s.json"]
    {
        let bytes = std::fs::read(root.join(name)).expect("readable");
        assert_eq!(dump(&read(&bytes, 1).0), dump(&read(&bytes, 1 << 20).0), "{name}");
    }
}

proptest! {
    /// Any cuts at all, also of a text with a byte changed.
    #[test]
    fn any_cuts_of_any_text(
        text in prop::sample::select(vec![LIBERTIES, JAEGER]),
        change in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
        mut cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..9),
    ) {
        let mut bytes = text.as_bytes().to_vec();
        if let Some((at, byte)) = change {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        cuts.sort_by_key(|cut| cut.index(bytes.len()));
        let mut parts = Vec::new();
        let mut rest = &bytes[..];
        for cut in cuts {
            let taken = bytes.len() - rest.len();
            let (part, behind) = rest.split_at(cut.index(bytes.len()) - taken);
            parts.push(part);
            rest = behind;
        }
        parts.push(rest);
        let (whole, sentence) = read(&bytes, usize::MAX);
        let (cut, cut_sentence) = read_parts(parts);
        prop_assert_eq!(cut_sentence, sentence);
        prop_assert_eq!(dump(&cut), dump(&whole));
    }
}
