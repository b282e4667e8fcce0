//! Roots that say nothing of the team's own: no user, no plan, no order to search or compare by.

use super::{Data, Finding, Findings, Lint};
use crate::base::{conventions::AttributeGroup, words};

/// See the module.
pub(super) struct RootsWithoutBusiness;

impl Lint for RootsWithoutBusiness {
    fn rule(&self) -> &'static str {
        "no-business-attribute"
    }

    fn summary(&self) -> &'static str {
        "Roots have an attribute of the team's own"
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        let store = data.store;
        for trace in store.traces().map(|trace| store.trace(trace)).filter(|trace| !trace.partial) {
            let is_own = |key| AttributeGroup::of_key(store.key_name(key)) == AttributeGroup::Own;
            if !store.attributes(trace.root).any(|(key, _)| is_own(key)) {
                findings.add(store.service(trace.root), [trace.root]);
            }
        }
    }

    fn sentence(&self, data: &Data<'_>, finding: &Finding) -> String {
        let roots = words::count(finding.n, "root has", "roots have");
        format!("{roots} no attribute of the team's own, such as {}", data.quoted(finding.spans[0]))
    }
}
