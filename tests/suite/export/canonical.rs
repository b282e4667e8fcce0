//! What an OTLP/JSON text says, however it is written: every span on a line with all that belongs to it. Reads with
//! `serde_json` alone, so that our reader and our writer cannot agree on the same mistake.

use serde_json::{Value, json};

/// The distinct spans, sorted.
pub fn canonical(text: &[u8]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut open = documents(text);
    while let Some(document) = open.pop() {
        if let Value::Array(documents) = document {
            open.extend(documents);
            continue;
        }
        if let Some(inner) = ["trace", "result"].iter().find_map(|name| document.get(name)) {
            open.push(inner.clone());
        }
        for resource in list(&document, &["resourceSpans", "resource_spans", "batches"]) {
            let names =
                ["scopeSpans", "scope_spans", "instrumentationLibrarySpans", "instrumentation_library_spans"];
            for scope in list(&resource, &names) {
                for span in list(&scope, &["spans"]) {
                    lines.push(span_line(&resource, &scope, &span));
                }
            }
        }
    }
    lines.sort();
    lines.dedup();
    lines
}

/// Documents one after another; of a text that is not JSON throughout, the lines that are.
fn documents(text: &[u8]) -> Vec<Value> {
    let stream = serde_json::Deserializer::from_slice(text).into_iter::<Value>();
    stream.collect::<Result<_, _>>().unwrap_or_else(|_| {
        text.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect()
    })
}

fn field<'a>(object: &'a Value, names: &[&str]) -> &'a Value {
    names.iter().find_map(|name| object.get(name)).unwrap_or(&Value::Null)
}

fn list(object: &Value, names: &[&str]) -> Vec<Value> {
    field(object, names).as_array().cloned().unwrap_or_default()
}

fn text(object: &Value, names: &[&str]) -> String {
    field(object, names).as_str().unwrap_or_default().to_owned()
}

fn span_line(resource: &Value, scope: &Value, span: &Value) -> String {
    let library = field(scope, &["scope", "instrumentationLibrary", "instrumentation_library"]);
    let events = list(span, &["events"]);
    let links = list(span, &["links"]);
    json!([
        id(span, &["traceId", "trace_id"], 32),
        id(span, &["spanId", "span_id"], 16),
        id(span, &["parentSpanId", "parent_span_id"], 16),
        text(span, &["name"]),
        word(
            field(span, &["kind"]),
            &["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"]
        ),
        number(field(span, &["startTimeUnixNano", "start_time_unix_nano"])),
        number(field(span, &["endTimeUnixNano", "end_time_unix_nano"])),
        word(field(field(span, &["status"]), &["code"]), &["UNSET", "OK", "ERROR"]),
        text(field(span, &["status"]), &["message"]),
        number(field(span, &["flags"])),
        text(span, &["traceState", "trace_state"]),
        attributes(span),
        [
            dropped(span),
            number(field(span, &["droppedEventsCount"])),
            number(field(span, &["droppedLinksCount"]))
        ],
        events.iter().filter(|event| event.is_object()).map(event_of).collect::<Vec<_>>(),
        links.iter().filter(|link| link.is_object()).map(link_of).collect::<Vec<_>>(),
        [text(library, &["name"]), text(library, &["version"]), text(scope, &["schemaUrl", "schema_url"])],
        [attributes(library), json!(dropped(library))],
        [attributes(field(resource, &["resource"])), json!(dropped(field(resource, &["resource"])))],
        text(resource, &["schemaUrl", "schema_url"]),
    ])
    .to_string()
}

fn event_of(event: &Value) -> Value {
    let time = number(field(event, &["timeUnixNano", "time_unix_nano"]));
    json!([time, text(event, &["name"]), attributes(event), dropped(event)])
}

fn link_of(link: &Value) -> Value {
    json!([
        id(link, &["traceId", "trace_id"], 32),
        id(link, &["spanId", "span_id"], 16),
        text(link, &["traceState", "trace_state"]),
        number(field(link, &["flags"])),
        attributes(link),
        dropped(link),
    ])
}

fn dropped(object: &Value) -> u64 {
    number(field(object, &["droppedAttributesCount", "dropped_attributes_count"]))
}

/// Hex with its zeros where it is hex or base64, as it is where it is neither; nothing for zeros alone.
fn id(object: &Value, names: &[&str], digits: usize) -> String {
    let written = match field(object, names) {
        Value::Array(bytes) => {
            bytes.iter().map(|byte| format!("{:02x}", byte.as_u64().unwrap_or_default())).collect()
        }
        other => other.as_str().unwrap_or_default().to_owned(),
    };
    let bare = written.trim_start_matches("0x").to_ascii_lowercase();
    if bare.len() <= digits && bare.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let padded = format!("{bare:0>digits$}");
        return if padded.bytes().all(|byte| byte == b'0') { String::new() } else { padded };
    }
    let letters = written.trim_end_matches('=');
    if letters.len() != (digits * 2).div_ceil(3) {
        return written;
    }
    let value = |letter: char| {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        alphabet.find(match letter {
            '-' => '+',
            '_' => '/',
            other => other,
        })
    };
    let bits: Option<String> =
        letters.chars().map(|letter| Some(format!("{:06b}", value(letter)?))).collect();
    bits.map_or(written, |bits| {
        let nibbles = bits.as_bytes()[..digits * 4].chunks(4);
        let hex = |bits: &[u8]| u8::from_str_radix(std::str::from_utf8(bits).unwrap(), 2).unwrap();
        nibbles.map(|bits| format!("{:x}", hex(bits))).collect()
    })
}

/// A whole number, written in any way.
fn number(of: &Value) -> u64 {
    let digits = match of {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return 0,
    };
    digits.parse().unwrap_or_else(|_| digits.parse::<f64>().map_or(0, |number| number.round() as u64))
}

fn word(of: &Value, words: &[&str]) -> u64 {
    match of {
        Value::String(text) => {
            let known = words.iter().position(|word| text.to_ascii_uppercase().ends_with(word));
            text.parse().ok().or(known.map(|at| at as u64)).unwrap_or_default()
        }
        other => number(other),
    }
}

fn attributes(object: &Value) -> Value {
    let list = list(object, &["attributes"]);
    let pair = |attribute: &Value| {
        Some(json!([attribute.get("key")?.as_str()?, any_value(field(attribute, &["value"]))]))
    };
    list.iter().filter_map(pair).collect()
}

fn any_value(value: &Value) -> Value {
    let Some((kind, inner)) = value.as_object().and_then(|fields| fields.iter().next_back()) else {
        return Value::Null;
    };
    let items = || list(inner, &["values"]);
    match kind.replace('_', "").to_ascii_lowercase().as_str() {
        "stringvalue" => json!({ "text": inner }),
        "intvalue" => json!({ "int": inner.as_str().map_or_else(|| inner.to_string(), str::to_owned) }),
        "boolvalue" => inner.clone(),
        "doublevalue" => {
            let number = inner.as_str().map_or_else(|| inner.as_f64(), |text| text.parse().ok());
            json!({ "double": format!("{:?}", number.unwrap_or_default()) })
        }
        "bytesvalue" => json!({ "bytes": inner }),
        "arrayvalue" => items().iter().map(any_value).collect(),
        "kvlistvalue" => {
            let pairs = items();
            let pairs = pairs.iter().map(|pair| json!([pair["key"], any_value(&pair["value"])]));
            json!({ "list": pairs.collect::<Vec<_>>() })
        }
        _ => Value::Null,
    }
}

#[test]
fn ways_of_writing_are_one() {
    let one =
        br#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0x01","spanId":"AAAAAAAAAAI=","name":"a",
        "kind":"SPAN_KIND_SERVER","startTimeUnixNano":5}]}]}]}"#;
    let other = br#"{"batches":[{"instrumentationLibrarySpans":[{"spans":[{"name":"a","kind":2,
        "trace_id":"00000000000000000000000000000001","span_id":"0000000000000002","start_time_unix_nano":"5"}]}]}]}"#;
    let line = canonical(one);
    assert_eq!(line, canonical(other));
    assert!(line[0].contains("00000000000000000000000000000001"), "{line:?}");
    let changed = String::from_utf8_lossy(other).replace("\"kind\":2", "\"kind\":3");
    assert_ne!(line, canonical(changed.as_bytes()));
}
