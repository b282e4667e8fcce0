//! Health checks: requests of load balancers, orchestrators and monitoring that nobody looks for. One condition keeps
//! them out of a search, in the search's own text, where it can be read, changed and passed on.
//!
//! Left out are the traces whose root is one, and the spans that are one themselves, by the operation's name, its
//! route or its path: those that end in `/health`, `/healthz`, `/healthcheck`, `/livez`, `/readyz`, `/ping` or
//! `/metrics`, with `/live…`, `/ready` or `/readiness` behind it or not, and the calls of `grpc.health.v1.Health`.

use crate::query::{edit, tree::Field};

/// A path, with what stands before it.
const PATH: &str = ".*/(health(z|check)?|livez|readyz|ping|metrics)(/(live|read)[a-z]*)?/?";
/// A method of the gRPC service; a point also stands for itself.
const METHOD: &str = ".*grpc.health.v1.Health.*";

/// Whether a search leaves health checks out.
pub fn are_hidden(search: &str) -> bool {
    condition().is_some_and(|condition| edit::has(search, &condition))
}

/// The search that leaves them out, or no longer; `None`: it is none that could.
pub fn toggled(search: &str) -> Option<String> {
    let condition = condition()?;
    if edit::has(search, &condition) {
        return Some(edit::without(search, &condition));
    }
    edit::with(search, &condition)
}

/// As an expression. A root that is missing has no name: that is no health check, hence `!` before all and not `!~`.
fn condition() -> Option<Field> {
    let name = format!("\"{PATH}|{METHOD}\"");
    let path = format!("\"{PATH}\"");
    edit::expression(&format!(
        "!(rootName =~ {name} || name =~ {name} || span.http.route =~ {path} || span.url.path =~ {path})"
    ))
}
