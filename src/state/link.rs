//! The session as a link and back: everything stands in the fragment, which is never sent to a server.
//!
//! `#/<view>?key=value&…` (docs: the public contract on links). Reading is forgiving, field by field: a wrong value is
//! left out and told in a note, a key that is not known is kept.

use super::{
    columns::{Columns, column_text, read_column},
    grouping::{GroupOrder, Grouping},
    marks::Marks,
    percent::{decode, encode},
    session::{GroupSort, Hide, Session, Sort, View},
    tab::Tab,
    theme::Theme,
    time_range::Moment,
    zone::Zone,
};
use crate::protocol::{flame::FlameOrder, groups::GroupColumn, log::Severity, waterfall::Fold};

/// The orders of the flame graph and their words in links.
const FLAME_ORDERS: [(&str, FlameOrder); 2] = [("time", FlameOrder::Time), ("merged", FlameOrder::Merged)];

/// The columns of the table of a trace and their words in links.
const GROUP_COLUMNS: [(&str, GroupColumn); 9] = [
    ("group", GroupColumn::Group),
    ("spans", GroupColumn::Spans),
    ("total", GroupColumn::Total),
    ("self", GroupColumn::OwnTime),
    ("critical", GroupColumn::Critical),
    ("share", GroupColumn::Share),
    ("p50", GroupColumn::P50),
    ("p95", GroupColumn::P95),
    ("errors", GroupColumn::Errors),
];

/// The word for marked traces alone.
const MARKED: &str = "marked";
/// Words that stand before a folding, each with a comma: whether it has the word, and the folding with it.
type FoldWord = (&'static str, fn(&Fold) -> bool, fn(&mut Fold));
const FOLD_WORDS: [FoldWord; 5] = [
    ("hits", |fold| fold.only_hits, |fold| fold.only_hits = true),
    ("critical", |fold| fold.only_critical, |fold| fold.only_critical = true),
    ("long", |fold| fold.only_long, |fold| fold.only_long = true),
    ("services", |fold| fold.by_service, |fold| fold.by_service = true),
    ("calls", |fold| fold.unfolds_runs, |fold| fold.unfolds_runs = true),
];
/// Says that long gaps are not folded.
const TRUE_SCALE: &str = "linear";
/// Stands before a row that begins a run of equal calls.
const RUN: char = 'r';

/// The fragment of a session, `#` included.
pub fn write(session: &Session) -> String {
    let mut link = Writer { text: format!("#/{}", view_path(&session.view)), first: true };
    for source in &session.sources {
        link.pair("src", source);
    }
    link.pair_if(!session.q.is_empty(), "q", &session.q);
    // The order is that of the groups where the list has any. In a trace `by` is its table's.
    match session.grouping.as_ref().filter(|_| session.trace_id().is_none()) {
        Some(grouping) => {
            link.pair("by", &grouping.by);
            link.pair_if(grouping.order != GroupOrder::default(), "sort", &grouping.order.text());
        }
        None => link.pair_if(session.sort != Sort::default(), "sort", &list_sort_text(&session.sort)),
    }
    for (key, moment) in [("from", session.range.from), ("to", session.range.to)] {
        link.optional(key, moment.map(|moment| moment.to_string()).as_deref());
    }
    link.pair_if(!session.marks.is_empty(), "marks", &session.marks.to_string());
    link.pair_if(session.only_marked, "only", MARKED);
    if session.columns != Columns::default() {
        link.pair("cols", &session.columns.to_string());
    }
    link.pair_if(session.tab != Tab::default(), "tab", session.tab.key());
    if session.flame != FlameOrder::default() {
        link.pair("flame", word_of(&FLAME_ORDERS, session.flame));
    }
    link.pair_if(session.trace_id().is_some() && !session.by.is_empty(), "by", &session.by);
    if session.table != GroupSort::default() {
        link.pair("table", &sort_text(&GROUP_COLUMNS, session.table.column, session.table.descending));
    }
    link.pair_if(session.least != Severity::default(), "level", session.least.key());
    link.optional("span", session.span.as_deref());
    if let Some((from_ns, to_ns)) = session.zoom {
        link.pair("zoom", &format!("{from_ns}..{to_ns}"));
    }
    link.optional("root", session.root.as_deref());
    if session.fold != Fold::default() {
        link.pair("fold", &fold_text(&session.fold));
    }
    link.pair_if(!session.find.is_empty(), "find", &session.find);
    link.pair_if(session.true_scale, "scale", TRUE_SCALE);
    link.pair_if(session.skew, "skew", "1");
    link.pair_if(session.theme_in_link, "theme", session.theme.key());
    link.pair_if(session.zone != Zone::default(), "tz", session.zone.key());
    link.pair_if(session.embed, "embed", "1");
    if session.hide != Hide::default() {
        link.pair("hide", &hide_text(session.hide));
    }
    for (key, value) in &session.rest {
        link.pair(key, value);
    }
    link.text
}

/// The session of a fragment (with `#` or without), and a sentence for each value that could not be used.
pub fn read(fragment: &str) -> (Session, Vec<String>) {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (path, pairs) = fragment.split_once('?').unwrap_or((fragment, ""));
    let mut reader = Reader::default();
    reader.view(path);
    for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        reader.pair(decode(key), decode(value));
    }
    reader.finish()
}

struct Writer {
    text: String,
    first: bool,
}

impl Writer {
    fn pair(&mut self, key: &str, value: &str) {
        self.text.push(if self.first { '?' } else { '&' });
        self.first = false;
        self.text.push_str(&encode(key));
        self.text.push('=');
        self.text.push_str(&encode(value));
    }

    fn pair_if(&mut self, wanted: bool, key: &str, value: &str) {
        if wanted {
            self.pair(key, value);
        }
    }

    fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.pair(key, value);
        }
    }
}

fn view_path(view: &View) -> String {
    match view {
        View::Open => "open".to_owned(),
        View::Traces => "traces".to_owned(),
        View::Findings => "findings".to_owned(),
        View::Trace(id) => format!("trace/{}", encode(id)),
    }
}

/// The word of a value in a table of words.
fn word_of<T: Copy + PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, other)| *other == value).map_or("", |(word, _)| word)
}

/// The value of a word in such a table.
fn of_word<T: Copy>(words: &[(&'static str, T)], word: &str) -> Option<T> {
    words.iter().find(|(other, _)| *other == word).map(|(_, value)| *value)
}

fn list_sort_text(sort: &Sort) -> String {
    format!("{}{}", if sort.descending { "-" } else { "" }, column_text(&sort.column))
}

/// A column; `-` before it: the largest first.
fn sort_text<T: Copy + PartialEq>(columns: &[(&'static str, T)], column: T, descending: bool) -> String {
    format!("{}{}", if descending { "-" } else { "" }, word_of(columns, column))
}

/// `2` (folded from depth 2 on), `:4,9` (rows 4 and 9 are folded), `2:4,9` (both, rows 4 and 9 the other way round),
/// `:r12` (the run of equal calls that begins with row 12 is the other way round). Words in front: `hits,`, `critical,`
/// and `long,` show only such rows and what is above them, `services,` folds what stays inside a service, `calls,`
/// leaves runs unfolded.
fn fold_text(fold: &Fold) -> String {
    let words = FOLD_WORDS.iter().filter(|(_, has, _)| has(fold));
    let mut text: String = words.flat_map(|(word, ..)| [word, ","]).collect();
    text.extend(fold.from_depth.map(|depth| depth.to_string()));
    let rows = fold.toggled.iter().map(u32::to_string);
    let rows = rows.chain(fold.toggled_runs.iter().map(|row| format!("{RUN}{row}")));
    for (nth, row) in rows.enumerate() {
        text.push(if nth == 0 { ':' } else { ',' });
        text.push_str(&row);
    }
    text
}

fn hide_text(hide: Hide) -> String {
    let parts =
        [(hide.header, "header"), (hide.minimap, "minimap"), (hide.detail, "detail"), (hide.open, "open")];
    let words: Vec<&str> = parts.into_iter().filter_map(|(hidden, word)| hidden.then_some(word)).collect();
    words.join(",")
}

#[derive(Default)]
struct Reader {
    session: Session,
    /// The order, which may stand before what tells whether it is that of groups.
    sort: Option<String>,
    notes: Vec<String>,
}

impl Reader {
    fn view(&mut self, path: &str) {
        let path = path.strip_prefix('/').unwrap_or(path);
        let (name, rest) = path.split_once('/').unwrap_or((path, ""));
        self.session.view = match (name, rest) {
            ("" | "open", _) => View::Open,
            ("trace", id) if !id.is_empty() => View::Trace(decode(id)),
            ("traces", _) => View::Traces,
            ("findings", _) => View::Findings,
            _ => {
                self.notes.push(format!(
                    "The link names the view “{path}”, which is not here; this is the list of traces"
                ));
                View::Traces
            }
        };
    }

    fn pair(&mut self, key: String, value: String) {
        let session = &mut self.session;
        let understood = match key.as_str() {
            "src" => some(value.clone()).map(|source| session.sources.push(source)),
            "q" => {
                session.q.clone_from(&value);
                Some(())
            }
            "sort" => {
                self.sort = Some(value);
                return;
            }
            "by" if session.trace_id().is_some() => {
                session.by.clone_from(&value);
                Some(())
            }
            "level" => Severity::from_key(&value).map(|least| session.least = least),
            "by" => Grouping::by(&value).map(|grouping| session.grouping = Some(grouping)),
            "from" => Moment::read(&value).map(|from| session.range.from = Some(from)),
            "to" => Moment::read(&value).map(|to| session.range.to = Some(to)),
            "marks" => Marks::read(&value).map(|marks| session.marks = marks),
            "only" => (value == MARKED).then(|| session.only_marked = true),
            "cols" => Columns::read(&value).map(|columns| session.columns = columns),
            "table" => read_sort(&GROUP_COLUMNS, &value)
                .map(|(column, descending)| session.table = GroupSort { column, descending }),
            "tab" => Tab::from_key(&value).map(|tab| session.tab = tab),
            "flame" => of_word(&FLAME_ORDERS, &value).map(|order| session.flame = order),
            "span" => some(value.clone()).map(|span| session.span = Some(span)),
            "zoom" => read_zoom(&value).map(|zoom| session.zoom = Some(zoom)),
            "root" => some(value.clone()).map(|root| session.root = Some(root)),
            "fold" => read_fold(&value).map(|fold| session.fold = fold),
            "find" => {
                session.find.clone_from(&value);
                Some(())
            }
            "scale" => (value == TRUE_SCALE).then(|| session.true_scale = true),
            "skew" => read_flag(&value).map(|skew| session.skew = skew),
            "theme" => Theme::from_key(&value).map(|theme| {
                session.theme = theme;
                session.theme_in_link = true;
            }),
            "tz" => Zone::from_key(&value).map(|zone| session.zone = zone),
            "embed" => read_flag(&value).map(|embed| session.embed = embed),
            "hide" => read_hide(&value).map(|hide| session.hide = hide),
            _ => {
                session.rest.push((key, value));
                return;
            }
        };
        if understood.is_none() {
            self.note(&key, &value);
        }
    }

    fn finish(mut self) -> (Session, Vec<String>) {
        let session = &mut self.session;
        session.only_marked &= !session.marks.is_empty();
        if let Some(value) = self.sort.take() {
            let understood = match &mut session.grouping {
                Some(grouping) => GroupOrder::read(&value).map(|order| grouping.order = order),
                None => read_list_sort(&value).map(|sort| session.sort = sort),
            };
            if understood.is_none() {
                self.note("sort", &value);
            }
        }
        (self.session, self.notes)
    }

    fn note(&mut self, key: &str, value: &str) {
        self.notes.push(format!("The link's “{key}={value}” is not understood and was left out"));
    }
}

/// The text, unless it is empty.
fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn read_sort<T: Copy>(columns: &[(&'static str, T)], value: &str) -> Option<(T, bool)> {
    let (word, descending) = value.strip_prefix('-').map_or((value, false), |word| (word, true));
    of_word(columns, word).map(|column| (column, descending))
}

fn read_list_sort(value: &str) -> Option<Sort> {
    let (word, descending) = value.strip_prefix('-').map_or((value, false), |word| (word, true));
    read_column(word).map(|column| Sort { column, descending })
}

fn read_zoom(value: &str) -> Option<(i64, i64)> {
    let (from, to) = value.split_once("..")?;
    let (from_ns, to_ns) = (from.parse().ok()?, to.parse().ok()?);
    (from_ns < to_ns).then_some((from_ns, to_ns))
}

fn read_fold(mut value: &str) -> Option<Fold> {
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
        match row.strip_prefix(RUN) {
            Some(run) => fold.toggled_runs.push(run.parse().ok()?),
            None => fold.toggled.push(row.parse().ok()?),
        }
    }
    for rows in [&mut fold.toggled, &mut fold.toggled_runs] {
        rows.sort_unstable();
        rows.dedup();
    }
    Some(fold)
}

fn read_flag(value: &str) -> Option<bool> {
    match value {
        "1" | "true" => Some(true),
        "0" | "false" | "" => Some(false),
        _ => None,
    }
}

fn read_hide(value: &str) -> Option<Hide> {
    let mut hide = Hide::default();
    for word in value.split(',').filter(|word| !word.is_empty()) {
        match word {
            "header" => hide.header = true,
            "minimap" => hide.minimap = true,
            "detail" => hide.detail = true,
            "open" => hide.open = true,
            _ => return None,
        }
    }
    Some(hide)
}
