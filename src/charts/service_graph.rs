//! Services and their calls as shapes and words: numbers in, SVG paths and sentences out.

use crate::{
    base::{time, words},
    protocol::services::{EdgeKind, GraphEdge, GraphNode, GraphPicture, NodeKind},
};
use core::fmt::Write;

/// Widths of the thinnest and the thickest edge.
const EDGE_PX: [f64; 2] = [1.25, 8.0];
/// From this part of failed calls on an edge or node is in trouble.
const MANY_ERRORS_PERCENT: u128 = 5;

/// How many of the calls fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// None.
    None,
    /// Some.
    Some,
    /// Five of a hundred or more.
    Many,
}

impl Trouble {
    /// Of so many failed calls; `None`: nobody has counted them, and no trouble is known.
    pub const fn of(errors: Option<usize>, calls: usize) -> Self {
        match errors {
            None | Some(0) => Self::None,
            // Counts of a whole store, multiplied, are more than a `usize` holds in the browser.
            Some(errors) if errors as u128 * 100 >= calls as u128 * MANY_ERRORS_PERCENT => Self::Many,
            Some(_) => Self::Some,
        }
    }

    /// The class of the page's style.
    pub const fn class(self) -> &'static str {
        match self {
            Self::None => "no-trouble",
            Self::Some => "some-trouble",
            Self::Many => "much-trouble",
        }
    }
}

/// The width of an edge with so many calls, the most of any edge being `most`: by the logarithm, as few as one can be
/// seen and a million is no wall.
pub fn edge_width_px(calls: usize, most: usize) -> f64 {
    let share = ((calls.max(1)) as f64).ln_1p() / ((most.max(1)) as f64).ln_1p();
    EDGE_PX[0] + (EDGE_PX[1] - EDGE_PX[0]) * share.clamp(0.0, 1.0).powi(2)
}

/// A curve as the path of an SVG.
pub fn path(curve_px: &[[i32; 2]]) -> String {
    let mut path = String::new();
    for (nth, [x, y]) in curve_px.iter().enumerate() {
        let sign = match nth {
            0 => "M",
            _ if nth % 3 == 1 => "C",
            _ => " ",
        };
        // Writing to a String cannot fail.
        let _ = write!(path, "{sign}{x} {y}");
    }
    path
}

/// The outline of a node around its middle.
pub fn outline(kind: NodeKind, [width, height]: [i32; 2]) -> String {
    let (x, y) = (width / 2, height / 2);
    match kind {
        // A cylinder: its lid is the second part.
        NodeKind::Database => format!(
            "M{l} {t}a{x} 7 0 0 1 {width} 0v{side}a{x} 7 0 0 1 -{width} 0z M{l} {t}a{x} 7 0 0 0 {width} 0",
            l = -x,
            t = 7 - y,
            side = height - 14
        ),
        // A pipe that lies: its mouth is the second part.
        NodeKind::Topic => format!(
            "M{r} {t}h-{length}a8 {y} 0 0 0 0 {height}h{length}a8 {y} 0 0 0 0 -{height}a8 {y} 0 0 0 0 {height}",
            r = x - 8,
            t = -y,
            length = width - 16
        ),
        NodeKind::Broker => {
            format!("M{} {t}H{}L{x} 0L{} {y}H{}L-{x} 0z", 12 - x, x - 12, x - 12, 12 - x, t = -y)
        }
        NodeKind::User => rounded(x, y, y),
        NodeKind::External => rounded(x, y, 2),
        NodeKind::Service => rounded(x, y, 8),
    }
}

fn rounded(x: i32, y: i32, radius: i32) -> String {
    let (across, down) = (2 * (x - radius), 2 * (y - radius));
    format!(
        "M{left} {top}h{across}a{radius} {radius} 0 0 1 {radius} {radius}v{down}a{radius} {radius} 0 0 1 -{radius} \
         {radius}h-{across}a{radius} {radius} 0 0 1 -{radius} -{radius}v-{down}a{radius} {radius} 0 0 1 {radius} \
         -{radius}z",
        left = radius - x,
        top = -y
    )
}

/// A histogram so wide and high, as the path of an SVG: a bar for each power of two.
pub fn bars(octaves: &[u32], [width_px, height_px]: [f64; 2]) -> String {
    let most = f64::from(octaves.iter().copied().max().unwrap_or(0).max(1));
    let step_px = width_px / octaves.len().max(1) as f64;
    let mut path = String::new();
    for (nth, &n) in octaves.iter().enumerate().filter(|(_, n)| **n > 0) {
        let bar_px = (f64::from(n) / most * height_px).max(1.0);
        let _ = write!(
            path,
            "M{:.1} {height_px}v-{bar_px:.1}h{:.1}v{bar_px:.1}z",
            nth as f64 * step_px,
            (step_px - 1.0).max(0.5)
        );
    }
    path
}

/// What stands on an edge: the time that 95 of 100 calls do not exceed, or how many they are where no time is known; and
/// the part that failed.
pub fn label(edge: &GraphEdge) -> String {
    let first = match &edge.of_spans {
        Some(spans) => time::duration(spans.callee_ns[1]),
        None => words::grouped(edge.calls),
    };
    match edge.errors.unwrap_or(0) {
        0 => first,
        errors => format!("{first} · {}", words::percent(errors as i64, edge.calls as i64)),
    }
}

/// What a line between nodes says by its width and, where it is drawn, its label.
pub fn line_words(picture: &GraphPicture, has_labels: bool) -> &'static str {
    match (picture.of_traces.is_some(), counts_errors(picture)) {
        _ if !has_labels => "call: width by calls",
        (true, _) => "call: width by calls, p95 and failed on it",
        (false, true) => "call: width by calls, their number and failed on it",
        (false, false) => "call: width by calls, their number on it",
    }
}

/// Whether it is known of any call how many fail.
pub fn counts_errors(picture: &GraphPicture) -> bool {
    picture.edges.iter().any(|edge| edge.errors.is_some())
}

/// What of a graph is too much to be shown, in words; `None`: nothing.
pub fn left_out_words(picture: &GraphPicture) -> Option<String> {
    let of = |n: usize, one, many| (n > 0).then(|| words::count(n, one, many));
    let nodes = of(picture.nodes_left_out, "node", "nodes");
    let edges = of(picture.edges_left_out, "edge", "edges");
    let parts: Vec<String> = nodes.into_iter().chain(edges).collect();
    (!parts.is_empty()).then(|| format!("{} with fewer calls not shown", parts.join(" and ")))
}

/// What kind of thing a node is, in a word.
pub const fn kind_word(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Service => "service",
        NodeKind::Database => "database",
        NodeKind::Broker => "broker",
        NodeKind::Topic => "topic",
        NodeKind::External => "external",
        NodeKind::User => "caller from outside",
    }
}

/// The second line in a node.
pub fn subtitle(node: &GraphNode) -> String {
    match &node.of_spans {
        _ if node.kind == NodeKind::User => return kind_word(node.kind).to_owned(),
        Some(spans) if node.calls == 0 && spans.spans == 0 => return kind_word(node.kind).to_owned(),
        None if node.calls == 0 => return "only calls others".to_owned(),
        _ => {}
    }
    let calls = words::count(node.calls, "call", "calls");
    match node.failed_calls.unwrap_or(0) {
        0 => calls,
        failed => format!("{calls} · {} failed", words::percent(failed as i64, node.calls as i64)),
    }
}

/// The numbers of a node, each with what it is.
pub fn node_facts(picture: &GraphPicture, node: &GraphNode) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    // A store calls everything a service, whatever it is.
    if node.of_spans.is_some() {
        facts.push(("Kind", kind_word(node.kind).to_owned()));
    }
    if node.calls > 0 || node.of_spans.is_none() {
        facts.push(("Calls into it", words::grouped(node.calls)));
    }
    if node.calls > 0 {
        facts.extend(node.failed_calls.map(|errors| ("Failed", failed(errors, node.calls))));
        facts.extend(node.of_spans.iter().map(|spans| ("p50 · p95 · p99", quantiles(spans.callee_ns))));
    }
    if let Some(spans) = node.of_spans.as_ref().filter(|spans| spans.spans > 0) {
        facts.push(("Spans", words::grouped(spans.spans)));
        facts.push(("Spans with an error", words::grouped(spans.errors)));
        facts.push(("Self time", time::duration(spans.self_ns)));
        let whole_ns = picture.of_traces.as_ref().map_or(0, |traces| traces.critical_ns);
        facts.push(("Share of critical time", words::percent(spans.critical_ns, whole_ns)));
    }
    facts
}

/// The numbers of an edge, each with what it is.
pub fn edge_facts(edge: &GraphEdge) -> Vec<(&'static str, String)> {
    let calls = match edge.kind {
        EdgeKind::Call => "Calls",
        EdgeKind::Messaging => "Messages",
        EdgeKind::Link => "Links",
    };
    let mut facts = vec![(calls, words::grouped(edge.calls))];
    facts.extend(edge.errors.map(|errors| ("Failed", failed(errors, edge.calls))));
    let Some(spans) = &edge.of_spans else { return facts };
    facts.push(("p50 · p95 · p99", quantiles(spans.callee_ns)));
    if let Some(wait_ns) = spans.wait_ns.filter(|wait_ns| *wait_ns != spans.callee_ns) {
        facts.push(("Caller’s wait", quantiles(wait_ns)));
    }
    if spans.asynchronous > 0 && edge.kind != EdgeKind::Link {
        facts.push(("Nobody waits for", words::percent(spans.asynchronous as i64, edge.calls as i64)));
    }
    if spans.no_server_half {
        facts.push(("No server half", "the callee recorded none of these calls".to_owned()));
    }
    facts
}

/// The name of an edge.
pub fn edge_name(picture: &GraphPicture, edge: &GraphEdge) -> String {
    let name = |node: usize| picture.nodes.get(node).map_or("", |node| node.name.as_str());
    format!("{} → {}", name(edge.from), name(edge.to))
}

/// Facts in a sentence, for those who hear the page.
pub fn said(name: &str, facts: &[(&'static str, String)]) -> String {
    let facts: Vec<String> = facts.iter().map(|(what, value)| format!("{what}: {value}")).collect();
    format!("{name}. {}", facts.join(", "))
}

fn failed(errors: usize, calls: usize) -> String {
    match errors {
        0 => "none".to_owned(),
        _ => format!("{} ({})", words::grouped(errors), words::percent(errors as i64, calls as i64)),
    }
}

fn quantiles(ns: [i64; 3]) -> String {
    ns.map(time::duration).join(" · ")
}
