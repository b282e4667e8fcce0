//! The times of a span, and the way to it from the root.

use super::failure::SpanButton;
use crate::{
    base::{time, words},
    protocol::detail::{Attribute, SpanDetail, SpanName},
    state::{
        command::Command,
        link_template::{SPAN_ID, TRACE_ID},
        zone::date_time_in,
    },
    ui::{links::AttributeLinks, parts::copy::CopyButton, trace::open_trace::OpenTrace, traces::offset_min},
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
    let flow = if detail.in_background { "its background part" } else { "the trace" };
    let of_flow = |part_ns| share(part_ns, detail.flow_ns, flow);
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
            {fact(
                "Duration",
                "From its start to its end",
                format!("{}{}", time::duration(detail.duration_ns), of_flow(detail.duration_ns)),
            )}
            {fact("Starts after", "From the first start in the trace", time::duration(detail.offset_ns))}
            {fact(
                "Self time",
                "Time that no child covers",
                format!("{}{}", time::duration(detail.self_ns), share(detail.self_ns, detail.duration_ns, "the span")),
            )}
            {fact(
                "On critical path",
                "Its own time that the root waited for",
                format!("{}{}", time::duration(detail.critical_ns), of_flow(detail.critical_ns)),
            )}
            {fact("Below it", "Direct children, and all below", below)}
            <div class="attribute">
                <dt>"Start"</dt>
                <dd>{start}</dd>
            </div>
            <IdFact name="Trace id" key=TRACE_ID id=detail.trace_id.clone() />
            <IdFact name="Span id" key=SPAN_ID id=detail.span_id.clone() />
            <IdFact name="Parent id" id=detail.parent_span_id.clone() />
            <IdFact name="Trace state" id=detail.trace_state.clone() />
        </dl>
    }
}

/// A part of a whole in percent, in parentheses; nothing for the whole.
fn share(part_ns: i64, whole_ns: i64, whole: &str) -> String {
    if part_ns == whole_ns {
        String::new()
    } else {
        format!(" ({} of {whole})", words::percent(part_ns, whole_ns))
    }
}

/// An id or a text like it, which can be copied; nothing when it is empty.
#[component]
fn IdFact(
    /// What it is.
    name: &'static str,
    /// What links call it, when it can have any.
    #[prop(optional)]
    key: &'static str,
    /// The text.
    id: String,
) -> impl IntoView {
    (!id.is_empty()).then(|| {
        view! {
            <div class="attribute">
                <dt>{name}</dt>
                <dd>
                    <code>{id.clone()}</code>
                    <AttributeLinks attribute=Attribute { key: key.to_owned(), value: id.clone(), ..Attribute::default() } />
                    <span class="attribute-actions">
                        <CopyButton text=id what=format!("the {}", name.to_lowercase()) />
                    </span>
                </dd>
            </div>
        }
    })
}

/// The spans above, from the root down, each a way there.
#[component]
pub fn Path(
    /// The trace.
    open: OpenTrace,
    /// The spans.
    path: Vec<SpanName>,
    /// How many there are, also those that the path leaves out.
    above: u32,
) -> impl IntoView {
    let count = path.len();
    let is_long = count > 2 * PATH_ENDS;
    let steps = path.into_iter().enumerate().filter_map(move |(at, ancestor)| {
        if !is_long || at < PATH_ENDS || at >= count - PATH_ENDS {
            return Some(view! { <li><SpanButton open span=ancestor /></li> }.into_any());
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
