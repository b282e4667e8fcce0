//! The times of a span, and the way to it from the root.

use crate::{
    base::{time, words},
    protocol::{detail::SpanDetail, request::SpanRef},
    state::{command::Command, zone::date_time_in},
    ui::{parts::service::service_name, trace::open_trace::OpenTrace, traces::offset_min},
};
use leptos::prelude::*;

/// Ancestors shown at either end of a long path.
const PATH_ENDS: usize = 3;

/// Times and counts.
#[component]
pub fn Facts(
    /// The trace.
    open: OpenTrace,
    /// The span.
    detail: SpanDetail,
) -> impl IntoView {
    let zone = open.session.zone();
    let start_ns = detail.start_ns;
    let start = move || date_time_in(start_ns, offset_min(zone.get(), start_ns));
    let share = |part_ns: i64| match detail.duration_ns {
        0 => String::new(),
        whole_ns => format!(" ({:.0} %)", part_ns as f64 / whole_ns as f64 * 100.0),
    };
    let below = match (detail.children, detail.descendants) {
        (0, _) => "nothing".to_owned(),
        (children, all) if children == all => words::count(all as usize, "span", "spans"),
        (children, all) => {
            format!(
                "{}, {} in all",
                words::count(children as usize, "span", "spans"),
                words::grouped(all as usize)
            )
        }
    };
    let fact = |name: &'static str, hint: &'static str, value: String| {
        view! {
            <div class="attribute">
                <dt title=hint>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    view! {
        <dl class="attributes detail-facts">
            {fact("Duration", "From its start to its end", time::duration(detail.duration_ns))}
            {fact("Starts after", "From the first start in the trace", time::duration(detail.offset_ns))}
            {fact(
                "Self time",
                "Time that no child covers",
                format!("{}{}", time::duration(detail.self_ns), share(detail.self_ns)),
            )}
            {fact(
                "On critical path",
                "Its own time that the root waited for",
                format!("{}{}", time::duration(detail.critical_ns), share(detail.critical_ns)),
            )}
            {fact("Below it", "Direct children, and all below", below)}
            <div class="attribute">
                <dt>"Start"</dt>
                <dd>{start}</dd>
            </div>
        </dl>
    }
}

/// The spans above, from the root down, each a way there.
#[component]
pub fn Path(
    /// The trace.
    open: OpenTrace,
    /// Place, service and name of each.
    path: Vec<(u32, u32, String)>,
    /// How many there are, also those that the path leaves out.
    above: u32,
) -> impl IntoView {
    let count = path.len();
    let is_long = count > 2 * PATH_ENDS;
    let services = open.engine.summary();
    let step = move |(row, service, name): (u32, u32, String)| {
        let service = services.with_untracked(|summary| service_name(summary, service));
        view! {
            <li>
                <button class="path-step" on:click=move |_| {
                    open.reveal(SpanRef::Row(row));
                    open.rows.focus();
                }>
                    <span class="service-name">{service}</span>
                    " "
                    <span class="operation">{name}</span>
                </button>
            </li>
        }
    };
    let steps = path.into_iter().enumerate().filter_map(move |(at, ancestor)| {
        if !is_long || at < PATH_ENDS || at >= count - PATH_ENDS {
            return Some(step(ancestor).into_any());
        }
        (at == PATH_ENDS).then(|| {
            let left_out = words::count((above as usize).saturating_sub(2 * PATH_ENDS), "span", "spans");
            view! { <li class="quiet">{format!("… {left_out} between …")}</li> }.into_any()
        })
    });
    (count > 0).then(|| {
        view! {
            <section class="detail-section">
                <h3>"Called from"</h3>
                <ol class="path">{steps.collect_view()}</ol>
            </section>
        }
    })
}

/// Goes to a span of any open trace.
pub fn go_to(open: OpenTrace, trace_id: String, span_id: String) {
    open.session.dispatch(Command::OpenSpan { trace_id, span_id });
}
