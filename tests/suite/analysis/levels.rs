use crate::formats::read;
use spanscope::{analysis::levels::Levels, base::severity::Severity};

/// The severity of an event with these attributes, as OTLP/JSON has them.
fn severity(attributes: &str) -> Option<Severity> {
    let text = format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"1","spanId":"1","name":"a","events":[{{"name":"log","timeUnixNano":"1","attributes":[{attributes}]}}]}}]}}]}}]}}"#
    );
    let (store, failure) = read(text.as_bytes(), usize::MAX);
    assert_eq!(failure, None);
    let event = store.spans().flat_map(|span| store.events(span)).next().expect("one event");
    Levels::of_store(&store).of(&store, event)
}

fn text(key: &str, word: &str) -> String {
    format!(r#"{{"key":"{key}","value":{{"stringValue":"{word}"}}}}"#)
}

#[test]
fn an_event_says_its_level_by_a_word_or_a_number_of_otlp() {
    assert_eq!(severity(&text("level", "ERROR")), Some(Severity::Error));
    assert_eq!(severity(&text("log.severity", "warn")), Some(Severity::Warning));
    assert_eq!(severity(r#"{"key":"severity","value":{"intValue":"17"}}"#), Some(Severity::Error));
    assert_eq!(severity(r#"{"key":"severity","value":{"intValue":"99"}}"#), None);
    assert_eq!(severity(&text("colour", "red")), None);
    assert_eq!(severity(""), None);
}

#[test]
fn the_first_name_goes_before_the_others() {
    let both = format!("{},{}", text("level", "info"), text("severity", "fatal"));
    assert_eq!(severity(&both), Some(Severity::Error));
}
