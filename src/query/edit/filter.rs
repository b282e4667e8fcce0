//! The conditions of one filter in braces, as passages of its text.

use crate::query::{
    parser,
    tokens::{Kind, Token, tokens},
    tree::{Binary, Field, Spanset},
};
use core::ops::Range;

/// A filter in a text and what `&&` joins in it.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    /// From its brace to behind its other brace.
    pub braces: Range<usize>,
    /// What must hold, each with its passage.
    pub conditions: Vec<(Range<usize>, Field)>,
}

impl Filter {
    /// The last filter of a text that has no errors.
    pub fn last_of(text: &str) -> Option<Self> {
        let tokens = tokens(text);
        let open = tokens.iter().rposition(|token| token.kind == Kind::Mark(b'{'))?;
        let close = open + tokens[open..].iter().position(|token| token.kind == Kind::Mark(b'}'))?;
        let conditions = passages(text, &tokens[open + 1..close]);
        let read = |passage: Range<usize>| Some((passage.clone(), expression(&text[passage])?));
        Some(Self {
            braces: tokens[open].from..tokens[close].to,
            conditions: conditions.into_iter().map(read).collect::<Option<_>>()?,
        })
    }

    /// The text with one more condition, behind the others.
    pub fn with(&self, text: &str, condition: &str) -> String {
        let inside = &text[self.braces.start + 1..self.braces.end - 1];
        let (before, behind) = (&text[..=self.braces.start], &text[self.braces.end - 1..]);
        let kept = inside.trim_end();
        format!("{before}{kept} && {condition}{}{behind}", &inside[kept.len()..])
    }

    /// The text without the nth condition, of which there are several.
    pub fn without(&self, text: &str, nth: usize) -> String {
        // With the sign that joins it to the one before, or the first to the one behind.
        let cut = match nth.checked_sub(1) {
            Some(before) => self.conditions[before].0.end..self.conditions[nth].0.end,
            None => self.conditions[0].0.start..self.conditions[1].0.start,
        };
        format!("{}{}", &text[..cut.start], &text[cut.end..])
    }
}

/// A condition as it is written behind `&&`.
pub(super) fn written(condition: &Field) -> String {
    match condition {
        Field::Binary { op: Binary::And | Binary::Or, .. } => format!("({condition})"),
        _ => condition.to_string(),
    }
}

/// The expression of a passage, which is written as in a filter without its braces.
pub fn expression(passage: &str) -> Option<Field> {
    let (pipeline, errors) = parser::parse(&format!("{{ {passage} }}"));
    match pipeline.first {
        Spanset::Filter(field) if errors.is_empty() => field,
        _ => None,
    }
}

/// The passages that `&&` joins. It binds as tightly as `||`, and both group to the left: everything up to the last
/// `||` and the `&&` behind it is one condition.
fn passages(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match (token.kind, &text[token.from..token.to]) {
            (Kind::Mark(b'(' | b'['), _) => depth += 1,
            (Kind::Mark(b')' | b']'), _) => depth = depth.saturating_sub(1),
            (Kind::Operator, "&&") if depth == 0 => cuts.push(at),
            (Kind::Operator, "||") if depth == 0 => cuts.clear(),
            _ => {}
        }
    }
    let starts = [0].into_iter().chain(cuts.iter().map(|cut| cut + 1));
    let ends = cuts.iter().copied().chain([tokens.len()]);
    starts
        .zip(ends)
        .filter_map(|(start, end)| Some(tokens.get(start)?.from..tokens.get(end.checked_sub(1)?)?.to))
        .collect()
}
