//! The drawn spans that the tables of queries are about, and the check of a table.
//!
//! A line with a bar is a span: its id, its service, its name and marks, then the bar, of which a column is a
//! millisecond. Its indentation is its depth in the tree; `#server`, `#error` and their like set kind and status,
//! `#lost` says that its parent is not there. Lines with `+` tell more of the span above them, as `key=value` in JSON:
//!
//! - `+ a=1` attributes of the span; `null` is no value, `{}` a key-value list, `1.0` and `NaN` floating-point numbers
//! - `+ resource a=1`, `+ scope name version a=1`
//! - `+ event name @2 a=1` two milliseconds after the start, `+ link 1 a=1` of trace and span `1`
//! - `+ message words`
//!
//! `= trace 1` begins a trace with that id.

use super::evaluate::World;
use crate::support::plain::{self, Attributes, Event, Link, Plain, Span};
use serde_json::Value;
use spanscope::{
    base::time::MS,
    model::{
        ids::SpanIx,
        span::{Kind, Status},
        store::Store,
    },
    query::reading::{Query, read},
    search::{columns::Columns, spans::matching},
};

/// Two traces with a root or two, and one of orphans.
const SPANS: &str = r#"
    = trace a1
    1 shop GET /cart #server #ok           |--------------------|
      + n=5 s="Cart" b=true where="span" big=9007199254740993 http.status=200
      + resource region="eu" where="resource" host="h1"
      + scope http.lib 1.2 lib=7
      2 shop render                        |  ------            |
        + n=5.0 s="cart" b=false
        + resource region="eu" where="resource" host="h1"
        3 cart LoadCart #client            |   ----             |
          + n="5" s="shopping cart" b="true" http.status=503
          + event retry @1 n=1
          + event retry @2 n=2 s="late"
          4 cart LoadCart #server #error   |   ---              |
            + n=5.5 s="two\nlines" tags=["red","green"] codes=[1,2.0]
            + message out of stock
            + event exception @1 type="Timeout" n=5 twice=null twice=2
            + link b2/11 why="retry" n=3
            + scope grpc 2.0 lib="g"
            5 redis GET #client            |   -                |
              + n=null s="" tags=[] nan=NaN amount=NaN
            6 redis GET #client            |    -               |
              + n=true s="5" tags=["red"] duration=12
      7 pay charge #producer               |            ----    |
        + n=-5 s=5 where=null amount=12.5 twice=null twice=1
        + resource where="resource"
        + link b2/12
        + link b2/13 why="batch" n=4
        8 pay charge #consumer             |             ---    |
          + n=[4,5] s=["cart","x"] amount=7.5 list={}
    = trace b2
    11 web GET / #server                   |----------          |
       + n=0 s="ann" route="/"
       12 web render                       | -                  |
          + n=9
       13 web GET /cart #client            |    --              |
          + n=9 s="Ann"
    14 job sweep                           |              ----  |
       + n=5 s="ann"
       15 job sweep item                   |               -    |
    = trace c3
    21 old find #server #lost              |-----               |
       + n=1 s="lost"
       22 old find item #error             | -                  |
       23 old find item                    |  -                 |
"#;

/// The drawn spans.
pub fn spans() -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut above: Vec<(usize, u64)> = Vec::new();
    let mut trace = 0;
    for line in SPANS.lines().filter(|line| !line.trim().is_empty()) {
        let text = line.trim_start();
        if let Some(id) = text.strip_prefix("= trace ") {
            trace = u128::from_str_radix(id, 16).expect("a trace id");
            above.clear();
        } else if let Some(more) = text.strip_prefix("+ ") {
            tell(spans.last_mut().expect("a span above"), more);
        } else {
            let indent = line.len() - text.len();
            while above.last().is_some_and(|(column, _)| *column >= indent) {
                above.pop();
            }
            let parent = above.last().map_or(0, |(_, id)| *id);
            let span = Span { trace, ..drawn(text, parent) };
            above.push((indent, span.id));
            spans.push(span);
        }
    }
    spans
}

fn drawn(text: &str, parent: u64) -> Span {
    let (label, bar) = text.split_once('|').expect("a bar");
    let mut words = label.split_whitespace();
    let id = u64::from_str_radix(words.next().expect("an id"), 16).expect("hex digits");
    let service = words.next().expect("a service");
    let (marks, name): (Vec<&str>, Vec<&str>) = words.partition(|word| word.starts_with('#'));
    let mark = |read: fn(&str) -> Option<_>| marks.iter().find_map(|mark| read(&mark[1..]));
    let start_ns = bar.find('-').expect("a bar") as i64 * MS;
    Span {
        id,
        parent: if marks.contains(&"#lost") { 0xdead } else { parent },
        start_ns,
        length_ns: bar.matches('-').count() as i64 * MS,
        name: name.join(" "),
        kind: marks.iter().find_map(|mark| Kind::from_word(&mark[1..])).unwrap_or_default(),
        status: mark(Status::from_word).unwrap_or_default(),
        resource: vec![("service.name".to_owned(), Plain::Text(service.to_owned()))],
        ..Span::default()
    }
}

/// Adds what a line with `+` says.
fn tell(span: &mut Span, text: &str) {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    match word {
        "resource" => span.resource.extend(attributes(rest)),
        "message" => span.message = rest.to_owned(),
        "scope" => {
            let mut words = rest.splitn(3, ' ');
            span.scope_name = words.next().unwrap_or_default().to_owned();
            span.scope_version = words.next().unwrap_or_default().to_owned();
            span.scope = attributes(words.next().unwrap_or_default());
        }
        "event" => {
            let mut words = rest.splitn(3, ' ');
            let name = words.next().unwrap_or_default().to_owned();
            let after_ms: i64 = words.next().expect("a time")[1..].parse().expect("milliseconds");
            let attributes = attributes(words.next().unwrap_or_default());
            span.events.push(Event { name, after_ns: Some(after_ms * MS), attributes });
        }
        "link" => {
            let (ids, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            let (trace, id) = ids.split_once('/').expect("a trace and a span");
            span.links.push(Link {
                trace: Some(u128::from_str_radix(trace, 16).expect("hex digits")),
                span: u64::from_str_radix(id, 16).expect("hex digits"),
                attributes: attributes(rest),
            });
        }
        _ => span.attributes.extend(attributes(text)),
    }
}

/// Reads `a=1 b="two words"`.
fn attributes(mut text: &str) -> Attributes {
    let mut attributes = Attributes::new();
    while let Some((key, rest)) = text.trim_start().split_once('=') {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let (value, length) = match rest.starts_with("NaN") {
            true => (Plain::Float(f64::NAN), 3),
            false => (read_value(&values.next().expect("a value").expect("JSON")), values.byte_offset()),
        };
        attributes.push((key.to_owned(), value));
        text = &rest[length..];
    }
    attributes
}

fn read_value(value: &Value) -> Plain {
    match value {
        Value::Null => Plain::Null,
        Value::Bool(value) => Plain::Bool(*value),
        Value::String(text) => Plain::Text(text.clone()),
        Value::Array(values) => Plain::Array(values.iter().map(read_value).collect()),
        Value::Object(_) => Plain::List,
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Plain::Int(whole),
            None => Plain::Float(number.as_f64().expect("a number")),
        },
    }
}

/// A row of a table: the rule it shows, the search, the ids of the spans it finds.
pub type Row = (&'static str, &'static str, &'static str);

/// Checks that each search finds the drawn spans it says; TraceQL is held against the slow evaluator besides, lest a
/// row be wrong by hand.
pub fn check(rows: &[Row]) {
    let spans = spans();
    let store = plain::store(&spans);
    let mut columns = Columns::default();
    for (rule, search, expected) in rows {
        let reading = read(search);
        assert_eq!(reading.refusal(), None, "{search}");
        let found = matching(&store, &mut columns, &reading.query, None).expect(search);
        assert_eq!(ids(&store, found.ones()), *expected, "{rule}: {search}");
        if let Query::TraceQl(pipeline) = &reading.query {
            let found = World { spans: &spans }.found(pipeline);
            let ids: Vec<String> = found.into_iter().map(|at| format!("{:x}", spans[at].id)).collect();
            assert_eq!(ids.join(" "), *expected, "slowly, {rule}: {search}");
        }
    }
}

/// The ids of some rows; the drawing has the spans in the order of rows.
fn ids(store: &Store, rows: impl Iterator<Item = usize>) -> String {
    let id = |row| format!("{:x}", store.span_id(SpanIx(row as u32)).0);
    rows.map(id).collect::<Vec<_>>().join(" ")
}
