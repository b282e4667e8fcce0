//! Why a span failed, and what became of the error; the errors below it that it did not fail of.

use crate::{
    base::words,
    protocol::{
        detail::{SpanDetail, SpanName},
        findings::Verdict,
        request::SpanRef,
    },
    ui::{
        parts::{
            icon::{Icon, Sign},
            service::service_name,
        },
        trace::open_trace::OpenTrace,
    },
};
use leptos::prelude::*;

/// What failed, in a box of its own; nothing for a span that has to do with no error.
#[component]
pub fn FailureBox(
    /// The trace.
    open: OpenTrace,
    /// The span.
    detail: SpanDetail,
) -> impl IntoView {
    let SpanDetail { failure, status_message, handled, handled_count, .. } = detail;
    let failed = failure.map(|failure| {
        let class = match failure.verdict {
            Verdict::Caused => "verdict verdict-caused",
            Verdict::Also | Verdict::Background | Verdict::Handled => "verdict",
        };
        let others = failure.others_words();
        // The origin's own status message says the same again.
        let own = (status_message.trim() != failure.message).then(|| status_message.clone());
        view! {
            <section class=class aria-label="Failure">
                <h3>
                    <Icon sign=Sign::Warning />
                    {failure.headline()}
                </h3>
                <p class="verdict-message">{failure.message.clone()}</p>
                <Row label="Began in" spans=failure.origin.into_iter().collect() open />
                <Row label="Waited for" spans=failure.waited_for.into_iter().collect() open />
                <Row label="Handled at" spans=failure.handled_at.into_iter().collect() open />
                {own.filter(|own| !own.is_empty()).map(|own| view! {
                    <p><span class="verdict-label">"Status"</span> {own}</p>
                })}
                {(!others.is_empty()).then(|| view! { <p class="quiet">{others}</p> })}
            </section>
        }
        .into_any()
    });
    let is_failed = failed.is_some();
    let message = (!is_failed && !status_message.is_empty())
        .then(|| view! { <p class="status-message">{status_message}</p> });
    let label = format!("Handled {}", words::count(handled_count, "error", "errors"));
    let handled = (handled_count > 0).then(|| {
        view! {
            <section class="verdict verdict-handled" aria-label="Handled errors">
                <h3>{label}</h3>
                <Row label="Began in" spans=handled open />
            </section>
        }
    });
    view! {
        {failed}
        {message}
        {handled}
    }
}

/// Spans, each a way there; nothing without any.
#[component]
fn Row(
    /// What they are.
    label: &'static str,
    /// The spans.
    spans: Vec<SpanName>,
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    (!spans.is_empty()).then(|| {
        let links = spans.into_iter().map(|span| view! { <SpanButton open span /> });
        view! {
            <div class="verdict-row">
                <span class="verdict-label">{label}</span>
                <span class="verdict-spans">{links.collect_view()}</span>
            </div>
        }
    })
}

/// A span of the trace by name, and the way there.
#[component]
pub fn SpanButton(
    /// The trace.
    open: OpenTrace,
    /// The span.
    span: SpanName,
) -> impl IntoView {
    let service = open.engine.summary().with_untracked(|summary| service_name(summary, span.service));
    let row = span.row;
    let whole = format!("{service} {}", span.name);
    view! {
        <button class="path-step" title=whole on:click=move |_| {
            open.reveal(SpanRef::Row(row));
            open.rows.focus();
        }>
            <span class="service-name">{service}</span>
            " "
            <span class="operation">{span.name}</span>
        </button>
    }
}
