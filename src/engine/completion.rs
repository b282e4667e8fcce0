//! What can be typed next, out of the language and the loaded data.

use super::Engine;
use crate::{
    base::words::grouped,
    protocol::completion::{Completion, CompletionQuery, Suggestion},
    query::{
        complete::{
            self, Expectation, Expected, TypedName,
            offers::{self, Offer, quoted, starting},
        },
        names::STATICS,
        tree::{Attribute, Comparison, Field, Intrinsic, Scope, Static},
    },
    search::census,
};

impl Engine {
    pub(super) fn complete(&mut self, query: &CompletionQuery) -> Completion {
        let Expectation { from, to, in_words, expected } = complete::at(&query.text, query.cursor);
        let mut suggestions = match expected {
            Expected::Start | Expected::Spanset => offered(offers::examples()),
            Expected::Name(TypedName::Bare(typed)) => self.names(&typed, None),
            Expected::Name(TypedName::Attribute(Attribute { scope, name, parent })) => {
                let scope = (scope != Scope::Any).then_some(scope);
                let mut names = self.names_of(&name, scope);
                if parent {
                    names.iter_mut().for_each(|name| name.insert.insert_str(0, "parent."));
                }
                names
            }
            Expected::Name(TypedName::Intrinsic(typed)) => offered(offers::intrinsics(&typed)),
            Expected::Operator(behind) => offered(offers::operators(&behind)),
            Expected::Value { of, op, typed, .. } => self.values(&of, op, &typed, in_words, query.limit),
            Expected::Stage(typed) => offered(starting(offers::stages(), &typed)),
            Expected::Word(typed) => self.words(&typed, query.limit),
            Expected::Number | Expected::Nothing => Vec::new(),
        };
        suggestions.truncate(query.limit);
        Completion { from, to, suggestions }
    }

    /// Intrinsics that begin, and attributes that have the typed letters.
    fn names(&mut self, typed: &str, scope: Option<Scope>) -> Vec<Suggestion> {
        let mut names = offered(offers::intrinsics(typed));
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
        let words = offers::values(of);
        if !words.is_empty() {
            let words = words.iter().map(|word| Offer::new(word, word, "")).collect();
            return offered(starting(words, typed));
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
            let nil = STATICS.iter().filter(|(_, value)| matches!(value, Static::Nil));
            suggestions.extend(nil.map(|(word, _)| suggestion(word, word, "no value")));
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

fn offered(offers: Vec<Offer>) -> Vec<Suggestion> {
    offers.into_iter().map(|Offer { label, insert, hint }| Suggestion { label, insert, hint }).collect()
}
