//! Parts of answers that servers write in more than one way.

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
