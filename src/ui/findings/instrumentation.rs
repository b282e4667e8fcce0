//! How well services are instrumented: the score of each, what fails which rule, and what else could be better.

use super::{place::Places, service_place};
use crate::{
    base::words,
    protocol::findings::{LintFinding, RuleInfo, ServiceScore},
    ui::parts::service::ServiceSwatch,
};
use leptos::prelude::*;

/// The scores, then what was found.
#[component]
pub fn Instrumentation(
    /// The scores, most spans first.
    score: Vec<ServiceScore>,
    /// What was found.
    lints: Vec<LintFinding>,
    /// The rules.
    rules: Vec<RuleInfo>,
) -> impl IntoView {
    let is_of_house = |rule: &str| rules.iter().any(|info| info.rule == rule && info.weight.is_none());
    let (house, scored): (Vec<_>, Vec<_>) = lints.into_iter().partition(|lint| is_of_house(&lint.rule));
    let scores = score.into_iter().map(|score| view! { <Score score /> }).collect_view();
    view! {
        <p class="quiet">
            "The Instrumentation Score of each service, by the rules that traces alone can decide; the whole score has more rules"
        </p>
        <ul class="scores">{scores}</ul>
        <Lints title="What the score counts" lints=scored rules=rules.clone() />
        <Lints title="What else could be better" lints=house rules />
    }
}

#[component]
fn Score(
    /// A service with its score.
    score: ServiceScore,
) -> impl IntoView {
    let failed = if score.failed.is_empty() {
        "passes every rule".to_owned()
    } else {
        format!("fails {}", score.failed.join(", "))
    };
    view! {
        <li class="score">
            <ServiceSwatch service=Signal::stored(service_place(&score.service)) />
            <span class="service-name">{score.service}</span>
            <meter min="0" max="100" low="50" high="75" optimum="100" value=score.score.to_string()
                aria-hidden="true"></meter>
            <strong class="number">{score.score}</strong>
            <span class="quiet">{failed}</span>
        </li>
    }
}

#[component]
fn Lints(
    /// The heading.
    title: &'static str,
    /// What was found.
    lints: Vec<LintFinding>,
    /// The rules, for what they ask.
    rules: Vec<RuleInfo>,
) -> impl IntoView {
    let rows = lints.into_iter().map(|lint| {
        let places: Vec<_> = lint.spans.into_iter().take(PLACES).collect();
        let asks = rules.iter().find(|info| info.rule == lint.rule).map(|info| info.summary.clone());
        view! {
            <tr>
                <td class="number">{words::grouped(lint.n)}</td>
                <td class="finding-what">
                    <p class="finding-message">
                        <span class="badge" title=asks>{lint.rule}</span>
                        <span>{lint.sentence}</span>
                    </p>
                </td>
                <td>
                    <ServiceSwatch service=Signal::stored(service_place(&lint.service)) />
                    " "
                    <span class="service-name">{lint.service}</span>
                </td>
                <td><Places places /></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <h3>{title}</h3>
            <table class="findings">
                <thead>
                    <tr>
                        <th scope="col" class="number">"Times"</th>
                        <th scope="col">"What was found"</th>
                        <th scope="col">"Service"</th>
                        <th scope="col">"Traces"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    })
}

/// Traces of a finding that are linked.
const PLACES: usize = 5;
