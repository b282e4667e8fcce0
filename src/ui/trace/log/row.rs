//! A row of the log, in a slot that shows one event after another.

use super::{super::open_trace::OpenTrace, Key, show_span};
use crate::{
    base::time,
    protocol::log::{LogRow, Severity},
    ui::parts::{
        rows::Rows,
        service::{ServiceSwatch, service_name},
    },
};
use leptos::prelude::*;

/// The row in a slot.
#[component]
pub fn LogLine(
    /// The trace.
    open: OpenTrace,
    /// The log.
    rows: Rows<Key, LogRow>,
    /// The number of the slot.
    number: usize,
) -> impl IntoView {
    let shown = rows.shown(number);
    let top_px = rows.top_px(shown);
    let index = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.index)));
    let is_current = Memo::new(move |_| index.get().is_some() && rows.current().get() == index.get());
    let row = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.clone())));
    let of_row =
        move |of: &dyn Fn(&LogRow) -> String| row.with(|row| row.as_deref().map(of).unwrap_or_default());
    let severity = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.severity)));
    let badge = move || {
        let (class, word) = match severity.get()? {
            Severity::Error => ("badge badge-error", "error"),
            Severity::Warning => ("badge badge-warning", "warning"),
            Severity::Debug => ("badge", "debug"),
            Severity::Info => return None,
        };
        Some(view! { <span class=class>{word}</span> })
    };
    let service = Memo::new(move |_| {
        row.with(|row| row.as_ref().filter(|row| !row.of_trace).map(|row| row.span.service))
    });
    let service_words = move || {
        let service = service.get()?;
        Some(open.engine.summary().with(|summary| service_name(summary, service)))
    };
    let choose = move |_| {
        rows.set_current(index.get_untracked());
        if let Some((_, row)) = rows.current_now() {
            show_span(open, &row);
        }
    };
    view! {
        <div
            role="row"
            class="table-row log-row"
            class:current=is_current
            class:away=move || index.get().is_none()
            class:coming=move || row.with(Option::is_none)
            id=move || index.get().map(|index| format!("event-{index}"))
            aria-rowindex=move || index.get().map(|index| (index + 1).to_string())
            aria-selected=move || if is_current.get() { "true" } else { "false" }
            title=move || of_row(&|row| row.text.clone())
            style:transform=move || format!("translateY({}px)", top_px.get())
            on:click=choose
        >
            <div role="gridcell" class="log-time number">{move || of_row(&|row| time::duration(row.offset_ns))}</div>
            <div role="gridcell" class="log-span">
                {move || service.get().map(|service| view! { <ServiceSwatch service /> })}
                <span class="service-name">{service_words}</span>
                " "
                <span class="operation">{move || of_row(&|row| if row.of_trace { "of the whole trace".to_owned() } else { row.span.name.clone() })}</span>
            </div>
            <div role="gridcell" class="log-text">
                {badge}
                <strong>{move || of_row(&|row| row.name.clone())}</strong>
                " "
                <span>{move || of_row(&|row| row.text.clone())}</span>
            </div>
        </div>
    }
}
