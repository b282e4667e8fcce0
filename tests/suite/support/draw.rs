//! Drawn traces: an ASCII waterfall is the input, and what an analysis says is drawn back the same way.
//!
//! A line is `service  name and marks  |bar|`. A column of the bar is a millisecond. The indentation of the service is
//! the depth in the tree. Marks after the name: `#server`, `#client` … set the kind, `#error` and `#ok` the status,
//! `#follows` the reference, `#orphan` a parent that is not there, `#http=404` and `#grpc=NOT_FOUND` the answer,
//! `#message=…` the status message; `#exception` adds such an event, `#exception=IOError:…` one with type and message,
//! `#log=…` one of level error; `#link=1:0` links to line 0 of trace 1; any other `#key=value` is an attribute, a whole number or text. In what these say, `~`
//! is a space. `=` and `-` both mean "inside the span"; what they mean in a result is the test's.

use spanscope::{
    base::{
        intern::{Strings, Symbol},
        time::MS,
    },
    model::{
        builder::Builder,
        ids::{SpanId, SpanIx},
        span::{Dropped, Kind, SpanHead, Status},
        store::Store,
        value::Value,
    },
};

/// When the drawings begin: nanoseconds since 1970.
pub const ORIGIN_NS: i64 = 1_760_000_000_000_000_000;

/// A drawn line.
pub struct Line {
    pub service: String,
    pub name: String,
    pub marks: Vec<String>,
    /// Line number of the parent.
    pub parent: Option<usize>,
    pub start_ms: i64,
    pub end_ms: i64,
}

/// Reads a drawing. The first column of each bar is 0 ms.
pub fn lines(drawing: &str) -> Vec<Line> {
    let mut above: Vec<(usize, usize)> = Vec::new();
    let mut lines = Vec::new();
    for text in drawing.lines().filter(|line| line.contains('|')) {
        let indent = text.len() - text.trim_start().len();
        let mut parts = text.splitn(3, '|');
        let label = parts.next().unwrap_or_default();
        let bar = parts.next().unwrap_or_default();
        let mut words = label.split_whitespace();
        let service = words.next().unwrap_or_default().to_owned();
        let (marks, name): (Vec<&str>, Vec<&str>) = words.partition(|word| word.starts_with('#'));
        while above.last().is_some_and(|(column, _)| *column >= indent) {
            above.pop();
        }
        let start_ms = bar.find(['=', '-', '.']).unwrap_or(0) as i64;
        let end_ms = bar.rfind(['=', '-', '.']).map_or(start_ms, |at| at as i64 + 1);
        lines.push(Line {
            service,
            name: name.join(" "),
            marks: marks.into_iter().map(|mark| mark[1..].to_owned()).collect(),
            parent: above.last().map(|(_, line)| *line),
            start_ms,
            end_ms,
        });
        above.push((indent, lines.len() - 1));
    }
    lines
}

/// The store of one drawn trace; line `n` has the span id `n + 1`.
pub fn store(drawing: &str) -> Store {
    let mut builder = Builder::new();
    builder.begin_file("drawing");
    add(&mut builder, drawing, 1);
    builder.finish()
}

/// Adds a drawn trace.
pub fn add(builder: &mut Builder, drawing: &str, trace: u128) {
    for (number, line) in lines(drawing).iter().enumerate() {
        let resource = builder.begin_resource();
        let key = builder.key(b"service.name");
        let service = builder.strings.intern(&line.service);
        builder.end_resource(resource, vec![(key, Value::text(service))], Symbol::EMPTY);
        let scope = builder.begin_scope();
        let name = builder.strings.intern(&line.name);
        let trace = builder.trace_number(trace);
        let kind = line.marks.iter().find_map(|mark| Kind::from_word(mark)).unwrap_or_default();
        let status = line.marks.iter().find_map(|mark| Status::from_word(mark)).unwrap_or_default();
        let start_ns = (ORIGIN_NS + line.start_ms * MS) as u64;
        let status_message = line.said(&mut builder.strings, "message=").unwrap_or(Symbol::EMPTY);
        for mark in &line.marks {
            add_answer(builder, mark, start_ns);
        }
        builder.end_span(&SpanHead {
            trace: Some(trace),
            span_id: SpanId(number as u64 + 1),
            parent_id: match line.parent {
                Some(parent) => SpanId(parent as u64 + 1),
                None if line.marks.iter().any(|mark| mark == "orphan") => SpanId(u64::MAX),
                None => SpanId::NONE,
            },
            start_ns,
            end_ns: (ORIGIN_NS + line.end_ms * MS) as u64,
            name,
            kind,
            status,
            status_message,
            flags: 0,
            trace_state: Symbol::EMPTY,
            dropped: Dropped::default(),
            follows_from: line.marks.iter().any(|mark| mark == "follows"),
            resource,
            scope,
        });
    }
}

impl Line {
    /// What a mark of the line says.
    fn said(&self, strings: &mut Strings, mark: &str) -> Option<Symbol> {
        let said = self.marks.iter().find_map(|text| text.strip_prefix(mark))?;
        Some(strings.intern(&spaced(said)))
    }
}

/// What a mark says of the answer a drawn span gave, and of its attributes and events.
fn add_answer(builder: &mut Builder, mark: &str, start_ns: u64) {
    let (what, said) = match mark.split_once('=') {
        Some(parts) => parts,
        None if mark == "exception" => (mark, ""),
        None => return,
    };
    let (key, value) = match what {
        "message" => return,
        "exception" => {
            let (kind, message) = said.split_once(':').unwrap_or((said, ""));
            let parts = [("exception.type", kind), ("exception.message", message)];
            return add_event(builder, start_ns, "exception", &parts);
        }
        "link" => {
            let (trace, line) = said.split_once(':').expect("trace:line");
            let trace = builder.trace_number(trace.parse().expect("a number"));
            let line: u64 = line.parse().expect("a number");
            return builder.end_link(Some(trace), SpanId(line + 1), Symbol::EMPTY, 0);
        }
        "log" => return add_event(builder, start_ns, said, &[("level", "error")]),
        "http" => ("http.response.status_code", builder.numbers.int(said.parse().expect("a number"))),
        "grpc" => ("rpc.response.status_code", text(builder, said)),
        key => match said.parse() {
            Ok(number) => (key, builder.numbers.int(number)),
            Err(_) => (key, text(builder, &spaced(said))),
        },
    };
    let key = builder.key(key.as_bytes());
    builder.span_attribute(key, value);
}

/// Adds an event with those attributes that say something.
fn add_event(builder: &mut Builder, time_ns: u64, name: &str, attributes: &[(&str, &str)]) {
    for (key, said) in attributes.iter().filter(|(_, said)| !said.is_empty()) {
        let value = text(builder, &spaced(said));
        let key = builder.key(key.as_bytes());
        builder.event_attribute(key, value);
    }
    let name = builder.strings.intern(&spaced(name));
    builder.end_event(time_ns, name);
}

fn spaced(said: &str) -> String {
    said.replace('~', " ")
}

fn text(builder: &mut Builder, text: &str) -> Value {
    Value::text(builder.strings.intern(text))
}

/// The row of a drawn line.
pub fn span_of_line(store: &Store, line: usize) -> SpanIx {
    store.spans().find(|&span| store.span_id(span) == SpanId(line as u64 + 1)).expect("every line is a span")
}

/// Checks that a drawing is what `mark` makes of its own spans: inside a span, the milliseconds for which `mark` holds
/// are drawn `=`, the others `-`. A failure prints the drawing as it should be.
pub fn check_marked(drawing: &str, mark: impl Fn(&Store, SpanIx, i64) -> bool) {
    let store = store(drawing);
    let mut line_number = 0;
    let mut drawn = String::new();
    for text in drawing.lines() {
        if !text.contains('|') {
            continue;
        }
        let span = span_of_line(&store, line_number);
        let from = text.find('|').unwrap_or_default() + 1;
        let to = from + text[from..].find('|').unwrap_or_default();
        drawn.push_str(&text[..from]);
        for (ms, column) in (0..).zip(text[from..to].chars()) {
            let at_ns = ORIGIN_NS + ms * MS;
            let inside = (store.start_ns(span)..store.end_ns(span)).contains(&at_ns);
            drawn.push(match column {
                _ if inside && mark(&store, span, at_ns) => '=',
                _ if inside => '-',
                other => other,
            });
        }
        drawn.push_str(&text[to..]);
        drawn.push('\n');
        line_number += 1;
    }
    let expected: String =
        drawing.lines().filter(|line| line.contains('|')).map(|line| format!("{line}\n")).collect();
    assert_eq!(drawn, expected, "drawn:\n{drawn}\nexpected:\n{expected}");
}
