//! The Instrumentation Score's rules on resources.

use super::{Data, Finding, Findings, Impact, Lint};
use crate::{
    base::{intern::Symbol, words},
    model::{origin::Resource, value::ValueRef},
};

/// RES-001.
pub(super) struct InstanceId;

impl Lint for InstanceId {
    fn rule(&self) -> &'static str {
        "RES-001"
    }

    fn summary(&self) -> &'static str {
        "Every resource has a service.instance.id"
    }

    fn impact(&self) -> Option<Impact> {
        Some(Impact::Normal)
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        check(data, findings, |resource| !has(data, resource, "service.instance.id"));
    }

    fn sentence(&self, _data: &Data<'_>, finding: &Finding) -> String {
        format!("{} no service.instance.id", resources(finding))
    }
}

/// RES-003.
pub(super) struct PodUid;

impl Lint for PodUid {
    fn rule(&self) -> &'static str {
        "RES-003"
    }

    fn summary(&self) -> &'static str {
        "On Kubernetes every resource has a k8s.pod.uid"
    }

    fn impact(&self) -> Option<Impact> {
        Some(Impact::Important)
    }

    fn is_for(&self, data: &Data<'_>, service: Symbol) -> bool {
        let resources = data.store.resources().iter();
        resources
            .filter(|resource| resource.service == service)
            .any(|resource| is_on_kubernetes(data, resource))
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        check(data, findings, |resource| {
            is_on_kubernetes(data, resource) && !has(data, resource, "k8s.pod.uid")
        });
    }

    fn sentence(&self, _data: &Data<'_>, finding: &Finding) -> String {
        format!("{} no k8s.pod.uid", resources(finding))
    }
}

/// RES-005.
pub(super) struct ServiceName;

impl Lint for ServiceName {
    fn rule(&self) -> &'static str {
        "RES-005"
    }

    fn summary(&self) -> &'static str {
        "Every resource has a service.name"
    }

    fn impact(&self) -> Option<Impact> {
        Some(Impact::Critical)
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        check(data, findings, |resource| resource.service == Symbol::EMPTY);
    }

    fn sentence(&self, _data: &Data<'_>, finding: &Finding) -> String {
        format!("{} no service.name", resources(finding))
    }
}

/// Tells every resource that fails, with its first span.
fn check(data: &Data<'_>, findings: &mut Findings, fails: impl Fn(&Resource) -> bool) {
    let store = data.store;
    let mut fails: Vec<bool> = store.resources().iter().map(fails).collect();
    for span in store.spans() {
        if core::mem::take(&mut fails[store.resource(span).0 as usize]) {
            findings.add(store.service(span), [span]);
        }
    }
}

fn resources(finding: &Finding) -> String {
    words::count(finding.n, "resource has", "resources have")
}

/// Whether a resource says something under this name; empty text says nothing.
fn has(data: &Data<'_>, resource: &Resource, name: &str) -> bool {
    data.store.find_key(name).is_some_and(|key| {
        let is_said = |value| !matches!(data.store.value(value), ValueRef::Null | ValueRef::Text(""));
        resource.attributes.iter().any(|&(other, value)| other == key && is_said(value))
    })
}

fn is_on_kubernetes(data: &Data<'_>, resource: &Resource) -> bool {
    resource.attributes.iter().any(|&(key, _)| data.store.key_name(key).starts_with("k8s."))
}
