//! A comparison in words: for the rows of the page, as Markdown for a ticket, and as CSV.

use super::markdown::{cell, code};
use crate::{
    base::{csv, time, words},
    protocol::compare::{AttributeRow, CompareAnswer, GroupRow, ShapeRow},
    query::cohort::{Cohort, Part},
};

/// Rows of each table in Markdown: a ticket is no archive.
const ROWS: usize = 10;

/// A difference with its sign: `+1.2 s`, `−30 ms`.
pub fn signed(ns: i64) -> String {
    if ns > 0 { format!("+{}", time::duration(ns)) } else { time::duration(ns) }
}

/// How many traces have something: a share, or of few traces the counts.
pub fn having(share: f64, n: usize, all: usize, tentative: bool) -> String {
    if tentative { format!("{n} of {all}") } else { words::share(share) }
}

/// A probability: `0.03`, `< 0.001`.
pub fn probability(q: f64) -> String {
    if q < 0.001 { "< 0.001".to_owned() } else { format!("{q:.3}") }
}

/// Why a group takes another time: of the three factors the one that did most towards it, before → after.
pub fn why(group: &GroupRow) -> String {
    let parts = group.parts_ns;
    let towards = |part: i64| part * group.delta_ns.signum();
    let (presence, count, each) = (towards(parts.presence), towards(parts.count), towards(parts.each));
    if presence >= count.max(each) {
        format!("in {} → {} of traces", words::share(group.p[0]), words::share(group.p[1]))
    } else if count >= each {
        format!("{} → {} calls", words::mean_count(group.n[0]), words::mean_count(group.n[1]))
    } else {
        format!("{} → {} each", time::duration(group.t_ns[0]), time::duration(group.t_ns[1]))
    }
}

/// An attribute with its value: `service.version = 2.14.0`, `payload.size > 4096`.
pub fn attribute(row: &AttributeRow) -> String {
    let flag = if row.scope == "flag" { "flag " } else { "" };
    let sign = if row.numbers.is_some() { "" } else { "= " };
    format!("{flag}{} {sign}{}", row.key, row.value)
}

/// What happened to a path.
pub fn change(row: &ShapeRow) -> String {
    match row.change.as_str() {
        "repeats" => format!("×{} → ×{}", words::mean_count(row.fast_mean), words::mean_count(row.slow_mean)),
        word => word.to_owned(),
    }
}

/// A cohort in a few words, for people.
pub fn cohort(cohort: &Cohort) -> String {
    let parts = cohort.parts.iter().map(|part| match part {
        Part::Search(text) => text.clone(),
        Part::Percentiles { from, to } => match (from, to) {
            (Some(from), Some(to)) => format!("p{from} to p{to}"),
            (Some(from), None) => format!("from p{from}"),
            (None, Some(to)) => format!("up to p{to}"),
            (None, None) => "all".to_owned(),
        },
        Part::Duration(range) => match (range.from_ns, range.to_ns) {
            (Some(from), Some(to)) => format!("{} to {}", time::duration(from), time::duration(to)),
            (Some(from), None) => format!("from {}", time::duration(from)),
            (None, Some(to)) => format!("under {}", time::duration(to)),
            (None, None) => "all".to_owned(),
        },
        Part::Time(range) => {
            let end = |end: Option<i64>, word: &str| end.map(|ns| format!("{word} {}", time::date_time(ns)));
            let ends = [end(range.from_ns, "from"), end(range.to_ns, "before")];
            ends.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Part::Traces(ids) => words::count(ids.len(), "chosen trace", "chosen traces"),
        Part::Operation(name) => name.clone(),
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// The comparison as Markdown.
pub fn markdown(answer: &CompareAnswer, address: &str) -> String {
    let mut text = format!("**{}**\n\n", cell(&answer.sentence));
    let named = |cohort: &str| if cohort.is_empty() { "the rest".to_owned() } else { code(cohort) };
    text.push_str(&format!(
        "Slow: {} ({}), mean {}. Fast: {} ({}), mean {}.\n",
        words::count(answer.slow, "trace", "traces"),
        named(&answer.slow_cohort),
        time::duration(answer.mean_slow_ns),
        words::count(answer.fast, "trace", "traces"),
        named(&answer.fast_cohort),
        time::duration(answer.mean_fast_ns),
    ));
    if !answer.groups.is_empty() {
        text.push_str("\n| Where | Difference | Share | Why |\n| --- | ---: | ---: | --- |\n");
        for group in answer.groups.iter().take(ROWS) {
            let share = group.share.map(words::share).unwrap_or_default();
            text.push_str(&format!(
                "| {} | {} ± {} | {share} | {} |\n",
                cell(&group.label),
                signed(group.delta_ns),
                time::duration(group.se_ns),
                why(group)
            ));
        }
    }
    if !answer.attributes.is_empty() {
        text.push_str("\n| Goes together with | Slow | Fast |\n| --- | ---: | ---: |\n");
        for row in answer.attributes.iter().take(ROWS) {
            let slow = having(row.slow_share, row.slow_n, answer.slow, answer.tentative);
            let fast = having(row.fast_share, row.fast_n, answer.fast, answer.tentative);
            text.push_str(&format!("| {} | {slow} | {fast} |\n", cell(&attribute(row))));
        }
    }
    if !answer.structure.is_empty() {
        text.push_str("\n| Another shape | Change |\n| --- | --- |\n");
        for row in answer.structure.iter().take(ROWS) {
            text.push_str(&format!("| {} | {} |\n", cell(&row.path), change(row)));
        }
    }
    text.push_str(&format!("\n{address}\n"));
    text
}

/// The comparison as CSV: a line a group, attribute or path; times in nanoseconds.
pub fn csv(answer: &CompareAnswer) -> String {
    let mut text = String::from("what,name,delta_ns,se_ns,share,slow,fast,q\r\n");
    let mut line = |fields: [String; 8]| {
        text.push_str(&fields.map(|field| csv::field(&field)).join(","));
        text.push_str("\r\n");
    };
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let nothing = String::new;
    for (name, ns) in [("mix", answer.mix_ns), ("other", answer.other_ns), ("gap", answer.gap_ns)] {
        let name = name.to_owned();
        line([name.clone(), name, ns.to_string(), nothing(), nothing(), nothing(), nothing(), nothing()]);
    }
    for group in &answer.groups {
        line([
            "group".to_owned(),
            group.label.clone(),
            group.delta_ns.to_string(),
            group.se_ns.to_string(),
            number(group.share),
            group.p[1].to_string(),
            group.p[0].to_string(),
            number(group.q),
        ]);
    }
    for row in &answer.attributes {
        let shares = (row.slow_share.to_string(), row.fast_share.to_string());
        let name = attribute(row);
        line([
            "attribute".to_owned(),
            name,
            nothing(),
            nothing(),
            nothing(),
            shares.0,
            shares.1,
            row.q.to_string(),
        ]);
    }
    for row in &answer.structure {
        let shares = (row.slow_share.to_string(), row.fast_share.to_string());
        let what = row.change.clone();
        line([
            what,
            row.path.clone(),
            nothing(),
            nothing(),
            nothing(),
            shares.0,
            shares.1,
            row.q.to_string(),
        ]);
    }
    text
}
