//! Exceptions that are recorded on spans which do not fail.

use super::{Data, Finding, Findings, Lint};
use crate::{
    base::words,
    model::{ids::SpanIx, span::Status},
};

/// See the module.
pub(super) struct ExceptionsWithoutError;

impl Lint for ExceptionsWithoutError {
    fn rule(&self) -> &'static str {
        "exception-without-error"
    }

    fn summary(&self) -> &'static str {
        "A span with an exception has the status error"
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        let store = data.store;
        let has_exception =
            |span: SpanIx| store.events(span).any(|event| store.text(event.name) == "exception");
        let spans = store.spans().filter(|&span| store.status(span) != Status::Error);
        for span in spans.filter(|&span| has_exception(span)) {
            findings.add(store.service(span), [span]);
        }
    }

    fn sentence(&self, data: &Data<'_>, finding: &Finding) -> String {
        let spans = words::count(finding.n, "span has an exception", "spans have exceptions");
        format!("{spans} but not the status error, such as {}", data.quoted(finding.spans[0]))
    }
}
