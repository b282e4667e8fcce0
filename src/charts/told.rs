//! A frame of the flame graph in words, for those who do not see it and for those who want to know more.

use crate::{
    base::{time, words},
    protocol::flame::{FlameFrame, FlameOrder, FlamePlace},
};

/// What is said of a frame; `service` is the name of its service, `axis_ns` how long the axis is.
pub fn frame(place: &FlamePlace, service: &str, order: FlameOrder, axis_ns: i64) -> String {
    let name = if place.name.is_empty() { "(no name)" } else { &place.name };
    let mut parts = Vec::new();
    match order {
        FlameOrder::Time => {
            parts.push(format!("{service} {name}"));
            parts.push(time::duration(place.total_ns));
            parts.push(format!("{} of the trace", words::percent(place.total_ns, axis_ns)));
        }
        FlameOrder::Merged => {
            let times = words::count(place.spans as usize, "span", "spans");
            parts.push(format!("{service} {name}"));
            parts.push(times);
            parts.push(format!("{} in all", time::duration(place.total_ns)));
            if place.spans > 1 {
                parts.push(format!("the longest {}", time::duration(place.longest_ns)));
            }
            let width_ns = place.end_ns.saturating_sub(place.start_ns);
            parts.push(format!("{} of all work", words::percent(width_ns, axis_ns)));
        }
    }
    parts.push(format!("self time {}", time::duration(place.self_ns)));
    if place.critical_ns > 0 {
        parts.push(format!("{} on the critical path", time::duration(place.critical_ns)));
    }
    match (place.errors, order) {
        (0, _) => {}
        (_, FlameOrder::Time) => parts.push("error".to_owned()),
        (errors, FlameOrder::Merged) => parts.push(words::count(errors as usize, "error", "errors")),
    }
    parts.join(", ")
}

/// What the pointer is told of a frame: its name, and its figures.
pub fn hint(frame: &FlameFrame, service: &str, name: &str) -> (String, String) {
    let name = if name.is_empty() { "(no name)" } else { name };
    let mut figures = Vec::new();
    if frame.frames > 1 {
        figures.push(format!(
            "{} too narrow to tell apart",
            words::count(frame.spans as usize, "span", "spans")
        ));
        figures.push(format!("the widest {}", time::duration(frame.total_ns)));
    } else {
        if frame.spans > 1 {
            figures.push(words::count(frame.spans as usize, "span", "spans"));
        }
        figures.push(time::duration(frame.total_ns));
    }
    if frame.errors > 0 {
        figures.push(words::count(frame.errors as usize, "error", "errors"));
    }
    (format!("{service} {name}"), figures.join(", "))
}
