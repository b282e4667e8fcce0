//! Ids in a text that somebody pasted: alone, in a header, in a line of a log.

use core::ops::Range;

/// A trace or span to go to. At least one of the ids is there; both are hex digits in lower case, filled up with zeros
/// on the left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jump {
    /// 32 digits.
    pub trace_id: Option<String>,
    /// 16 digits. Where the trace is known and the span is not, the trace is still worth going to.
    pub span_id: Option<String>,
}

/// More than these tell nobody more.
const MAX_JUMPS: usize = 8;

/// The ids of a text, the most trusted first: `traceparent`, `b3`, `uber-trace-id`, ids behind a name that says what
/// they are, and last what only looks like one. A word of 16 digits may be a span or a trace of 64 bits.
pub fn jumps(text: &str) -> Vec<Jump> {
    let runs = runs(text);
    let mut found = Found { text, jumps: Vec::new() };
    found.headers(&runs);
    found.named(&runs);
    found.bare(&runs);
    found.jumps.truncate(MAX_JUMPS);
    found.jumps
}

/// The hex digits between two letters that are none, without `0x`; digits and letters up to 32 digits only.
fn runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length =
            bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        // `%3A` is a colon in an address; its letters are no part of what follows.
        let is_colon =
            length >= 2 && at > 0 && bytes[at - 1] == b'%' && bytes[at..at + 2].eq_ignore_ascii_case(b"3a");
        let from = at + if is_colon { 2 } else { 0 };
        // Between the bytes of a letter there is no word.
        let word = text.get(from..at + length).unwrap_or_default();
        let prefix = if word.starts_with("0x") || word.starts_with("0X") { 2 } else { 0 };
        let digits = &word[prefix..];
        if !digits.is_empty() && digits.len() <= 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            runs.push(from + prefix..at + length);
        }
        at += length.max(1);
    }
    runs
}

struct Found<'a> {
    text: &'a str,
    jumps: Vec<Jump>,
}

impl Found<'_> {
    fn add(&mut self, trace: Option<&str>, span: Option<&str>) {
        let id = |digits: &str, width: usize| {
            let id = format!("{:0>width$}", digits.to_ascii_lowercase());
            // Zero is no id.
            id.bytes().any(|digit| digit != b'0').then_some(id)
        };
        let trace_id = trace.and_then(|digits| id(digits, 32));
        let span_id = span.and_then(|digits| id(digits, 16));
        let jump = Jump { trace_id, span_id };
        let is_one = if trace.is_some() { jump.trace_id.is_some() } else { jump.span_id.is_some() };
        if is_one && !self.jumps.contains(&jump) {
            self.jumps.push(jump);
        }
    }

    /// What stands between two runs.
    fn between(&self, left: &Range<usize>, right: &Range<usize>) -> &str {
        &self.text[left.end..right.start]
    }

    /// `traceparent` (W3C Trace Context), `b3` (one header) and `uber-trace-id`, with or without their names.
    fn headers(&mut self, runs: &[Range<usize>]) {
        let joined = |found: &Self, runs: &[Range<usize>], separators: &[&str]| {
            runs.windows(2).all(|pair| separators.contains(&found.between(&pair[0], &pair[1])))
        };
        let text = self.text;
        let lengths = |runs: &[Range<usize>]| runs.iter().map(Range::len).collect::<Vec<_>>();
        for four in runs.windows(4) {
            if lengths(four) == [2, 32, 16, 2] && joined(self, four, &["-"]) {
                self.add(Some(&text[four[1].clone()]), Some(&text[four[2].clone()]));
            }
        }
        for two in runs.windows(2) {
            if matches!(lengths(two)[..], [32 | 16, 16]) && joined(self, two, &["-"]) {
                self.add(Some(&text[two[0].clone()]), Some(&text[two[1].clone()]));
            }
        }
        // Times and addresses have colons too, but no part so long.
        let is_named = text.to_ascii_lowercase().contains("uber-trace-id");
        for four in runs.windows(4) {
            let is_long = four[0].len() > 9 || is_named;
            if is_long && four[1].len() <= 16 && joined(self, four, &[":", "%3A", "%3a"]) {
                self.add(Some(&text[four[0].clone()]), Some(&text[four[1].clone()]));
            }
        }
    }

    /// `trace_id=…`, `"spanId": "…"`, `X-B3-TraceId: …`
    fn named(&mut self, runs: &[Range<usize>]) {
        let text = self.text;
        let named = |name: Name, width: usize| {
            let of_name = runs
                .iter()
                .filter(move |run| run.len() <= width && name_before(text, run.start) == Some(name));
            of_name.map(|run| &text[run.clone()])
        };
        let span = named(Name::Span, 16).next();
        for trace in named(Name::Trace, 32) {
            self.add(Some(trace), span);
        }
        for span in named(Name::Span, 16) {
            self.add(None, Some(span));
        }
    }

    /// Words that look like an id.
    fn bare(&mut self, runs: &[Range<usize>]) {
        let text = self.text;
        // Ids lose the zeros they begin with in some hands.
        let of_length = |lengths: Range<usize>| {
            runs.iter().filter(move |run| lengths.contains(&run.len())).map(|run| &text[run.clone()])
        };
        let span = of_length(14..17).next();
        for trace in of_length(28..33) {
            self.add(Some(trace), span);
        }
        for five in runs.windows(5) {
            let is_uuid = five.iter().map(Range::len).eq([8, 4, 4, 4, 12])
                && five.windows(2).all(|pair| self.between(&pair[0], &pair[1]) == "-");
            if is_uuid {
                let digits: String = five.iter().map(|run| &text[run.clone()]).collect();
                self.add(Some(&digits), None);
            }
        }
        for span in of_length(14..17) {
            self.add(None, Some(span));
            self.add(Some(span), None);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Trace,
    Span,
}

/// What the name before an id says that it is. Between them stand quotes, spaces and one of `=` and `:`.
fn name_before(text: &str, at: usize) -> Option<Name> {
    let before = text[..at].trim_end_matches("0x").trim_end_matches(['"', '\'', '\\', ' ', '[', '(']);
    let before = before.strip_suffix(['=', ':'])?.trim_end_matches(['"', '\'', '\\', ' ']);
    let letters = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let from = before.len() - before.chars().rev().take_while(|letter| letters(*letter)).count();
    let name: String = before[from..].chars().filter(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "trace" => Some(Name::Trace),
        "span" => Some(Name::Span),
        _ if name.ends_with("traceid") => Some(Name::Trace),
        _ if name.ends_with("spanid") && !name.ends_with("parentspanid") => Some(Name::Span),
        _ => None,
    }
}
