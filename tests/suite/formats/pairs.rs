//! The same trace in two formats gives the same store, but for what a format cannot hold.

use super::read;
use crate::support::{common::common, shared};
use spanscope::{
    formats::reader::FileReader,
    model::{builder::Builder, ids::TraceIx, notes::NoteKind, store::Store},
};

/// Our own files of one trace, as SDKs and exporters wrote them.
const OVEN: [(&str, &[u8]); 8] = [
    ("OTLP protobuf", include_bytes!("../../data/otlp-proto/opentelemetry-sdk-1.45.2/plain.pb")),
    ("OTLP protobuf", include_bytes!("../../data/otlp-proto/opentelemetry-sdk-1.45.2/prefixed.pb")),
    ("OTLP/JSON", include_bytes!("../../data/otlp-json/opentelemetry-sdk-1.45.2/base64-ids.json")),
    ("Python console", include_bytes!("../../data/python-console/opentelemetry-sdk-1.45.2/pretty.json")),
    ("Python console", include_bytes!("../../data/python-console/opentelemetry-sdk-1.45.2/lines.json")),
    ("Zipkin JSON", include_bytes!("../../data/zipkin-json/opentelemetry-sdk-1.45.2/list.json")),
    ("Zipkin JSON", include_bytes!("../../data/zipkin-json/opentelemetry-sdk-1.45.2/nested.json")),
    ("OTLP/JSON", include_bytes!("../../data/zstd/zstandard-0.25/lines.jsonl.zst")),
];

fn store_of(bytes: &[u8], name: &str) -> Store {
    let (store, failure) = read(bytes, 1 << 20);
    assert_eq!(failure, None, "{name}");
    store
}

fn equal(a: &Store, b: &Store, names: &str) {
    let (ours, theirs) = common(a, b);
    assert!(ours == theirs, "{names}:\n{ours}\nis not\n{theirs}");
    assert!(ours.lines().count() > 4, "{names}: something is compared");
}

#[test]
fn one_trace_as_exporters_of_one_sdk_write_it() {
    let stores: Vec<Store> = OVEN.iter().map(|(name, bytes)| store_of(bytes, name)).collect();
    for (store, (format, _)) in stores.iter().zip(&OVEN) {
        assert_eq!((store.files()[0].format.as_str(), store.span_count()), (*format, 2));
        for (other, (other_format, _)) in stores.iter().zip(&OVEN) {
            equal(store, other, &format!("{format} and {other_format}"));
        }
    }
}

#[test]
fn the_go_sdk_prints_the_same_on_one_line_and_on_many() {
    let lines = include_bytes!("../../data/go-console/stdouttrace-1.47.0/lines.json");
    let pretty = include_str!("../../data/go-console/stdouttrace-1.47.0/pretty.json");
    let (store, other) = (store_of(lines, "lines"), store_of(pretty.as_bytes(), "pretty"));
    // Each run has ids and times of its own.
    assert_eq!(super::outline(&store), "bake >heat");
    assert_eq!(super::outline(&other), "bake >heat");
    let (mixed, failure) = read(format!("starting\n{pretty}listening on :80\n").as_bytes(), 100);
    assert_eq!(failure, None);
    equal(&other, &mixed, "with other lines around");
}

#[test]
fn real_pairs() {
    let Some(root) = shared::traces("pairs::real_pairs") else { return };
    for (one, other) in [
        (
            "otlp-json/perses-plugins__pushbytes_otlp.json",
            "jaeger-json/perses-plugins__pushbytes_jaeger.json",
        ),
        ("otlp-json/smithclay-otlp2parquet__trace.json", "otlp-proto/smithclay-otlp2parquet__trace.pb"),
        (
            "otlp-json/jaegertracing-jaeger-ui__otlp2jaeger-in.json",
            "jaeger-json/jaegertracing-jaeger__otlp2jaeger-out.json",
        ),
        (
            "otlp-json/jaegertracing-jaeger-ui__otlp2jaeger-multi-in-combined.json",
            "otlp-jsonl/jaegertracing-jaeger-ui__otlp2jaeger-multi-in.json.txt",
        ),
        (
            "otlp-json/jaegertracing-jaeger-ui__otlp2jaeger-multi-in-combined.json",
            "jaeger-json/jaegertracing-jaeger-ui__oltp2jaeger-multi-out.json",
        ),
        // The example of the specification, once in a document and once as Tempo answers.
        ("otlp-json/open-telemetry-opentelemetry-proto__trace.json", "tempo-api/grafana-tempo__trace.json"),
    ] {
        let open = |name: &str| store_of(&std::fs::read(root.join(name)).expect("readable"), name);
        equal(&open(one), &open(other), &format!("{one} and {other}"));
    }
}

#[test]
fn parts_of_a_trace_in_two_files_are_one_trace() {
    let Some(root) = shared::traces("pairs::parts_of_a_trace") else { return };
    let part = |nth: u32| {
        let path = root.join(format!("otlp-json/metafab-otel-gui__sample-trace-ecommerce-part{nth}.json"));
        std::fs::read(path).expect("readable")
    };
    let alone = store_of(&part(2), "part 2");
    assert_eq!(alone.files()[0].notes.count(NoteKind::LostParent), 4);
    for order in [[1, 2], [2, 1]] {
        let mut builder = Builder::new();
        for nth in order {
            let mut reader = FileReader::new(&format!("part {nth}"), &mut builder);
            let fed = reader.feed(&part(nth), &mut builder);
            assert_eq!(fed.and_then(|()| reader.finish(&mut builder)), Ok(()));
        }
        let store = builder.finish();
        assert_eq!((store.trace_count(), store.span_count()), (1, 11));
        assert!(!store.trace(TraceIx(0)).partial);
        assert!(store.files().iter().all(|file| file.notes.count(NoteKind::LostParent) == 0));
    }
}
