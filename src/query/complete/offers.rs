//! What the language itself offers at a place, whoever holds the data.

use super::Behind;
use crate::query::{
    literal::write_text,
    names::{AGGREGATES, COMPARISONS, INTRINSICS, METRICS},
    tree::{Field, Intrinsic},
};

/// One thing that can stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is shown.
    pub label: String,
    /// What is put into the text.
    pub insert: String,
    /// What it is, in a few words.
    pub hint: String,
}

impl Offer {
    /// From its three texts.
    pub fn new(label: &str, insert: &str, hint: &str) -> Self {
        Self { label: label.to_owned(), insert: insert.to_owned(), hint: hint.to_owned() }
    }
}

/// Searches to begin with.
const EXAMPLES: [(&str, &str); 6] = [
    ("{ status = error }", "spans with an error"),
    ("{ duration > 1s }", "slow spans"),
    ("{ traceDuration > 1s }", "spans of slow traces"),
    ("{ kind = server } >> { .db.system.name != nil }", "database calls below a server span"),
    ("{ kind = client } | count() > 20", "traces with many calls"),
    ("{ .http.response.status_code >= 500 }", "failed requests"),
];

/// Searches to begin with.
pub fn examples() -> Vec<Offer> {
    plain(&EXAMPLES)
}

/// Those whose label begins with what is typed.
pub fn starting(mut offers: Vec<Offer>, typed: &str) -> Vec<Offer> {
    offers.retain(|offer| offer.label.starts_with(typed));
    offers
}

/// A text as TraceQL writes it.
pub fn quoted(text: &str) -> String {
    let mut written = String::new();
    // Writing into a String cannot fail.
    let _ = write_text(&mut written, text);
    written
}

/// The values of what has few of them.
pub fn values(of: &Field) -> &'static [&'static str] {
    match of {
        Field::Intrinsic(Intrinsic::Status) => &["error", "ok", "unset"],
        Field::Intrinsic(Intrinsic::Kind) => {
            &["server", "client", "producer", "consumer", "internal", "unspecified"]
        }
        Field::Intrinsic(Intrinsic::Duration | Intrinsic::TraceDuration) => {
            &["10ms", "100ms", "500ms", "1s", "5s"]
        }
        _ => &[],
    }
}

/// Intrinsics that begin with the typed letters.
pub fn intrinsics(typed: &str) -> Vec<Offer> {
    let spelled = INTRINSICS.iter().map(|(_, name, other)| match other {
        // The scoped form is offered only to those who have begun to type it.
        Some(other) if typed.contains(':') => *other,
        _ => *name,
    });
    spelled
        .filter(|name| name.to_lowercase().starts_with(&typed.to_lowercase()))
        .map(|name| Offer::new(name, name, "of every span"))
        .collect()
}

/// Operators behind something.
pub fn operators(behind: &Behind) -> Vec<Offer> {
    let list: &[(&str, &str)] = match behind {
        Behind::Name(_) => {
            return COMPARISONS.iter().map(|(_, sign)| Offer::new(sign, sign, "")).collect();
        }
        Behind::Condition => &[("&&", "and"), ("||", "or"), ("}", "end of the filter")],
        Behind::Spanset => &[
            (">>", "with such a span below"),
            (">", "with such a child"),
            ("&&", "and in the same trace"),
            ("||", "or"),
            ("|", "count, average, group …"),
            ("~", "with such a sibling"),
            ("<<", "with such a span above"),
        ],
        Behind::Aggregate => &[(">", ""), (">=", ""), ("=", ""), ("<", ""), ("<=", ""), ("!=", "")],
        Behind::Metrics | Behind::Stage => &[("|", "next stage")],
    };
    plain(list)
}

/// Stages behind `|`.
pub fn stages() -> Vec<Offer> {
    let mut stages: Vec<Offer> = AGGREGATES
        .iter()
        .map(|(_, name)| {
            let insert =
                if *name == "count" { "count() > ".to_owned() } else { format!("{name}(duration) > ") };
            Offer::new(name, &insert, "keeps traces by a number")
        })
        .collect();
    stages.extend(plain(&[
        ("by(", "parts the spans of a trace by a value"),
        ("select(", "names fields to show"),
        ("coalesce()", "joins the parts again"),
    ]));
    stages
}

/// Metrics functions behind `|`, which an endpoint runs.
pub fn metrics() -> Vec<Offer> {
    let insert = |name: &str| match name {
        "rate" | "count_over_time" => format!("{name}() by (resource.service.name)"),
        "quantile_over_time" => format!("{name}(duration, 0.5, 0.95, 0.99) by (resource.service.name)"),
        "compare" => "compare({ duration > 500ms })".to_owned(),
        "topk" | "bottomk" => format!("{name}(10)"),
        _ => format!("{name}(duration) by (resource.service.name)"),
    };
    METRICS.iter().map(|(_, name)| Offer::new(name, &insert(name), "numbers of the whole store")).collect()
}

fn plain(list: &[(&str, &str)]) -> Vec<Offer> {
    list.iter().map(|(text, hint)| Offer::new(text, text, hint)).collect()
}
