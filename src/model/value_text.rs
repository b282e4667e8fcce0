//! Values as text for people and tables: numbers as OTLP writes them, arrays and key-value lists as plain JSON.

use super::value::ValueRef;
use std::borrow::Cow;

/// A value as text; empty for none.
pub fn text_of(value: ValueRef<'_>) -> Cow<'_, str> {
    match value {
        ValueRef::Null => Cow::Borrowed(""),
        ValueRef::Text(text) | ValueRef::Bytes(text) => Cow::Borrowed(text),
        ValueRef::Int(number) => Cow::Owned(number.to_string()),
        ValueRef::Double(number) => Cow::Owned(double(number)),
        ValueRef::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
        ValueRef::Nested(json) => plain_json(json),
    }
}

/// A value as plain JSON: `{"a":[1,"b"]}`; bytes stay base64, numbers that JSON does not have are text.
pub fn json_of(value: ValueRef<'_>) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        ValueRef::Null => Json::Null,
        ValueRef::Text(text) | ValueRef::Bytes(text) => Json::from(text),
        ValueRef::Int(number) => Json::from(number),
        ValueRef::Double(number) if number.is_finite() => Json::from(number),
        ValueRef::Double(number) => Json::from(double(number)),
        ValueRef::Bool(value) => Json::from(value),
        ValueRef::Nested(json) => serde_json::from_str(json).map_or_else(|_| Json::from(json), plain),
    }
}

/// A number as short as it can be told, as OTLP writes those that are none.
pub fn double(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let text = format!("{number:?}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// The JSON of an OTLP `AnyValue` as plain JSON; as it is when it nests deeper than people read.
fn plain_json(any_value: &str) -> Cow<'_, str> {
    serde_json::from_str(any_value)
        .map_or(Cow::Borrowed(any_value), |value| Cow::Owned(plain(value).to_string()))
}

/// `serde_json` refuses to read deeper than 128 levels, which bounds this recursion.
fn plain(any_value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value as Json;
    let Json::Object(fields) = any_value else { return any_value };
    let Some((kind, value)) = fields.into_iter().next() else { return Json::Null };
    match (kind.as_str(), value) {
        ("arrayValue" | "array_value", Json::Object(mut list)) => match list.remove("values") {
            Some(Json::Array(values)) => Json::Array(values.into_iter().map(plain).collect()),
            _ => Json::Array(Vec::new()),
        },
        ("kvlistValue" | "kvlist_value", Json::Object(mut list)) => {
            let Some(Json::Array(pairs)) = list.remove("values") else {
                return Json::Object(Default::default());
            };
            let pair = |pair: Json| {
                let Json::Object(mut pair) = pair else { return None };
                let key = pair.remove("key")?.as_str()?.to_owned();
                Some((key, plain(pair.remove("value").unwrap_or_default())))
            };
            Json::Object(pairs.into_iter().filter_map(pair).collect())
        }
        ("intValue" | "int_value", Json::String(text)) => {
            text.parse::<i64>().map_or(Json::String(text), Json::from)
        }
        (_, value) => value,
    }
}
