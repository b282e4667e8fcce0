use super::written;
use crate::formats::read;
use spanscope::{base::time, export::Format, model::store::Store};

fn store(spans: &str) -> Store {
    let text = format!(
        r#"{{"resourceSpans":[{{"resource":{{"attributes":[{{"key":"service.name","value":{{"stringValue":"web, \"main\""}}}}]}},
        "scopeSpans":[{{"scope":{{"name":"lib"}},"spans":[{spans}]}}]}}]}}"#
    );
    let (store, failure) = read(text.as_bytes(), usize::MAX);
    assert_eq!(failure, None, "{text}");
    store
}

/// The cells of a table, read by the letter of RFC 4180.
fn table(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut in_quotes) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if in_quotes && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => in_quotes = !in_quotes,
            ',' if !in_quotes => row.push(std::mem::take(&mut cell)),
            '\r' if !in_quotes => assert_eq!(letters.peek(), Some(&'\n'), "rows end in CR LF"),
            '\n' if !in_quotes => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !in_quotes, "the last row ends too");
    rows
}

/// The cells of the nth row by the names of their columns.
fn cell(rows: &[Vec<String>], nth: usize, column: &str) -> String {
    let at = rows[0].iter().position(|name| name == column).unwrap_or_else(|| panic!("no column {column}"));
    rows[nth + 1][at].clone()
}

#[test]
fn n36_arrays_and_lists_are_json_text() {
    let store = store(
        r#"{"traceId":"1","spanId":"2","name":"GET /a\nb","kind":2,"startTimeUnixNano":"1760000000123456789",
        "endTimeUnixNano":"1760000000123456799","status":{"code":2,"message":"no, \"never\""},"attributes":[
        {"key":"list","value":{"arrayValue":{"values":[{"intValue":"1"},{"stringValue":"two"}]}}},
        {"key":"map","value":{"kvlistValue":{"values":[{"key":"k","value":{"boolValue":true}}]}}}],
        "events":[{"timeUnixNano":"1760000000123456790","name":"exception","attributes":[
        {"key":"exception.type","value":{"stringValue":"IOError"}}]}],
        "links":[{"traceId":"3","spanId":"4"}]}"#,
    );
    let text = written(&store, Format::Csv);
    assert!(!text.contains("[object"));
    let rows = table(&text);
    assert!(rows.len() == 2 && rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
    for (column, expected) in [
        ("trace_id", "00000000000000000000000000000001"),
        ("parent_span_id", ""),
        ("service", "web, \"main\""),
        ("name", "GET /a\nb"),
        ("kind", "server"),
        ("status", "error"),
        ("status_message", "no, \"never\""),
        ("start_ns", "1760000000123456789"),
        ("duration_ns", "10"),
        ("self_ns", "10"),
        ("scope", "lib"),
        ("span.list", r#"[1,"two"]"#),
        ("span.map", r#"{"k":true}"#),
        ("resource.service.name", "web, \"main\""),
    ] {
        assert_eq!(cell(&rows, 0, column), expected, "{column}");
    }
    assert_eq!(time::parse_rfc3339(&cell(&rows, 0, "start")), Some(1_760_000_000_123_456_789));
    let events: serde_json::Value = serde_json::from_str(&cell(&rows, 0, "events")).expect("JSON");
    assert_eq!(events[0]["attributes"]["exception.type"], "IOError");
    let links: serde_json::Value = serde_json::from_str(&cell(&rows, 0, "links")).expect("JSON");
    assert_eq!(links[0]["span_id"], "0000000000000004");
}

#[test]
fn rare_attributes_stand_together_when_there_are_many() {
    let attribute = |number: usize| format!(r#"{{"key":"k{number:03}","value":{{"intValue":"{number}"}}}}"#);
    let all: Vec<String> = (0..150).map(attribute).collect();
    let spans = format!(
        r#"{{"traceId":"1","spanId":"1","startTimeUnixNano":"5","endTimeUnixNano":"6","attributes":[{}]}},
        {{"traceId":"1","spanId":"2","startTimeUnixNano":"5","endTimeUnixNano":"6","attributes":[{}]}}"#,
        all.join(","),
        attribute(149)
    );
    let rows = table(&written(&store(&spans), Format::Csv));
    // The most frequent one has a column, of the others those that come first by name.
    assert_eq!(cell(&rows, 0, "span.k149"), "149");
    assert_eq!(cell(&rows, 0, "span.k098"), "98");
    assert!(!rows[0].contains(&"span.k099".to_owned()));
    let others: serde_json::Value =
        serde_json::from_str(&cell(&rows, 0, "other_span_attributes")).expect("JSON");
    assert_eq!((others["k099"].as_i64(), others["k148"].as_i64()), (Some(99), Some(148)));
    assert_eq!(others.as_object().map(|others| others.len()), Some(50));
    assert_eq!(cell(&rows, 1, "other_span_attributes"), "");
}

#[test]
fn no_value_of_a_doubled_key_is_lost() {
    let text = |value: &str| format!(r#"{{"key":"k","value":{{"stringValue":"{value}"}}}}"#);
    let doubled = [text("a"), text("b"), text("c")].join(",");
    let spans = format!(
        r#"{{"traceId":"1","spanId":"1","startTimeUnixNano":"5","endTimeUnixNano":"6","attributes":[{doubled}],
        "events":[{{"timeUnixNano":"5","name":"e","attributes":[{doubled}]}}]}}"#
    );
    let rows = table(&written(&store(&spans), Format::Csv));
    assert_eq!(cell(&rows, 0, "span.k"), r#"["a","b","c"]"#);
    let events: serde_json::Value = serde_json::from_str(&cell(&rows, 0, "events")).expect("JSON");
    assert_eq!(events[0]["attributes"]["k"], serde_json::json!(["a", "b", "c"]));
}

#[test]
fn nothing_open_is_a_table_without_rows() {
    let rows = table(&written(&Store::default(), Format::Csv));
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0][0], "trace_id");
}
