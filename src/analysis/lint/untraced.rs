//! Time that nothing tells of: long stretches of a SERVER or CONSUMER span without any child.

use super::{Data, Finding, Findings, Lint};
use crate::{
    analysis::self_time,
    base::{
        intern::Symbol,
        time::{MS, duration},
        words,
    },
    model::{ids::SpanIx, span::Kind},
};

/// See the module.
pub(super) struct UntracedTime;

/// Shorter stretches are no finding, nor are those that are less of their span.
const STRETCH_NS: i64 = 100 * MS;
const STRETCH_PERCENT: i64 = 30;

impl Lint for UntracedTime {
    fn rule(&self) -> &'static str {
        "untraced-time"
    }

    fn summary(&self) -> &'static str {
        "No long stretch of a request is without any child"
    }

    fn check(&self, data: &Data<'_>, findings: &mut Findings) {
        let store = data.store;
        for span in store.spans().filter(|&span| is_served(data, span)) {
            let mut longest_ns = 0;
            self_time::own_parts(store, &data.derived.asynchronous, span, |from_ns, to_ns| {
                longest_ns = longest_ns.max(to_ns - from_ns);
            });
            // In 128 bits: a duration may be as long as 64 hold.
            let is_part = i128::from(longest_ns) * 100
                >= i128::from(store.duration_ns(span)) * i128::from(STRETCH_PERCENT);
            if longest_ns >= STRETCH_NS && is_part {
                let finding = findings.add(store.service(span), [span]);
                finding.largest = finding.largest.max(longest_ns);
            }
        }
    }

    fn sentence(&self, data: &Data<'_>, finding: &Finding) -> String {
        let spans = words::count(finding.n, "span has a stretch", "spans have stretches");
        let share = uncovered_percent(data, finding.service);
        format!(
            "{spans} without any child, up to {}; no child covers {share} % of the service's time",
            duration(finding.largest)
        )
    }
}

fn is_served(data: &Data<'_>, span: SpanIx) -> bool {
    matches!(data.store.kind(span), Kind::Server | Kind::Consumer)
}

/// The share of the time of a service's SERVER and CONSUMER spans that no child covers, in percent.
fn uncovered_percent(data: &Data<'_>, service: Symbol) -> u32 {
    let store = data.store;
    let spans = store.spans().filter(|&span| store.service(span) == service && is_served(data, span));
    let (own_ns, all_ns) = spans.fold((0.0, 0.0), |(own_ns, all_ns), span| {
        let self_ns = data.derived.self_ns.get(span.0 as usize);
        (own_ns + self_ns as f64, all_ns + store.duration_ns(span) as f64)
    });
    if all_ns > 0.0 { (100.0 * own_ns / all_ns).round() as u32 } else { 0 }
}
