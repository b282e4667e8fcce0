//! Links from attributes to other tools: `session.id` to its replay, `k8s.pod.name` to its logs, `trace_id` to the errors
//! of a trace. A template is written by whoever runs the page, by the person, or by a host; what fills it comes from
//! files, so it can choose neither the scheme nor the host of what it leads to.

use crate::protocol::detail::{Attribute, SpanDetail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Stands for the value of the attribute that the link belongs to.
pub const VALUE: &str = "value";
/// The id of the span's trace.
pub const TRACE_ID: &str = "trace_id";
/// The id of the span.
pub const SPAN_ID: &str = "span_id";
/// When it starts, in milliseconds since 1970.
pub const START_MS: &str = "start_ms";
/// The first millisecond after its end.
pub const END_MS: &str = "end_ms";

const NS_PER_MS: i64 = 1_000_000;

/// A link that an attribute has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct LinkTemplate {
    /// The attribute's key; also `trace_id` and `span_id`, which every span has.
    pub attribute: String,
    /// What the link is called.
    pub label: String,
    /// Where it leads: an address in which `{value}` and the names of other attributes in braces are filled in.
    pub address: String,
}

/// A template as it is written, not yet checked.
#[derive(Deserialize)]
struct Written {
    attribute: String,
    #[serde(default)]
    label: String,
    address: String,
}

impl TryFrom<Written> for LinkTemplate {
    type Error = String;

    fn try_from(Written { attribute, label, address }: Written) -> Result<Self, String> {
        Self::checked(&attribute, &label, &address)
    }
}

impl LinkTemplate {
    /// A template that is safe to fill. Without a label it is called by the host it leads to.
    ///
    /// # Errors
    /// A sentence on what is wrong with it.
    pub fn checked(attribute: &str, label: &str, address: &str) -> Result<Self, String> {
        let (attribute, label, address) = (attribute.trim(), label.trim(), address.trim());
        if attribute.is_empty() {
            return Err("A link needs the name of an attribute".to_owned());
        }
        let host = literal_host(address)?;
        if address.chars().any(|letter| letter.is_whitespace() || letter.is_control() || letter == '\\') {
            return Err(format!("“{address}” has blanks or backslashes, which no address has"));
        }
        if pieces(address).is_none() {
            return Err(format!("“{address}” has a brace without its other, or a pair with nothing inside"));
        }
        if steps(address) {
            return Err(format!("“{address}” has . or .. as a part of its path; write where they lead"));
        }
        let label = if label.is_empty() { host } else { label };
        Ok(Self { attribute: attribute.to_owned(), label: label.to_owned(), address: address.to_owned() })
    }

    /// Whether an attribute has this link, under its name here or the one that its file has for it.
    pub fn is_for(&self, attribute: &Attribute) -> bool {
        attribute.key == self.attribute || attribute.written.contains(&self.attribute)
    }

    /// The address for a value; `None` when something that it names is not known of the span, or when what is filled in
    /// would lead to another path.
    pub fn filled(&self, value: &str, known: &Known) -> Option<String> {
        let mut address = String::new();
        for piece in pieces(&self.address)? {
            match piece {
                Piece::Text(text) => address.push_str(text),
                Piece::Name(VALUE) => address.push_str(&component(value)?),
                Piece::Name(name) => address.push_str(&component(known.0.get(name)?)?),
            }
        }
        (!steps(&address)).then_some(address)
    }

    /// The host it leads to, for people to see before they follow it.
    pub fn host(&self) -> &str {
        literal_host(&self.address).unwrap_or_default()
    }
}

/// What is known of a span, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known(BTreeMap<String, String>);

impl Known {
    /// What a span's details tell. Values that are cut are not known.
    pub fn of(detail: &SpanDetail) -> Self {
        let start_ms = detail.start_ns.div_euclid(NS_PER_MS);
        let end_ms = detail.start_ns.saturating_add(detail.duration_ns).div_euclid(NS_PER_MS) + 1;
        // The span's own attributes count before those of its resource.
        let attributes =
            detail.resource.iter().chain(&detail.attributes).filter(|attribute| attribute.cut == 0);
        let named = attributes.flat_map(|attribute| {
            let names = attribute.written.iter().chain([&attribute.key]);
            names.map(|name| (name.clone(), attribute.value.clone()))
        });
        let own = [
            (TRACE_ID, detail.trace_id.clone()),
            (SPAN_ID, detail.span_id.clone()),
            (START_MS, start_ms.to_string()),
            (END_MS, end_ms.to_string()),
        ];
        Self(named.chain(own.map(|(name, value)| (name.to_owned(), value))).collect())
    }
}

/// The templates of a text that was kept; what is no such text holds none.
pub fn read(kept: &str) -> Vec<LinkTemplate> {
    let written: Vec<serde_json::Value> = serde_json::from_str(kept).unwrap_or_default();
    written.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect()
}

/// Templates as text to keep.
pub fn written(templates: &[LinkTemplate]) -> String {
    // Plain structs of text always serialise.
    serde_json::to_string(templates).unwrap_or_default()
}

/// The templates with one more, unless they have it.
#[must_use]
pub fn with(mut templates: Vec<LinkTemplate>, template: LinkTemplate) -> Vec<LinkTemplate> {
    if !templates.contains(&template) {
        templates.push(template);
    }
    templates
}

/// The host of an address whose scheme is `http` or `https` and whose host is plain text.
fn literal_host(address: &str) -> Result<&str, String> {
    let lower = address.to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme));
    let Some(scheme) = scheme else {
        return Err(format!("“{address}” does not begin with https:// or http://"));
    };
    let rest = &address[scheme.len()..];
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if host.is_empty() {
        return Err(format!("“{address}” names no host"));
    }
    if host.contains(['{', '}', '@']) {
        return Err(format!(
            "The host in “{address}” must be plain text: values must not choose where a link leads"
        ));
    }
    Ok(host)
}

enum Piece<'a> {
    Text(&'a str),
    Name(&'a str),
}

/// The pieces of a template; `None` when its braces do not match.
fn pieces(template: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((text, behind)) = rest.split_once('{') {
        let (name, behind) = behind.split_once('}')?;
        if text.contains('}') || name.is_empty() || name.contains('{') {
            return None;
        }
        pieces.extend([Piece::Text(text), Piece::Name(name)]);
        rest = behind;
    }
    (!rest.contains('}')).then(|| {
        pieces.push(Piece::Text(rest));
        pieces
    })
}

/// Whether a part of the path is what an address reads as a step: `.` and `..`, also when they are encoded.
fn steps(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.split('/').any(|part| matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | ".."))
}

/// A value as a part of an address (RFC 3986: all but the unreserved letters encoded); `None` for nothing.
fn component(value: &str) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(encoded)
}
