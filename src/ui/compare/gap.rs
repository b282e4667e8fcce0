//! Where the gap is: a bridge from the fast mean to the slow one, and beside each step its figures.

use super::{FilterLink, Section};
use crate::{
    base::{time, words},
    protocol::compare::{CompareAnswer, GroupRow},
    state::{
        bridge::{Bar, Bridge},
        compare_words::{signed, why},
    },
};
use leptos::prelude::*;

/// The table.
#[component]
pub fn GapTable(
    /// The comparison.
    answer: CompareAnswer,
) -> impl IntoView {
    let bridge = Bridge::of(&answer);
    let nothing = answer.groups.is_empty().then_some("No step makes up half a percent of the gap");
    let (gap_ns, is_clear) = (answer.gap_ns, answer.gap_ns.abs() > answer.gap_se_ns && answer.gap_ns != 0);
    let share = move |ns: i64| {
        if is_clear { words::share(ns as f64 / gap_ns as f64) } else { String::new() }
    };
    let groups = answer.groups.iter().cloned().zip(bridge.groups.clone());
    let groups = groups.map(|(group, bar)| view! { <Step group bar /> }).collect_view();
    let sum = move |what: &'static str, hint: &'static str, ns: i64, bar: Option<Bar>| {
        let share = share(ns);
        (ns != 0).then(|| {
            view! {
                <tr>
                    <th scope="row" title=hint>{what}</th>
                    <td class="compare-bridge"><BridgeBar bar /></td>
                    <td class="number">{signed(ns)}</td>
                    <td class="number">{share}</td>
                    <td></td>
                    <td colspan="3"></td>
                </tr>
            }
        })
    };
    let mean = move |what: &'static str, ns: i64, bar: Option<Bar>| {
        view! {
            <tr class="compare-mean">
                <th scope="row">{what}</th>
                <td class="compare-bridge"><BridgeBar bar is_mean=true /></td>
                <td class="number">{time::duration(ns)}</td>
                <td colspan="5"></td>
            </tr>
        }
    };
    view! {
        <Section title="Where the gap is" about="From the fast mean to the slow one; the steps add up" nothing=None>
            <div class="compare-scroll" data-picture="gap">
                <table class="findings compare-table compare-gap">
                    <thead>
                        <tr>
                            <th scope="col">"Where"</th>
                            <th scope="col" class="compare-bridge">"Fast → slow"</th>
                            <th scope="col" class="number">"Difference"</th>
                            <th scope="col" class="number">"Of the gap"</th>
                            <th scope="col">"Mostly because"</th>
                            <th scope="col" class="number">"In traces"</th>
                            <th scope="col" class="number">"Calls"</th>
                            <th scope="col" class="number">"Each"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {mean("Fast, on average", answer.mean_fast_ns, bridge.fast)}
                        {sum("Another mix of operations", "The cohorts hold other shares of root operations", answer.mix_ns, bridge.mix)}
                        {groups}
                        {sum("Everything else", "All steps of less than half a percent", answer.other_ns, bridge.other)}
                        {mean("Slow, on average", answer.mean_slow_ns, bridge.slow)}
                    </tbody>
                </table>
            </div>
            {nothing.map(|words| view! { <p class="quiet">{words}</p> })}
        </Section>
    }
}

#[component]
fn Step(
    /// The group.
    group: GroupRow,
    /// Its bar.
    bar: Bar,
) -> impl IntoView {
    let why = why(&group);
    let difference = format!("{} ± {}", signed(group.delta_ns), time::duration(group.se_ns));
    let parts = group.parts_ns;
    let hint = format!(
        "Appears more often {}, called more times {}, each call slower {}",
        signed(parts.presence),
        signed(parts.count),
        signed(parts.each)
    );
    let pair = |fast: String, slow: String| if fast == slow { slow } else { format!("{fast} → {slow}") };
    let significant = group.significant.then(|| {
        view! { <span class="badge" title="No chance: q ≤ 0.05">"significant"</span> }
    });
    view! {
        <tr>
            <th scope="row">
                <FilterLink words=group.label.clone() filter=Some(group.filter.clone()) />
                " "
                {significant}
            </th>
            <td class="compare-bridge"><BridgeBar bar=Some(bar) /></td>
            <td class="number">{difference}</td>
            <td class="number">{group.share.map(words::share)}</td>
            <td title=hint>{why}</td>
            <td class="number">{pair(words::share(group.p[0]), words::share(group.p[1]))}</td>
            <td class="number">{pair(words::mean_count(group.n[0]), words::mean_count(group.n[1]))}</td>
            <td class="number">{pair(time::duration(group.t_ns[0]), time::duration(group.t_ns[1]))}</td>
        </tr>
    }
}

/// A bar of the bridge; the figures beside it say the same.
#[component]
fn BridgeBar(
    /// Where it stands.
    bar: Option<Bar>,
    /// A mean, not a step.
    #[prop(optional)]
    is_mean: bool,
) -> impl IntoView {
    bar.map(|bar| {
        let percent = |share: f64| format!("{:.3}%", share * 100.0);
        view! {
            <span class="bridge" aria-hidden="true">
                <span
                    class="bridge-bar"
                    class:bridge-mean=is_mean
                    class:bridge-less=bar.is_less
                    style:left=percent(bar.left)
                    style:width=percent(bar.width)
                ></span>
            </span>
        }
    })
}
