use super::{engine, shop};
use spanscope::protocol::request::{Reply, Request};

#[test]
fn what_is_open_is_summed_up() {
    let Reply::Summary(summary) = shop().answer(Request::Summary) else { panic!("a summary") };
    assert_eq!((summary.traces, summary.spans, summary.services, summary.operations), (2, 7, 3, 7));
    assert_eq!(summary.errors, 2);
    assert_eq!((summary.start_ns, summary.end_ns), (1_760_000_000_000_000_000, 1_760_000_000_260_000_000));
    assert_eq!(summary.last_start_ns, 1_760_000_000_200_000_000);
    assert_eq!(summary.service_names, ["cart", "orders", "web"]);
    let file = &summary.files[0];
    assert_eq!(
        (file.name.as_str(), file.format.as_str(), file.traces, file.spans),
        ("small-shop.json", "OTLP/JSON", 2, 7)
    );
    assert_eq!(file.bytes, super::SHOP.len() as u64);
    let notes: Vec<_> = file.notes.iter().map(|note| (note.kind.as_str(), note.count)).collect();
    assert_eq!(notes, [("lost-parent", 1), ("dropped-by-exporter", 1)]);
    assert!(summary.store_bytes > summary.string_bytes && summary.string_bytes > 3_000);
}

#[test]
fn times_are_decimal_strings_in_json() {
    let Reply::Summary(summary) = shop().answer(Request::Summary) else { panic!("a summary") };
    let json = serde_json::to_value(&summary).expect("plain data");
    assert_eq!(json["start_ns"], "1760000000000000000");
}

#[test]
fn nothing_open_is_an_answer_too() {
    let Reply::Summary(summary) = engine(&[]).answer(Request::Summary) else { panic!("a summary") };
    assert_eq!((summary.traces, summary.spans, summary.files.len()), (0, 0, 0));
    let mut engine = shop();
    let Reply::Summary(summary) = engine.answer(Request::Clear) else { panic!("a summary") };
    assert_eq!((summary.traces, summary.files.len()), (0, 0));
}

#[test]
fn traces_without_times_do_not_stretch_the_range() {
    let timeless = r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"aa","spanId":"bb"}]}]}]}"#;
    let mut engine = engine(&[("shop.json", super::SHOP), ("timeless.json", timeless)]);
    let Reply::Summary(summary) = engine.answer(Request::Summary) else { panic!("a summary") };
    assert_eq!((summary.traces, summary.start_ns), (3, 1_760_000_000_000_000_000));
}
