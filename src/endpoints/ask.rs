//! One question to a server: an address and the headers that go with it.

use crate::{base::percent::encode, protocol::remote::Place};

/// The header that names a tenant (Tempo, Jaeger with a tenant of the same header, VictoriaTraces).
const TENANT: &str = "X-Scope-OrgID";

/// A GET request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The whole address.
    pub address: String,
    /// Headers: none unless the person set them, since a header that is not plain makes the browser ask first whether
    /// it may, which most servers do not answer.
    pub headers: Vec<(String, String)>,
}

impl Ask {
    /// A question below the place's address. Values are encoded here.
    pub fn new(place: &Place, path: &str, pairs: &[(&str, &str)]) -> Self {
        let mut address = format!("{}{path}", place.address.trim_end_matches('/'));
        for (nth, (key, value)) in pairs.iter().enumerate() {
            address.push(if nth == 0 { '?' } else { '&' });
            address.push_str(&format!("{}={}", encode(key), encode(value)));
        }
        let tenant = (!place.tenant.is_empty()).then(|| (TENANT.to_owned(), place.tenant.clone()));
        Self { address, headers: tenant.into_iter().chain(place.headers.iter().cloned()).collect() }
    }

    /// A name or an id as a part of a path: a slash in it does not divide.
    pub fn part(text: &str) -> String {
        encode(text).replace('/', "%2F")
    }

    /// The same question as a command for a shell, which writes the answer into a file.
    pub fn curl(&self) -> String {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
        let headers =
            self.headers.iter().map(|(name, value)| format!("-H {} ", quoted(&format!("{name}: {value}"))));
        format!("curl -sS {}{} -o answer.json", headers.collect::<String>(), quoted(&self.address))
    }

    /// Scheme, host and port of the address, without a name and password that may stand in it.
    pub fn origin(&self) -> String {
        let from = self.address.find("://").map_or(0, |at| at + 3);
        let end = self.address[from..].find(['/', '?', '#']).map_or(self.address.len(), |at| from + at);
        let host = self.address[from..end].rsplit('@').next().unwrap_or_default();
        format!("{}{host}", &self.address[..from])
    }
}
