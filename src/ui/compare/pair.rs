//! Two traces beside each other, aligned by call path: the exemplars, or any two that were chosen.

use super::{Section, go};
use crate::{
    base::{time, words},
    protocol::{
        compare::{Exemplars, PairAnswer, PairDone, PairRow},
        request::{Reply, Request},
    },
    state::{command::Command, compare_words::signed},
    ui::{
        engine::use_engine,
        parts::service::{ServiceSwatch, service_colour, service_name},
        session::use_session,
    },
};
use leptos::prelude::*;

/// Digits of an id that are shown.
const SHORT_ID: usize = 8;

/// The pair with its choices.
#[component]
pub fn Pair(
    /// Traces to choose from.
    exemplars: Exemplars,
) -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let chosen = session.part(|session| session.pair.clone());
    let first = exemplars.slow.clone().zip(exemplars.fast.clone());
    let pair = Memo::new(move |_| chosen.get().or_else(|| first.clone()));
    let aligned = LocalResource::new(move || {
        engine.revision().track();
        let pair = pair.get();
        async move {
            let (slow, fast) = pair?;
            Some(engine.ask(Request::Pair { slow, fast }).await)
        }
    });
    let shown = move || match aligned.get().flatten() {
        Some(Ok(Reply::Pair(answer))) => view! { <Aligned answer /> }.into_any(),
        Some(Err(failure)) => view! { <p class="quiet" role="alert">{failure.message}</p> }.into_any(),
        _ => ().into_any(),
    };
    let choose = move |of: Vec<String>, is_slow: bool| {
        let step = move |by: isize| {
            let Some((slow, fast)) = pair.get_untracked() else { return };
            let at = if is_slow { &slow } else { &fast };
            let place = of.iter().position(|id| id == at).map_or(0, |at| at as isize + by);
            let Some(next) = of.get(place.rem_euclid(of.len().max(1) as isize) as usize).cloned() else {
                return;
            };
            session.dispatch(Command::SetPair(Some(if is_slow { (next, fast) } else { (slow, next) })));
        };
        let id = move || pair.get().map(|(slow, fast)| if is_slow { slow } else { fast }).unwrap_or_default();
        let word = if is_slow { "Slow" } else { "Fast" };
        let side = word.to_lowercase();
        let (back, on) = (step.clone(), step);
        let link = move || {
            let command = Command::OpenTrace(id());
            let (href, open) = (session.href(command.clone()), go(command));
            let title = format!("Open {}", id());
            view! { <a href=href on:click=open title=title>{words::shortened(&id(), SHORT_ID)}</a> }
        };
        view! {
            <span class="pair-choice">
                <span class=if is_slow { "pair-key pair-key-slow" } else { "pair-key pair-key-fast" } aria-hidden="true"></span>
                {word}" "{link}
                <button class="icon-button" aria-label=format!("Previous {side} exemplar") title=format!("Previous {side} exemplar") on:click=move |_| back(-1)>"‹"</button>
                <button class="icon-button" aria-label=format!("Next {side} exemplar") title=format!("Next {side} exemplar") on:click=move |_| on(1)>"›"</button>
            </span>
        }
    };
    view! {
        <Section title="Two traces side by side" about="Aligned by call path; what only one of them did is marked" nothing=None>
            <div class="pair-choices">
                {choose(exemplars.more_slow, true)}
                {choose(exemplars.more_fast, false)}
            </div>
            <Transition fallback=|| ()>{shown}</Transition>
        </Section>
    }
}

#[component]
fn Aligned(
    /// The pair.
    answer: PairAnswer,
) -> impl IntoView {
    let whole_ns = answer.latency_ns[0].max(answer.latency_ns[1]).max(1);
    let left_out = answer.left_out;
    let rows = answer.rows.into_iter().map(|row| view! { <Row row whole_ns /> }).collect_view();
    view! {
        <div class="compare-scroll pair-scroll" tabindex="0" role="group" aria-label="Operations of both traces">
            <table class="findings compare-table pair-table">
                <thead>
                    <tr>
                        <th scope="col">"Operation"</th>
                        <th scope="col" class="pair-bars">"Slow over fast, on one scale"</th>
                        <th scope="col" class="number">"Slow"</th>
                        <th scope="col" class="number">"Fast"</th>
                        <th scope="col" class="number">"Difference"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(left_out > 0).then(|| view! { <p class="quiet">{words::count(left_out, "more operation", "more operations")}" in these traces"</p> })}
    }
}

#[component]
fn Row(
    /// The operation.
    row: PairRow,
    /// The time that the width stands for.
    whole_ns: i64,
) -> impl IntoView {
    let engine = use_engine();
    let service = engine.summary().with_untracked(|summary| service_name(summary, row.service));
    let [slow, fast] = row.done;
    let only = match (&slow, &fast) {
        (Some(_), None) => Some("only slow"),
        (None, Some(_)) => Some("only fast"),
        _ => None,
    };
    let total = |done: &Option<PairDone>| done.as_ref().map_or(0, |done| done.total_ns);
    let difference = total(&slow) - total(&fast);
    let figure = |done: &Option<PairDone>| {
        done.as_ref().map(|done| {
            let times = if done.count > 1 { format!("×{} ", done.count) } else { String::new() };
            format!("{times}{}", time::duration(done.total_ns))
        })
    };
    let bar = |done: &Option<PairDone>, class: &'static str| {
        done.as_ref().map(|done| {
            let share = |ns: i64| format!("{:.3}%", (ns.max(0) as f64 / whole_ns as f64 * 100.0).min(100.0));
            let width = share(done.end_ns.min(whole_ns) - done.start_ns.max(0));
            view! {
                <span class=class style:left=share(done.start_ns) style:width=width style:--swatch=service_colour(row.service)></span>
            }
        })
    };
    let indent = format!("{}px", row.depth.min(24) * 14);
    let name = if row.name.is_empty() { "(no name)".to_owned() } else { row.name };
    view! {
        <tr class:pair-only=only.is_some()>
            <th scope="row">
                <span class="pair-name" style:padding-left=indent>
                    <ServiceSwatch service=row.service />
                    <span class="service-name">{service}</span>
                    " "
                    <span class="operation">{name}</span>
                    {only.map(|words| view! { " "<span class="badge">{words}</span> })}
                </span>
            </th>
            <td class="pair-bars" aria-hidden="true">
                <span class="pair-lanes">
                    <span class="pair-lane">{bar(&slow, "pair-bar pair-slow")}</span>
                    <span class="pair-lane">{bar(&fast, "pair-bar pair-fast")}</span>
                </span>
            </td>
            <td class="number">{figure(&slow)}</td>
            <td class="number">{figure(&fast)}</td>
            <td class="number">{signed(difference)}</td>
        </tr>
    }
}
