//! What people write instead of TraceQL, and the sentence that mends it.

use super::{Parser, values::Awaited};
use crate::query::{
    attribute,
    names::{INTRINSIC_SCOPES, INTRINSICS, SCOPES, STATICS, functions, intrinsic, is_function, static_of},
    tokens::{Kind, Token},
    tree::{Attribute, Field, Intrinsic, Scope, Static, Unary},
};

/// Signs and words that are mistaken for an operator, and the operator.
const MEANT: [(&str, &str); 20] = [
    ("==", "="),
    ("===", "="),
    (":", "="),
    ("is", "="),
    ("eq", "="),
    ("<>", "!="),
    ("!==", "!="),
    ("≠", "!="),
    ("=>", ">="),
    ("≥", ">="),
    ("=<", "<="),
    ("≤", "<="),
    ("~=", "=~"),
    ("like", "=~"),
    ("contains", "=~"),
    ("matches", "=~"),
    ("in", "=~"),
    ("&", "&&"),
    ("and", "&&"),
    ("or", "||"),
];

/// The sign that a mistaken one stands for.
fn meant(written: &str) -> Option<&'static str> {
    MEANT.iter().find(|(wrong, _)| wrong.eq_ignore_ascii_case(written)).map(|(_, sign)| *sign)
}

impl<'a> Parser<'a> {
    /// The sign of the next token, or the one that it is mistaken for.
    pub(super) fn meant_sign(&self) -> Option<&'a str> {
        let token = self.peek()?;
        let written = self.written(token);
        match token.kind {
            Kind::Operator => Some(meant(written).unwrap_or(written)),
            Kind::Word => meant(written),
            _ => None,
        }
    }

    /// The same inside a filter, where a lone `~` can only be a comparison.
    pub(super) fn meant_sign_in_filter(&self) -> Option<&'a str> {
        self.meant_sign().map(|sign| if sign == "~" { "=~" } else { sign })
    }

    /// The operator before an expression, or the one that is meant.
    pub(super) fn meant_prefix(&self) -> Option<Unary> {
        let token = self.peek()?;
        match (token.kind, self.written(token)) {
            (Kind::Operator, "-") => Some(Unary::Minus),
            (Kind::Operator, "!" | "¬") => Some(Unary::Not),
            (Kind::Word, word) if word.eq_ignore_ascii_case("not") => Some(Unary::Not),
            _ => None,
        }
    }

    /// Takes an operator that is written or meant, and tells whether something had to be said about it.
    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let place = self.place();
        let Some(written) = self.take().map(|token| self.written(token)).filter(|written| *written != sign)
        else {
            return false;
        };
        let message = match written.to_ascii_lowercase().as_str() {
            "like" | "contains" => {
                format!("{written} is no operator; for a part of a text write =~ \".*part.*\"")
            }
            "in" => format!("{written} is no operator; for one of several texts write =~ \"one|other\""),
            _ => format!("{written} is no operator; write {sign}"),
        };
        self.wrong(place, message);
        true
    }

    /// What a run of digits and letters that is no number might be.
    pub(super) fn no_number(&self, written: &str) -> String {
        let name = self.at.checked_sub(2).and_then(|back| self.tokens.get(back));
        if name.is_none_or(|token| token.kind != Kind::Operator) && written.starts_with('.') {
            return format!("A name that begins with a digit stands in quotes: .\"{}\"", &written[1..]);
        }
        let is_id = written.len() >= 8 && written.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_id = is_id || written.bytes().filter(u8::is_ascii_alphabetic).count() > 3;
        if is_id {
            return format!("Ids and texts stand in quotes: \"{written}\"");
        }
        format!("{written} is no number; durations have the units ns, us, ms, s, m, h and d")
    }

    /// A word that is neither a name nor a value of the language.
    pub(super) fn strange_word(&mut self, token: Token, awaited: Option<Awaited>) -> Option<Field> {
        let (word, place) = (self.written(token), (token.from, token.to));
        if meant(word).is_some_and(|sign| matches!(sign, "&&" | "||")) {
            self.wrong(place, format!("Expected a condition before {word}"));
            return None;
        }
        self.take();
        if is_function(word) || self.is_mark(b'(') {
            self.wrong(place, format!("A function stands behind a filter: {{ … }} | {word}(…)"));
            self.stop();
            return None;
        }
        if ["null", "none", "undefined"].iter().any(|nil| nil.eq_ignore_ascii_case(word)) {
            self.wrong(place, format!("Write nil instead of {word}"));
            return Some(Field::Static(Static::Nil));
        }
        let of = awaited.filter(|awaited| awaited.is_value()).map(|awaited| awaited.of);
        match of {
            Some(of) => Some(Field::Static(self.strange_value(word, place, of))),
            None => {
                let meant = nearest(word, known_names())
                    .map_or_else(String::new, |name| format!("; did you mean {name}?"));
                self.wrong(
                    place,
                    format!("Attributes need a scope: .{word}, span.{word} or resource.{word}{meant}"),
                );
                Some(Field::Attribute(Attribute { scope: Scope::Any, parent: false, name: word.to_owned() }))
            }
        }
    }

    /// A word where a value stands, compared with an intrinsic or with something else.
    fn strange_value(&mut self, word: &str, place: (usize, usize), of: Option<Intrinsic>) -> Static {
        let words: &[&str] = match of {
            Some(Intrinsic::Status) => &["error", "ok", "unset"],
            Some(Intrinsic::Kind) => &["server", "client", "internal", "producer", "consumer", "unspecified"],
            _ => &["true", "false", "nil"],
        };
        let near = nearest(word, words.iter().copied());
        let is_text = words[0] == "true" && near.is_none_or(|near| !near.eq_ignore_ascii_case(word));
        if is_text {
            self.wrong(place, format!("Text stands in quotes: \"{word}\""));
            return Static::Text(word.to_owned());
        }
        match near {
            Some(near) => {
                self.wrong(place, format!("{word} is no value; did you mean {near}?"));
                static_of(near).unwrap_or(Static::Nil)
            }
            None => {
                let last = words.len() - 1;
                let list = format!("{} or {}", words[..last].join(", "), words[last]);
                self.wrong(place, format!("Expected {list}, not {word}"));
                Static::Text(word.to_owned())
            }
        }
    }

    /// `service.name` and the like.
    pub(super) fn unscoped(&mut self, token: Token) -> Field {
        self.take();
        let (written, place) = (self.written(token), (token.from, token.to));
        // With the dot that it lacks it is read like any other name.
        let (attribute, _) = attribute::read(&format!(".{written}"));
        let name = attribute.name.clone();
        let first = name.split('.').next().unwrap_or_default();
        let near = nearest(first, SCOPES.iter().map(|(_, scope)| *scope)).filter(|near| *near != first);
        let message = match (first, near) {
            ("trace", _) => match name.strip_prefix("trace.").map(|rest| format!("trace:{rest}")) {
                Some(meant) if intrinsic(&meant).is_some() => format!("What belongs to the trace has a colon: {meant}"),
                _ => "A trace has no attributes of its own, only trace:id, trace:duration, trace:rootName and trace:rootService".to_owned(),
            },
            (_, Some(near)) => format!("{first} is no scope; did you mean {near}{}?", &name[first.len()..]),
            // What names the process is the resource's.
            ("service" | "deployment" | "k8s" | "host" | "container" | "process" | "telemetry" | "cloud", _) => {
                format!("Attributes need a scope: resource.{written} or .{written}")
            }
            _ => format!("Attributes need a scope: .{written}, span.{written} or resource.{written}"),
        };
        self.wrong(place, message);
        Field::Attribute(attribute)
    }

    /// `trace:name` and the like.
    pub(super) fn no_intrinsic(&mut self, token: Token) -> Field {
        self.take();
        let (written, place) = (self.written(token), (token.from, token.to));
        let (scope, name) = written.split_once(':').unwrap_or((written, ""));
        let attribute = |name: &str| {
            Field::Attribute(Attribute { scope: Scope::Any, parent: false, name: name.to_owned() })
        };
        if scope == "resource" {
            // What follows the first dot was cut off as a name without scope.
            let rest = self.peek().filter(|next| next.kind == Kind::Attribute && next.from == token.to);
            let name = format!("{name}{}", rest.map_or("", |rest| self.written(rest)));
            self.at += usize::from(rest.is_some());
            let place = (token.from, self.taken_to());
            self.wrong(place, format!("A resource has attributes only, with a dot: resource.{name}"));
            return attribute(&name);
        }
        if !INTRINSIC_SCOPES.contains(&scope) {
            self.wrong(
                place,
                format!("Names and values are joined by an operator such as =: {scope} = \"{name}\""),
            );
            return attribute(scope);
        }
        let known = || scoped_names().filter(|known| known.split(':').next() == Some(scope));
        let meant = match (scope, name) {
            ("trace", "name") => Some("trace:rootName"),
            ("trace", "service" | "serviceName" | "rootServiceName") => Some("trace:rootService"),
            _ => nearest(written, known()),
        };
        let list = || {
            let known = known().collect::<Vec<_>>().join(", ");
            format!("There is no {written}, only {known}")
        };
        self.wrong(
            place,
            meant.map_or_else(list, |meant| format!("{written} is no intrinsic; did you mean {meant}?")),
        );
        meant.and_then(intrinsic).map_or_else(|| attribute(name), Field::Intrinsic)
    }

    /// A word where a stage begins.
    pub(super) fn strange_stage(&mut self, token: Token) {
        let word = self.written(token);
        let message = nearest(word, functions()).map_or_else(
            || "Expected a stage: a filter, count(), min(…), max(…), avg(…), sum(…), by(…), select(…) or coalesce()".to_owned(),
            |near| format!("{word} is no stage; did you mean {near}(…)?"),
        );
        self.wrong((token.from, token.to), message);
    }
}

/// All spellings of intrinsics, and the other words of a filter.
fn known_names() -> impl Iterator<Item = &'static str> {
    let short = INTRINSICS.iter().map(|(_, name, _)| *name);
    short.chain(STATICS.iter().map(|(word, _)| *word))
}

/// The spellings of intrinsics that have a colon.
fn scoped_names() -> impl Iterator<Item = &'static str> {
    let both = INTRINSICS.iter().flat_map(|(_, short, scoped)| [Some(*short), *scoped]);
    both.flatten().filter(|name| name.contains(':'))
}

/// The known word that a strange one is nearest to, if it is near: one letter in three may differ, and case does not
/// count.
pub(super) fn nearest(word: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let letters: Vec<char> = word.chars().take(40).flat_map(char::to_lowercase).collect();
    let distances = known.map(|name| (distance(&letters, name), name));
    distances
        .filter(|(distance, name)| *distance * 3 <= name.len().min(letters.len()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The number of letters to add, drop, change or swap with their neighbour. (Optimal string alignment.)
fn distance(letters: &[char], name: &str) -> usize {
    let name: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    // Three rows of the table: the one before the last, the last, and the one being filled.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=letters.len()).collect();
    for (nth, other) in name.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(nth + 1);
        for (at, letter) in letters.iter().enumerate() {
            let changed = last[at] + usize::from(letter != other);
            let mut least = changed.min(last[at + 1] + 1).min(row[at] + 1);
            if nth > 0 && at > 0 && *letter == name[nth - 1] && letters[at - 1] == *other {
                least = least.min(before[at - 1] + 1);
            }
            row.push(least);
        }
        before = core::mem::replace(&mut last, row);
    }
    last[letters.len()]
}
