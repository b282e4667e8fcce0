//! The command palette: everything that can be done here, found by a few letters.

use super::{
    command::Command,
    condition, export,
    keymap::{self, Context},
    session::Session,
    share,
};
use crate::{base::time, protocol::traces::TraceRow};

/// Something that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is called, and found by.
    pub words: String,
    /// What kind of thing it is, or where it counts.
    pub hint: String,
    /// The keys that do the same here.
    pub keys: Vec<Vec<&'static str>>,
    /// What it does.
    pub command: Command,
}

/// An entry that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The entry.
    pub entry: Entry,
    /// Which letters of its words were typed, ascending.
    pub letters: Vec<usize>,
}

/// What there is to do commands with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// Traces are open.
    pub has_traces: bool,
    /// Files may be opened.
    pub can_open: bool,
    /// The search box is there.
    pub has_search: bool,
}

/// The commands that apply in a context, those that count only there first.
pub fn commands(context: Context, stock: Stock) -> Vec<Entry> {
    let applies = |command: &Command| match command {
        // It is open already.
        Command::TogglePalette => false,
        command if command.opens() => stock.can_open,
        Command::FocusSearch => stock.has_search && stock.has_traces,
        Command::ShowTraces
        | Command::ShowServices
        | Command::ShowLatency
        | Command::ShowCompare
        | Command::ShowFindings
        | Command::CloseAll => stock.has_traces,
        _ => true,
    };
    let here = context.outwards().flat_map(keymap::lines_of);
    let mut entries: Vec<Entry> = here
        .filter(|line| applies(&line.command))
        .map(|line| Entry {
            words: line.words.to_owned(),
            hint: line.context.label().to_owned(),
            keys: line.chords_in(context).map(|chord| chord.caps()).collect(),
            command: line.command.clone(),
        })
        .collect();
    if stock.has_traces {
        let is_trace = context.outwards().any(|context| context == Context::Trace);
        let first = if is_trace { export::Part::Trace } else { export::Part::Found };
        entries.extend(export::entries(&[first, export::Part::All]));
        entries.extend(share::entries(is_trace));
    }
    entries
}

/// The ways to the spans of services: in an open trace they are lit, else traces are searched for them.
pub fn services(session: &Session, names: &[String]) -> Vec<Entry> {
    names.iter().map(|name| target(session, name, "Service", condition::of_service(name))).collect()
}

/// The ways to the spans of operations.
pub fn operations(session: &Session, names: &[String]) -> Vec<Entry> {
    names.iter().map(|name| target(session, name, "Operation", condition::of_name(name))).collect()
}

fn target(session: &Session, name: &str, what: &str, search: String) -> Entry {
    let is_in_trace = session.trace_id().is_some();
    Entry {
        words: name.to_owned(),
        hint: format!("{what}: {}", if is_in_trace { "find in the trace" } else { "search traces" }),
        keys: Vec::new(),
        command: if is_in_trace { Command::SetFind(search) } else { Command::SearchFor(search) },
    }
}

/// The ways to traces; `service_names` are those of the summary.
pub fn traces(rows: &[TraceRow], service_names: &[String]) -> Vec<Entry> {
    let entry = |row: &TraceRow| {
        let service = service_names.get(row.service as usize).map_or("", String::as_str);
        let name = if row.name.is_empty() { "(no name)" } else { &row.name };
        Entry {
            words: format!("{service} {name}"),
            hint: format!("Trace of {}", time::duration(row.latency_ns)),
            keys: Vec::new(),
            command: Command::OpenTrace(row.trace_id.clone()),
        }
    };
    rows.iter().map(entry).collect()
}

/// The way to the trace that an id was typed of.
pub fn trace_of_id(typed: &str, trace_id: String) -> Entry {
    Entry {
        words: typed.to_owned(),
        hint: "Trace with this id".to_owned(),
        keys: Vec::new(),
        command: Command::OpenTrace(trace_id),
    }
}

/// The entries that have the typed letters, the best first; all of them while nothing is typed.
pub fn find(entries: Vec<Entry>, typed: &str) -> Vec<Found> {
    let wanted: Vec<Vec<char>> = typed.split_whitespace().map(folded).collect();
    let mut found: Vec<(i32, Found)> = entries
        .into_iter()
        .filter_map(|entry| {
            let text = folded(&entry.words);
            let mut letters = Vec::new();
            let mut score = 0;
            for word in &wanted {
                let (points, places) = matched(word, &text)?;
                score += points;
                letters.extend(places);
            }
            letters.sort_unstable();
            letters.dedup();
            Some((score, Found { entry, letters }))
        })
        .collect();
    // Equals stay in their order.
    found.sort_by_key(|(score, _)| -score);
    found.into_iter().map(|(_, found)| found).collect()
}

/// The letters of a text without case, as many as the text has.
fn folded(text: &str) -> Vec<char> {
    text.chars().map(|letter| letter.to_lowercase().next().unwrap_or(letter)).collect()
}

/// What a letter is worth that is found, that begins a word, that follows the one typed before it, and what each letter
/// passed over costs.
const FOUND: i32 = 2;
const BEGINS: i32 = 8;
const FOLLOWS: i32 = 6;
const PASSED: i32 = -1;

/// The best way to find the letters of `word` in `text`, in their order, with others in between: its worth and the
/// places. `None`: they are not all there.
fn matched(word: &[char], text: &[char]) -> Option<(i32, Vec<usize>)> {
    // best[at]: the worth of the letters so far with the last one at `at`, and where the one before stands.
    let mut ways: Vec<Vec<Option<(i32, usize)>>> = Vec::with_capacity(word.len());
    for (nth, letter) in word.iter().enumerate() {
        let before = nth.checked_sub(1).map(|nth| &ways[nth]);
        let mut way = vec![None; text.len()];
        // The best of the letter before that stands further left, less what was passed over since.
        let mut left: Option<(i32, usize)> = if nth == 0 { Some((0, usize::MAX)) } else { None };
        for at in 0..text.len() {
            let begins = at == 0 || !text[at - 1].is_alphanumeric() && text[at].is_alphanumeric();
            let follows =
                at.checked_sub(1).and_then(|last| before?[last].map(|(worth, _)| (worth + FOLLOWS, last)));
            if text[at] == *letter {
                let own = FOUND + if begins { BEGINS } else { 0 };
                let best = match (left, follows) {
                    (Some(left), Some(follows)) => Some(if follows.0 >= left.0 { follows } else { left }),
                    (left, follows) => follows.or(left),
                };
                way[at] = best.map(|(worth, from)| (worth + own, from));
            }
            if nth > 0 {
                let here = before.and_then(|before| before[at]).map(|(worth, _)| (worth, at));
                left = left.map(|(worth, from)| (worth + PASSED, from)).max(here);
            }
        }
        ways.push(way);
    }
    let last = ways.last()?;
    let (mut at, worth) = last
        .iter()
        .enumerate()
        .filter_map(|(at, way)| way.map(|(worth, _)| (at, worth)))
        .max_by_key(|&(at, worth)| (worth, core::cmp::Reverse(at)))?;
    let mut places = Vec::with_capacity(word.len());
    for way in ways.iter().rev() {
        places.push(at);
        at = way[at].map_or(0, |(_, from)| from);
    }
    places.reverse();
    Some((worth, places))
}
