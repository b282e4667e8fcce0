//! What a row of the waterfall says of itself in words.

use crate::{
    base::{time, words},
    protocol::{findings::Verdict, waterfall::WaterfallRow},
};

/// What became of an error, in two words.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Caused => "cause",
        Verdict::Also => "also failed",
        Verdict::Background => "in background",
        Verdict::Handled => "handled",
    }
}

/// The same in a sentence.
pub const fn verdict_sentence(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Caused => "The error began here and caused the failure",
        Verdict::Also => "An error began here, but the request went on after it",
        Verdict::Background => "An error began here and failed in the background",
        Verdict::Handled => "An error began here and was handled further up",
    }
}

/// What is said of a span that has an error which began below it.
pub const CARRIED: &str = "It has an error that began below it";

/// The operation; of a run what is called and how often.
pub fn name(row: &WaterfallRow) -> String {
    match &row.run {
        Some(run) => format!("×{} {}", words::grouped(run.calls as usize), run.template),
        None if row.name.is_empty() => "(no name)".to_owned(),
        None => row.name.clone(),
    }
}

/// What a run's row says behind its name: the whole, the median, and what varies.
pub fn run_figures(row: &WaterfallRow) -> Option<String> {
    let run = row.run.as_ref()?;
    let mut text = format!("{}, p50 {}", time::duration(run.total_ns), time::duration(run.p50_ns));
    if let Some(varies) = &run.varies {
        text.push_str(" · ");
        text.push_str(varies);
    }
    Some(text)
}

/// What a click on the links of a row does.
pub fn linked(traces: u32, is_shown: bool) -> String {
    let what =
        if traces == 1 { "the linked trace".to_owned() } else { format!("the {traces} linked traces") };
    if is_shown { format!("Fold {what}") } else { format!("Unfold {what} here") }
}

/// How far from the time of the open trace a span of a linked one ran, when it ran outside of it.
pub fn away(row: &WaterfallRow, extent_ns: i64) -> Option<String> {
    row.linked.as_ref()?;
    let end_ns = row.start_ns.saturating_add(row.duration_ns);
    if row.start_ns > extent_ns {
        Some(format!("{} after the end", time::duration(row.start_ns - extent_ns)))
    } else {
        (end_ns < 0).then(|| format!("{} before the start", time::duration(end_ns.saturating_neg())))
    }
}

/// How far a span is shown from where it was recorded.
pub fn shift(shift_ns: i64) -> Option<String> {
    match shift_ns {
        0 => None,
        ns if ns > 0 => Some(format!("Shown {} later than recorded", time::duration(ns))),
        ns => Some(format!("Shown {} earlier than recorded", time::duration(ns.saturating_neg()))),
    }
}

/// Everything, a line for each.
pub fn hint(row: &WaterfallRow, service: &str) -> String {
    let mut lines = vec![format!("{service} · {}", name(row))];
    let end_ns = row.start_ns.saturating_add(row.duration_ns);
    let (from, to) = (time::duration(row.start_ns), time::duration(end_ns));
    match &row.run {
        Some(run) => {
            let (total, p50) = (time::duration(run.total_ns), time::duration(run.p50_ns));
            lines.push(format!("{} calls, {total} together, half of them within {p50}", run.calls));
            lines.push(format!("From {from} to {to}"));
            lines.extend(run.varies.as_ref().map(|varies| format!("What varies: {varies}")));
        }
        None => lines.push(format!("{}, from {from} to {to}", time::duration(row.duration_ns))),
    }
    let critical = match row.critical_ns {
        _ if row.linked.is_some() => "as its own trace tells".to_owned(),
        0 => "not on the critical path".to_owned(),
        ns => format!("{} on the critical path", time::duration(ns)),
    };
    lines.push(format!("{} of its own, {critical}", time::duration(row.self_ns)));
    if row.descendants > 0 && row.run.is_none() {
        lines.push(format!("{} below", words::count(row.descendants as usize, "span", "spans")));
    }
    match (row.origin, row.error) {
        (Some(origin), _) => lines.push(verdict_sentence(origin).to_owned()),
        (None, true) => lines.push(CARRIED.to_owned()),
        (None, false) => {}
    }
    if row.folded && row.errors_below > 0 {
        let below = words::count(row.errors_below as usize, "span with an error", "spans with an error");
        lines.push(format!("{below} {}", if row.run.is_some() { "among them" } else { "below" }));
    }
    if row.orphan {
        lines.push("Its parent is not in the data".to_owned());
    }
    if row.asynchronous {
        lines.push("Nothing waits for it".to_owned());
    }
    lines
        .extend(row.queue_wait_ns.map(|wait_ns| format!("It waited {} in a queue", time::duration(wait_ns))));
    lines.extend(shift(row.shift_ns));
    lines.extend(row.linked.as_ref().map(|linked| format!("In the linked trace {}", linked.trace_id)));
    if let Some(place) = row.in_run {
        lines.push(format!("Call {} of {} equal ones", place.nth, place.calls));
    }
    if row.linked_traces > 0 {
        lines.push(linked(row.linked_traces, row.shows_linked));
    }
    if row.links > 0 {
        lines.push(words::count(row.links as usize, "link to another span", "links to other spans"));
    }
    lines.join("\n")
}
