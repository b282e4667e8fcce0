//! Parts of answers that servers write in more than one way.

use core::fmt;
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Whole(i64),
    Text(String),
    Rounded(f64),
}

/// A whole number that may be text (as 64-bit numbers are in protobuf's JSON), or 0 when it is neither.
///
/// # Errors
/// Those of the JSON reader.
pub fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    Ok(match Option::<Written>::deserialize(deserializer)? {
        Some(Written::Whole(number)) => number,
        Some(Written::Text(text)) => text.parse().unwrap_or(0),
        Some(Written::Rounded(number)) => number as i64,
        None => 0,
    })
}

/// A number that may be text, such as `NaN`; 0 when it is neither, or none that can be counted with.
///
/// # Errors
/// Those of the JSON reader.
pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let number = match Option::<Written>::deserialize(deserializer)? {
        Some(Written::Whole(number)) => number as f64,
        Some(Written::Text(text)) => text.parse().unwrap_or(0.0),
        Some(Written::Rounded(number)) => number,
        None => 0.0,
    };
    Ok(if number.is_finite() { number } else { 0.0 })
}

/// A value as OTLP/JSON writes it, of the kinds that labels have.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AnyValue {
    string_value: Option<String>,
    #[serde(deserialize_with = "some_whole")]
    int_value: Option<i64>,
    double_value: Option<f64>,
    bool_value: Option<bool>,
}

impl AnyValue {
    /// The number that it is.
    pub fn number(&self) -> Option<f64> {
        self.double_value.or_else(|| self.int_value.map(|number| number as f64))
    }

    /// Whether it is text.
    pub const fn is_text(&self) -> bool {
        self.string_value.is_some()
    }
}

impl fmt::Display for AnyValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { string_value: Some(text), .. } => out.write_str(text),
            Self { int_value: Some(number), .. } => write!(out, "{number}"),
            Self { double_value: Some(number), .. } => write!(out, "{number}"),
            Self { bool_value: Some(is_so), .. } => write!(out, "{is_so}"),
            _ => out.write_str("nil"),
        }
    }
}

fn some_whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    whole(deserializer).map(Some)
}

/// A list that may be `null`.
///
/// # Errors
/// Those of the JSON reader.
pub fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A trace id as the page writes it: digits in lower case, with the zeros that servers drop; other text as it is.
pub fn trace_id(written: &str) -> String {
    let is_hex =
        !written.is_empty() && written.len() <= 32 && written.bytes().all(|byte| byte.is_ascii_hexdigit());
    // Anything of up to 32 digits is an id of 128 bits that may have lost zeros.
    if is_hex { format!("{:0>32}", written.to_ascii_lowercase()) } else { written.to_owned() }
}
