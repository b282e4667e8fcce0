//! Names that tell too much or too little.

use super::{Data, Finding, Findings, Lint};
use crate::{
    analysis::template,
    base::{intern::Symbol, words},
    model::store::Store,
};

/// Ids in names make every span an operation of its own.
pub(super) struct IdsInNames;

impl Lint for IdsInNames {
    fn rule(&self) -> &'static str {
        "ids-in-names"
    }

    fn summary(&self) -> &'static str {
        "Names of spans have no ids in them"
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        check(data.store, findings, |name| template::of_name(name) != name);
    }

    fn sentence(&self, data: &Data<'_>, finding: &Finding) -> String {
        let spans = words::count(finding.n, "span has an id in its name", "spans have ids in their names");
        let first = finding.spans[0];
        let better = template::of_name(data.store.text(data.store.name(first)));
        format!("{spans}, such as {}, better “{better}”", data.quoted(first))
    }
}

/// Names that any span could have.
pub(super) struct GenericNames;

/// In lower case and order. A bare HTTP method is what the conventions ask for where no template is known.
const GENERIC: [&str; 22] = [
    "call",
    "callback",
    "database",
    "db",
    "dispatch",
    "do",
    "execute",
    "function",
    "handle",
    "handler",
    "http",
    "invoke",
    "main",
    "operation",
    "process",
    "query",
    "request",
    "rpc",
    "run",
    "span",
    "task",
    "unknown",
];

impl Lint for GenericNames {
    fn rule(&self) -> &'static str {
        "generic-names"
    }

    fn summary(&self) -> &'static str {
        "Names of spans say what is done"
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        check(data.store, findings, |name| {
            GENERIC.binary_search(&name.trim().to_ascii_lowercase().as_str()).is_ok()
        });
    }

    fn sentence(&self, data: &Data<'_>, finding: &Finding) -> String {
        let spans = words::count(finding.n, "span has a name", "spans have names");
        format!("{spans} that any span could have, such as {}", data.quoted(finding.spans[0]))
    }
}

/// Tells every span whose name fails; each name is looked at once.
fn check(store: &Store, findings: &mut Findings, fails: impl Fn(&str) -> bool) {
    let mut names: Vec<Symbol> = store.spans().map(|span| store.name(span)).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|&name| fails(store.text(name)));
    for span in store.spans().filter(|&span| names.binary_search(&store.name(span)).is_ok()) {
        findings.add(store.service(span), [span]);
    }
}
