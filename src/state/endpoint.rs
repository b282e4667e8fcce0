//! Query endpoints as a person names them: in the form, in the link, and among those of before.

use crate::protocol::remote::Kind;

/// A query endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoint {
    /// Its address as it was given: absolute, or relative to the page's own.
    pub address: String,
    /// Its kind; `None`: it is found out.
    pub kind: Option<Kind>,
    /// The tenant that is asked for; empty: none is named.
    pub tenant: String,
}

/// So many endpoints of before are remembered.
const MOST_RECENT: usize = 6;
/// Between the parts of a remembered endpoint; no part holds it.
const BETWEEN: char = '\t';

impl Endpoint {
    /// An endpoint as it was typed.
    ///
    /// # Errors
    /// A sentence when something cannot be sent.
    pub fn typed(address: &str, kind: Option<Kind>, tenant: &str) -> Result<Self, String> {
        let (address, tenant) = (address.trim().trim_end_matches('/'), tenant.trim());
        if address.is_empty() {
            return Err("Give the address of Tempo, Jaeger or Zipkin".to_owned());
        }
        if let Some(sentence) = refused(address) {
            return Err(sentence);
        }
        if !is_value(tenant) {
            return Err("A tenant is letters, digits and marks on one line".to_owned());
        }
        Ok(Self { address: address.to_owned(), kind, tenant: tenant.to_owned() })
    }

    /// What stands before the way in its address, for people: the host, or the path of one beside the page.
    pub fn name(&self) -> &str {
        let address = self.address.as_str();
        let is_scheme = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let behind_scheme = address.split_once("://").filter(|(scheme, _)| is_scheme(scheme));
        let Some(rest) = behind_scheme.map(|(_, rest)| rest).or_else(|| address.strip_prefix("//")) else {
            return address;
        };
        // A name and a password stand before the host; an @ further on is none of it.
        let host_end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        &rest[rest[..host_end].rfind('@').map_or(0, |at| at + 1)..]
    }
}

/// Why an address is not taken as it is: whose host it means would be a guess, or browsers refuse it.
fn refused(address: &str) -> Option<String> {
    let is_beside_page = ["/", "./", "../"].iter().any(|start| address.starts_with(start));
    let Some((_, rest)) = address.split_once("://") else {
        let sentence = format!(
            "Write http://{address} or https://{address}; an address on this page’s own host begins with /"
        );
        return (!is_beside_page).then_some(sentence);
    };
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let sentence = "Browsers ask no address with a name and a password in it; give the header Authorization under “Tenant and headers” instead";
    host.contains('@').then(|| sentence.to_owned())
}

/// Headers as a person types them, `Name: value` a line.
///
/// # Errors
/// A sentence that names the line that is none.
pub fn read_headers(text: &str) -> Result<Vec<(String, String)>, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let (name, value) = (name.trim(), value.trim());
        is_header(name, value).then(|| (name.to_owned(), value.to_owned()))
    };
    lines
        .map(|line| {
            header(line).ok_or_else(|| format!("“{line}” is no header; one is written as Name: value"))
        })
        .collect()
}

/// Whether this can be sent as a header: browsers refuse others.
pub fn is_header(name: &str, value: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token) && is_value(value)
}

fn is_value(value: &str) -> bool {
    value.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The endpoints of before, the last one first, from what was kept.
pub fn read_recent(kept: &str) -> Vec<Endpoint> {
    let endpoint = |line: &str| {
        let mut parts = line.split(BETWEEN);
        let (address, kind, tenant) = (parts.next()?, parts.next()?, parts.next()?);
        Endpoint::typed(address, Kind::from_key(kind), tenant).ok()
    };
    kept.lines().filter_map(endpoint).take(MOST_RECENT).collect()
}

/// What is kept once an endpoint was asked.
pub fn with_recent(kept: &str, endpoint: &Endpoint) -> String {
    let others = read_recent(kept).into_iter().filter(|other| other.address != endpoint.address);
    let line = |endpoint: Endpoint| {
        let kind = endpoint.kind.map_or("", Kind::key);
        format!("{}{BETWEEN}{kind}{BETWEEN}{}", endpoint.address, endpoint.tenant)
    };
    std::iter::once(endpoint.clone()).chain(others).take(MOST_RECENT).map(line).collect::<Vec<_>>().join("\n")
}
