//! Sets of traces as text, to compare one with another: parts joined by `;`, all of which must hold.
//!
//! A part is a search (TraceQL or words), `p95..` or `p25..p75`, `duration:1s..3s`, `time:A..B`, `trace:id,id` or
//! `op:name`. An end of a range may be missing. Percentiles include both of their ends; other ranges begin with their
//! first end and stop before the second, so that neighbours share nothing.

use super::{
    literal::{self, write_duration, write_text},
    tokens::{Kind, tokens},
    tree::Static,
};
use crate::base::time;
use core::fmt::{self, Display, Formatter};

/// The names of durations.
const DURATIONS: [&str; 4] = ["duration", "span:duration", "traceDuration", "trace:duration"];

/// A condition that each trace of a cohort meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// One of its spans matches a search.
    Search(String),
    /// Its latency is between two percentiles of those that meet the other parts; both ends are meant with it.
    Percentiles {
        /// From 0 to 100.
        from: Option<u8>,
        /// From 0 to 100.
        to: Option<u8>,
    },
    /// Its latency in nanoseconds is in a range.
    Duration(Range),
    /// Its root starts in a range of nanoseconds since 1970.
    Time(Range),
    /// It is one of these, by their ids.
    Traces(Vec<String>),
    /// Its root has this name, or this service and name with a space between them.
    Operation(String),
}

/// A range that begins with `from_ns` and stops before `to_ns`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Where it begins, if anywhere.
    pub from_ns: Option<i64>,
    /// Where it stops, if anywhere.
    pub to_ns: Option<i64>,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cohort {
    /// All of them hold; none at all: every trace.
    pub parts: Vec<Part>,
}

impl Range {
    /// Whether a number is in it.
    pub fn holds(self, ns: i64) -> bool {
        self.from_ns.is_none_or(|from_ns| from_ns <= ns) && self.to_ns.is_none_or(|to_ns| ns < to_ns)
    }
}

impl Cohort {
    /// The cohort of one part.
    pub fn of(part: Part) -> Self {
        Self { parts: vec![part] }
    }

    /// The traces whose latency is in a band of one operation, or of all.
    pub fn band(operation: Option<&str>, from_ns: Option<i64>, to_ns: Option<i64>) -> Self {
        let operation = operation.map(|name| Part::Operation(name.to_owned()));
        let band = Part::Duration(Range { from_ns, to_ns });
        Self { parts: operation.into_iter().chain([band]).collect() }
    }

    /// The cohort of a text.
    ///
    /// # Errors
    /// A sentence about the part that is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let parts = split(text, ';').map(str::trim).filter(|part| !part.is_empty());
        parts.map(Part::read).collect::<Result<_, _>>().map(|parts| Self { parts })
    }

    /// Whether its traces are told apart by how long they took.
    pub fn is_by_duration(&self) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Percentiles { .. } | Part::Duration(_) => true,
            Part::Search(text) => compares_duration(text),
            Part::Time(_) | Part::Traces(_) | Part::Operation(_) => false,
        })
    }
}

/// Whether a search, TraceQL or words, compares how long a span or a trace took.
fn compares_duration(text: &str) -> bool {
    let tokens = tokens(text);
    let is_sign = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Operator);
    tokens.iter().enumerate().any(|(at, token)| {
        matches!(token.kind, Kind::Word | Kind::Scoped)
            && DURATIONS.contains(&&text[token.from..token.to])
            && (is_sign(at + 1) || at.checked_sub(1).is_some_and(is_sign))
    })
}

impl Part {
    fn read(text: &str) -> Result<Self, String> {
        if let Some((from, to)) = percentiles(text) {
            let numbers = (percent(from, text)?, percent(to, text)?);
            return match numbers {
                (Some(from), Some(to)) if from > to => Err(format!("“{text}” ends before it begins")),
                (None, None) => {
                    Err(format!("“{text}” names no percentile; one is written p95.. or p25..p75"))
                }
                (from, to) => Ok(Self::Percentiles { from, to }),
            };
        }
        let Some((word, rest)) = text.split_once(':') else { return Ok(Self::Search(text.to_owned())) };
        match word {
            "duration" => range(rest, text, duration_ns, "1s..3s").map(Self::Duration),
            "time" => {
                let example = "2026-11-24T09:00:00Z..2026-11-24T10:00:00Z";
                range(rest, text, time::parse_rfc3339, example).map(Self::Time)
            }
            "trace" => {
                let ids: Vec<String> = split(rest, ',').map(plain).filter(|id| !id.is_empty()).collect();
                if ids.is_empty() {
                    Err(format!("“{text}” names no trace"))
                } else {
                    Ok(Self::Traces(ids))
                }
            }
            "op" => {
                let name = plain(rest);
                if name.is_empty() {
                    Err(format!("“{text}” names no operation"))
                } else {
                    Ok(Self::Operation(name))
                }
            }
            _ => Ok(Self::Search(text.to_owned())),
        }
    }
}

/// The two ends of what looks like a range of percentiles.
fn percentiles(text: &str) -> Option<(&str, &str)> {
    let (from, to) = text.split_once("..")?;
    let is_end = |end: &str| {
        let digits = end.trim().strip_prefix('p');
        digits.is_some_and(|digits| digits.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    let fits = |end: &str| end.trim().is_empty() || is_end(end);
    (fits(from) && fits(to)).then_some((from.trim(), to.trim()))
}

fn percent(end: &str, part: &str) -> Result<Option<u8>, String> {
    let Some(digits) = end.strip_prefix('p') else { return Ok(None) };
    let number = digits.parse().ok().filter(|number| *number <= 100);
    number.map(Some).ok_or_else(|| format!("“{part}” has an end that is no percentile from p0 to p100"))
}

fn range(
    text: &str,
    part: &str,
    number: impl Fn(&str) -> Option<i64>,
    example: &str,
) -> Result<Range, String> {
    let wrong = || format!("“{part}” is no range; one is written {example}");
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    let end = |end: &str| match end.trim() {
        "" => Ok(None),
        end => number(end).map(Some).ok_or_else(wrong),
    };
    match (end(from)?, end(to)?) {
        (None, None) => Err(wrong()),
        (Some(from_ns), Some(to_ns)) if from_ns >= to_ns => Err(format!("“{part}” ends before it begins")),
        (from_ns, to_ns) => Ok(Range { from_ns, to_ns }),
    }
}

fn duration_ns(text: &str) -> Option<i64> {
    match literal::number(text, false) {
        Ok(Static::Duration(ns)) => Some(ns),
        Ok(Static::Int(0)) => Some(0),
        _ => None,
    }
}

/// A name as it stands, or in quotes.
fn plain(text: &str) -> String {
    let text = text.trim();
    let is_quoted =
        text.len() >= 2 && ['"', '`'].iter().any(|quote| text.starts_with(*quote) && text.ends_with(*quote));
    if is_quoted { literal::text(text).0 } else { text.to_owned() }
}

/// The pieces between separators that stand outside of quotes.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quote = None;
    let mut escaped = false;
    text.split(move |letter: char| {
        match quote {
            _ if escaped => escaped = false,
            Some('"') if letter == '\\' => escaped = true,
            Some(open) if letter == open => quote = None,
            None if matches!(letter, '"' | '`') => quote = Some(letter),
            None => return letter == separator,
            Some(_) => {}
        }
        false
    })
}

impl Display for Cohort {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for (nth, part) in self.parts.iter().enumerate() {
            if nth > 0 {
                out.write_str(";")?;
            }
            part.fmt(out)?;
        }
        Ok(())
    }
}

impl Display for Part {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Search(text) => out.write_str(text),
            Self::Percentiles { from, to } => {
                from.map_or(Ok(()), |from| write!(out, "p{from}"))?;
                out.write_str("..")?;
                to.map_or(Ok(()), |to| write!(out, "p{to}"))
            }
            Self::Duration(range) => {
                out.write_str("duration:")?;
                range.from_ns.map_or(Ok(()), |ns| write_duration(out, ns))?;
                out.write_str("..")?;
                range.to_ns.map_or(Ok(()), |ns| write_duration(out, ns))
            }
            Self::Time(range) => {
                let end = |end: Option<i64>| end.map(time::rfc3339).unwrap_or_default();
                write!(out, "time:{}..{}", end(range.from_ns), end(range.to_ns))
            }
            Self::Traces(ids) => {
                out.write_str("trace:")?;
                for (nth, id) in ids.iter().enumerate() {
                    out.write_str(if nth > 0 { "," } else { "" })?;
                    write_name(out, id)?;
                }
                Ok(())
            }
            Self::Operation(name) => {
                out.write_str("op:")?;
                write_name(out, name)
            }
        }
    }
}

/// A name, in quotes where it would be read as something else.
fn write_name(out: &mut Formatter<'_>, name: &str) -> fmt::Result {
    if name.contains(['"', '`', ';', ',']) || name.trim() != name {
        return write_text(out, name);
    }
    out.write_str(name)
}
