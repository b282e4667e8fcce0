//! What can be typed next, out of the language and the loaded data.

use super::Engine;
use crate::{
    base::words::grouped,
    protocol::completion::{Completion, CompletionQuery, Suggestion},
    query::{
        complete::{self, Behind, Expectation, Expected, TypedName},
        literal::write_text,
        names::{AGGREGATES, COMPARISONS, INTRINSICS, STATICS},
        tree::{Attribute, Comparison, Field, Intrinsic, Scope, Static},
    },
    search::census,
};

/// Searches to begin with.
const EXAMPLES: [(&str, &str); 6] = [
    ("{ status = error }", "spans with an error"),
    ("{ duration > 1s }", "slow spans"),
    ("{ traceDuration > 1s }", "spans of slow traces"),
    ("{ kind = server } >> { .db.system.name != nil }", "database calls below a server span"),
    ("{ kind = client } | count() > 20", "traces with many calls"),
    ("{ .http.response.status_code >= 500 }", "failed requests"),
];

impl Engine {
    pub(super) fn complete(&mut self, query: &CompletionQuery) -> Completion {
        let Expectation { from, to, in_words, expected } = complete::at(&query.text, query.cursor);
        let mut suggestions = match expected {
            Expected::Start | Expected::Spanset => plain(&EXAMPLES),
            Expected::Name(TypedName::Bare(typed)) => self.names(&typed, None),
            Expected::Name(TypedName::Attribute(Attribute { scope, name, parent })) => {
                let scope = (scope != Scope::Any).then_some(scope);
                let mut names = self.names_of(&name, scope);
                if parent {
                    names.iter_mut().for_each(|name| name.insert.insert_str(0, "parent."));
                }
                names
            }
            Expected::Name(TypedName::Intrinsic(typed)) => intrinsics(&typed),
            Expected::Operator(behind) => operators(&behind),
            Expected::Value { of, op, typed, .. } => self.values(&of, op, &typed, in_words, query.limit),
            Expected::Stage(typed) => starting(stages(), &typed),
            Expected::Word(typed) => self.words(&typed, query.limit),
            Expected::Number | Expected::Nothing => Vec::new(),
        };
        suggestions.truncate(query.limit);
        Completion { from, to, suggestions }
    }

    /// Intrinsics that begin, and attributes that have the typed letters.
    fn names(&mut self, typed: &str, scope: Option<Scope>) -> Vec<Suggestion> {
        let mut names = intrinsics(typed);
        names.extend(self.names_of(typed, scope));
        names
    }

    /// Attributes whose key has the typed letters, those that begin with them first, then by frequency.
    fn names_of(&mut self, typed: &str, scope: Option<Scope>) -> Vec<Suggestion> {
        let store = &self.store;
        let typed = typed.to_lowercase();
        let known = self.names.get_or_insert_with(|| census::names(store));
        let mut found: Vec<(bool, Suggestion)> = known
            .iter()
            .filter(|name| scope.is_none_or(|scope| name.scope == scope))
            .filter_map(|name| {
                let key = store.key_name(name.key);
                let at = key.to_lowercase().find(&typed)?;
                let attribute = Attribute { scope: name.scope, parent: false, name: key.to_owned() };
                let written = attribute.to_string();
                let hint = format!("{}×", grouped(name.count as usize));
                Some((at > 0, Suggestion { label: written.clone(), insert: written, hint }))
            })
            .collect();
        found.sort_by_key(|(inside, _)| *inside);
        found.into_iter().map(|(_, suggestion)| suggestion).collect()
    }

    fn values(
        &mut self,
        of: &Field,
        op: Comparison,
        typed: &str,
        in_words: bool,
        limit: usize,
    ) -> Vec<Suggestion> {
        let words: Vec<&str> = match of {
            Field::Intrinsic(Intrinsic::Status) => vec!["error", "ok", "unset"],
            Field::Intrinsic(Intrinsic::Kind) => {
                vec!["server", "client", "producer", "consumer", "internal", "unspecified"]
            }
            Field::Intrinsic(Intrinsic::Duration | Intrinsic::TraceDuration) => {
                vec!["10ms", "100ms", "500ms", "1s", "5s"]
            }
            _ => Vec::new(),
        };
        if !words.is_empty() {
            return starting(words.into_iter().map(|word| suggestion(word, word, "")).collect(), typed);
        }
        let is_pattern = matches!(op, Comparison::Matches | Comparison::NotMatches);
        let counted = census::values(&self.store, &mut self.columns, of, typed, limit);
        let mut suggestions: Vec<Suggestion> = counted
            .into_iter()
            .map(|counted| {
                let needs_quotes =
                    counted.is_text && (!in_words || counted.text.contains(char::is_whitespace));
                let text = if is_pattern { regex::escape(&counted.text) } else { counted.text.clone() };
                let insert = if needs_quotes { quoted(&text) } else { text };
                suggestion(&counted.text, &insert, &format!("{}×", grouped(counted.count as usize)))
            })
            .collect();
        if !in_words && typed.is_empty() {
            suggestions.extend(starting(
                STATICS
                    .iter()
                    .filter(|(_, value)| matches!(value, Static::Nil))
                    .map(|(word, _)| suggestion(word, word, "no value"))
                    .collect(),
                typed,
            ));
        }
        suggestions
    }

    /// Services and operations that have the typed letters.
    fn words(&mut self, typed: &str, limit: usize) -> Vec<Suggestion> {
        if typed.is_empty() {
            return Vec::new();
        }
        let service = Field::Attribute(Attribute {
            scope: Scope::Resource,
            parent: false,
            name: "service.name".to_owned(),
        });
        let mut suggestions = Vec::new();
        for (of, hint) in [(service, "service"), (Field::Intrinsic(Intrinsic::Name), "operation")] {
            let counted = census::values(&self.store, &mut self.columns, &of, typed, limit / 2);
            suggestions.extend(counted.into_iter().map(|counted| {
                let has_space = counted.text.contains(char::is_whitespace);
                let insert = if has_space { quoted(&counted.text) } else { counted.text.clone() };
                suggestion(&counted.text, &insert, hint)
            }));
        }
        let keys = self.names_of(typed, None).into_iter().filter_map(|name| {
            let (_, key) = name.label.split_once('.')?;
            let plain = !key.contains(['"', ' ']);
            plain.then(|| suggestion(key, &format!("{key}="), &name.hint))
        });
        suggestions.extend(keys);
        suggestions
    }
}

fn suggestion(label: &str, insert: &str, hint: &str) -> Suggestion {
    Suggestion { label: label.to_owned(), insert: insert.to_owned(), hint: hint.to_owned() }
}

fn plain(list: &[(&str, &str)]) -> Vec<Suggestion> {
    list.iter().map(|(text, hint)| suggestion(text, text, hint)).collect()
}

fn quoted(text: &str) -> String {
    let mut written = String::new();
    // Writing into a String cannot fail.
    let _ = write_text(&mut written, text);
    written
}

fn starting(suggestions: Vec<Suggestion>, typed: &str) -> Vec<Suggestion> {
    suggestions.into_iter().filter(|suggestion| suggestion.label.starts_with(typed)).collect()
}

fn intrinsics(typed: &str) -> Vec<Suggestion> {
    let spelled = INTRINSICS.iter().map(|(_, name, other)| match other {
        // The scoped form is offered only to those who have begun to type it.
        Some(other) if typed.contains(':') => *other,
        _ => *name,
    });
    spelled
        .filter(|name| name.to_lowercase().starts_with(&typed.to_lowercase()))
        .map(|name| suggestion(name, name, "of every span"))
        .collect()
}

fn operators(behind: &Behind) -> Vec<Suggestion> {
    let list: &[(&str, &str)] = match behind {
        Behind::Name(_) => {
            return COMPARISONS.iter().map(|(_, sign)| suggestion(sign, sign, "")).collect();
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

fn stages() -> Vec<Suggestion> {
    let mut stages: Vec<Suggestion> = AGGREGATES
        .iter()
        .map(|(_, name)| {
            let insert =
                if *name == "count" { "count() > ".to_owned() } else { format!("{name}(duration) > ") };
            suggestion(name, &insert, "keeps traces by a number")
        })
        .collect();
    stages.extend(plain(&[
        ("by(", "parts the spans of a trace by a value"),
        ("select(", "names fields to show"),
        ("coalesce()", "joins the parts again"),
    ]));
    stages
}
