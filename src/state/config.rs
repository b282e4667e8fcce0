//! What whoever runs the page has set, in `config.json` beside it. Each field counts for itself: a wrong one is told and
//! left out.

use super::{
    endpoint::Endpoint,
    link_template::LinkTemplate,
    origin::{host, origin},
    theme::Theme,
};
use crate::protocol::remote::Kind;
use serde::Deserialize;
use serde_json::{Map, Value};

/// The settings of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Links that attributes have.
    pub links: Vec<LinkTemplate>,
    /// Origins of host pages that may be told of everything that is open.
    pub allowed_origins: Vec<String>,
    /// Hosts that a link may fetch from without a question.
    pub allowed_hosts: Vec<String>,
    /// The query endpoint that is offered to be connected.
    pub endpoint: Option<Endpoint>,
    /// The theme, for whom has not chosen one.
    pub theme: Option<Theme>,
    /// The sample is offered.
    pub has_sample: bool,
    /// Bytes of memory that what is open may take; none: as many as a browser's tab has for it.
    pub room_bytes: Option<u64>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            links: Vec::new(),
            allowed_origins: Vec::new(),
            allowed_hosts: Vec::new(),
            endpoint: None,
            theme: None,
            has_sample: true,
            room_bytes: None,
        }
    }
}

/// Reads the settings. Gives a sentence on each field that is wrong.
pub fn read(text: &str) -> (Config, Vec<String>) {
    let mut config = Config::default();
    let fields: Map<String, Value> = match serde_json::from_str(text) {
        Ok(fields) => fields,
        Err(error) => return (config, vec![format!("it is no JSON object ({error})")]),
    };
    let mut notes = Vec::new();
    for (name, value) in fields {
        match name.as_str() {
            "links" => config.links = each(&name, value, &mut notes, link),
            "allowed_origins" => {
                config.allowed_origins = each(&name, value, &mut notes, |entry| text_entry(entry, origin));
            }
            "allowed_hosts" => {
                config.allowed_hosts = each(&name, value, &mut notes, |entry| text_entry(entry, host));
            }
            "endpoint" => match endpoint(&value) {
                Ok(endpoint) => config.endpoint = Some(endpoint),
                Err(why) => notes.push(format!("“endpoint”: {why}")),
            },
            "theme" => match value.as_str().and_then(Theme::from_key) {
                Some(theme) => config.theme = Some(theme),
                None => notes.push(format!("there is no theme {value}; there are light, dark and system")),
            },
            "sample" => match value.as_bool() {
                Some(has_sample) => config.has_sample = has_sample,
                None => notes.push(format!("“sample” is true or false, not {value}")),
            },
            "memory_mb" => match value.as_u64().filter(|&megabytes| megabytes > 0) {
                Some(megabytes) => config.room_bytes = Some(megabytes.saturating_mul(1_000_000)),
                None => notes.push(format!("“memory_mb” is a whole number of megabytes, not {value}")),
            },
            _ => notes.push(format!("there is no setting “{name}”")),
        }
    }
    (config, notes)
}

/// The entries of a list that are right.
fn each<T>(
    name: &str,
    list: Value,
    notes: &mut Vec<String>,
    of: impl Fn(&Value) -> Result<T, String>,
) -> Vec<T> {
    let Value::Array(entries) = list else {
        notes.push(format!("“{name}” is a list, not {list}"));
        return Vec::new();
    };
    let mut right = Vec::new();
    for (at, entry) in entries.into_iter().enumerate() {
        match of(&entry) {
            Ok(entry) => right.push(entry),
            Err(why) => notes.push(format!("entry {} of “{name}”: {why}", at + 1)),
        }
    }
    right
}

fn link(entry: &Value) -> Result<LinkTemplate, String> {
    LinkTemplate::deserialize(entry).map_err(|error| error.to_string())
}

/// An address alone, or with kind and tenant.
fn endpoint(value: &Value) -> Result<Endpoint, String> {
    let text = |name: &str| match value.get(name) {
        None => Ok(""),
        Some(field) => field.as_str().ok_or_else(|| format!("“{name}” is a text, not {field}")),
    };
    let address = value.as_str().map_or_else(|| text("address"), Ok)?;
    let kind = match text("kind")? {
        "" => None,
        word => {
            let unknown = || format!("there is no kind “{word}”; there are tempo, jaeger and zipkin");
            Some(Kind::from_key(word).ok_or_else(unknown)?)
        }
    };
    Endpoint::typed(address, kind, text("tenant")?)
}

/// An entry that is a text, as `of` reads it.
fn text_entry(entry: &Value, of: impl Fn(&str) -> Result<String, String>) -> Result<String, String> {
    entry.as_str().map_or_else(|| Err(format!("{entry} is no text")), of)
}
