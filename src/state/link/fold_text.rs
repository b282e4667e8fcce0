//! A folding as the text of a link.

use crate::protocol::waterfall::Fold;

/// Words that stand before a folding, each with a comma: whether it has the word, and the folding with it.
type FoldWord = (&'static str, fn(&Fold) -> bool, fn(&mut Fold));
const FOLD_WORDS: [FoldWord; 5] = [
    ("hits", |fold| fold.only_hits, |fold| fold.only_hits = true),
    ("critical", |fold| fold.only_critical, |fold| fold.only_critical = true),
    ("long", |fold| fold.only_long, |fold| fold.only_long = true),
    ("services", |fold| fold.by_service, |fold| fold.by_service = true),
    ("calls", |fold| fold.unfolds_runs, |fold| fold.unfolds_runs = true),
];
/// Stands before a row that begins a run of equal calls.
const RUN: char = 'r';
/// Stands before a row below which the traces linked to it are unfolded.
const LINKED: char = 'l';

/// `2` (folded from depth 2 on), `:4,9` (rows 4 and 9 are folded), `2:4,9` (both, rows 4 and 9 the other way round),
/// `:r12` (the run of equal calls that begins with row 12 is the other way round), `:l7` (the traces linked to row 7 are
/// unfolded below it). Words in front: `hits,`, `critical,`
/// and `long,` show only such rows and what is above them, `services,` folds what stays inside a service, `calls,`
/// leaves runs unfolded.
pub fn fold_text(fold: &Fold) -> String {
    let words = FOLD_WORDS.iter().filter(|(_, has, _)| has(fold));
    let mut text: String = words.flat_map(|(word, ..)| [word, ","]).collect();
    text.extend(fold.from_depth.map(|depth| depth.to_string()));
    let rows = fold.toggled.iter().map(u32::to_string);
    let rows = rows.chain(fold.toggled_runs.iter().map(|row| format!("{RUN}{row}")));
    let rows = rows.chain(fold.linked.iter().map(|row| format!("{LINKED}{row}")));
    for (nth, row) in rows.enumerate() {
        text.push(if nth == 0 { ':' } else { ',' });
        text.push_str(&row);
    }
    text
}

/// What such a text says; `None` when it is none.
pub fn read_fold(mut value: &str) -> Option<Fold> {
    let mut fold = Fold::default();
    while let Some((word, rest)) = value.split_once(',')
        && let Some((.., set)) = FOLD_WORDS.iter().find(|(known, ..)| *known == word)
    {
        set(&mut fold);
        value = rest;
    }
    let (depth, rows) = value.split_once(':').unwrap_or((value, ""));
    fold.from_depth = if depth.is_empty() { None } else { Some(depth.parse().ok()?) };
    for row in rows.split(',').filter(|row| !row.is_empty()) {
        let rest = row.trim_start_matches([RUN, LINKED]);
        let rows = match row.chars().next() {
            Some(RUN) => &mut fold.toggled_runs,
            Some(LINKED) => &mut fold.linked,
            _ => &mut fold.toggled,
        };
        rows.push(rest.parse().ok()?);
    }
    for rows in [&mut fold.toggled, &mut fold.toggled_runs, &mut fold.linked] {
        rows.sort_unstable();
        rows.dedup();
    }
    Some(fold)
}
