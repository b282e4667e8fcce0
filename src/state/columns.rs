//! The columns of the trace list: which, in which order, how wide. In links and in what is kept they are one text,
//! `root,latency~220,.http.route`.

use crate::{protocol::traces::TraceColumn, query::naming};
use core::fmt::{self, Display, Formatter};

/// The columns every data set has, in the order in which they stand.
pub const BUILT_IN: [(TraceColumn, &str); 8] = [
    (TraceColumn::Root, "root"),
    (TraceColumn::Latency, "latency"),
    (TraceColumn::Extent, "extent"),
    (TraceColumn::Spans, "spans"),
    (TraceColumn::Matches, "matches"),
    (TraceColumn::Services, "services"),
    (TraceColumn::Errors, "errors"),
    (TraceColumn::Start, "start"),
];

/// The narrowest and widest a column can be made, in pixels.
pub const NARROWEST_PX: u16 = 48;
/// See above.
pub const WIDEST_PX: u16 = 1_200;
/// So many columns can be shown: a row is made of them eighty times.
pub const MOST: usize = 24;

/// The sign between a column and its width.
const WIDTH: char = '~';

/// A column that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListColumn {
    /// Which.
    pub column: TraceColumn,
    /// Its width in pixels, when a person has set it.
    pub width_px: Option<u16>,
}

/// The columns that are shown, each once, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns(Vec<ListColumn>);

impl Default for Columns {
    /// All that every data set has but the extent, which for most traces is the duration over again.
    fn default() -> Self {
        let usual = BUILT_IN.into_iter().filter(|(column, _)| *column != TraceColumn::Extent);
        Self(usual.map(|(column, _)| ListColumn { column, width_px: None }).collect())
    }
}

impl Columns {
    /// The columns.
    pub fn shown(&self) -> &[ListColumn] {
        &self.0
    }

    /// Those that have something to say: without a search every span matches, and their number stands there already.
    pub fn telling(&self, has_search: bool) -> Vec<ListColumn> {
        let tells = |shown: &&ListColumn| has_search || shown.column != TraceColumn::Matches;
        self.0.iter().filter(tells).cloned().collect()
    }

    /// Whether a column is shown.
    pub fn has(&self, column: &TraceColumn) -> bool {
        self.0.iter().any(|shown| shown.column == *column)
    }

    /// The attributes and properties among them, in their order.
    pub fn fields(&self) -> Vec<String> {
        let name = |shown: &ListColumn| match &shown.column {
            TraceColumn::Field(name) => Some(name.clone()),
            _ => None,
        };
        self.0.iter().filter_map(name).collect()
    }

    /// With another one: a built-in column takes its place among the others, an attribute stands behind them all. With
    /// as many as can be shown, nothing changes.
    #[must_use]
    pub fn with(mut self, column: TraceColumn) -> Self {
        if self.has(&column) || self.0.len() >= MOST {
            return self;
        }
        let own = place(&column);
        let is_behind = |shown: &ListColumn| own.is_some() && place(&shown.column) > own;
        let at = self.0.iter().position(is_behind).unwrap_or(self.0.len());
        self.0.insert(at, ListColumn { column, width_px: None });
        self
    }

    /// Without one; the last one stays.
    #[must_use]
    pub fn without(mut self, column: &TraceColumn) -> Self {
        if self.0.len() > 1 {
            self.0.retain(|shown| shown.column != *column);
        }
        self
    }

    /// With a column of another width, cut to what is allowed; `None`: its usual one.
    #[must_use]
    pub fn resized(mut self, column: &TraceColumn, width_px: Option<u16>) -> Self {
        if let Some(shown) = self.0.iter_mut().find(|shown| shown.column == *column) {
            shown.width_px = width_px.map(allowed_px);
        }
        self
    }

    /// The columns of a text; `None` when a part of it is no column.
    pub fn read(text: &str) -> Option<Self> {
        let mut columns = Self(Vec::new());
        for part in parts(text) {
            let (name, width_px) = match part.rsplit_once(WIDTH) {
                Some((name, width)) if !width.contains('"') => (name, Some(width.parse::<u16>().ok()?)),
                _ => (part, None),
            };
            let column = read_column(name)?;
            if !columns.has(&column) && columns.0.len() < MOST {
                columns.0.push(ListColumn { column, width_px: width_px.map(allowed_px) });
            }
        }
        (!columns.0.is_empty()).then_some(columns)
    }
}

impl Display for Columns {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for (nth, ListColumn { column, width_px }) in self.0.iter().enumerate() {
            let comma = if nth > 0 { "," } else { "" };
            write!(out, "{comma}{}", column_text(column))?;
            if let Some(px) = width_px {
                write!(out, "{WIDTH}{px}")?;
            }
        }
        Ok(())
    }
}

/// A column's word in links: that of a built-in one, or the attribute or property as a search writes it.
pub fn column_text(column: &TraceColumn) -> &str {
    match column {
        TraceColumn::Field(name) => name,
        column => BUILT_IN.iter().find(|(other, _)| other == column).map_or("", |(_, word)| word),
    }
}

/// The column of a word in links. An attribute has its scope or a dot in front, so that a word that is none is told
/// from it.
pub fn read_column(word: &str) -> Option<TraceColumn> {
    let built_in = BUILT_IN.iter().find(|(_, known)| *known == word).map(|(column, _)| column.clone());
    built_in.or_else(|| {
        let field = naming::named(word)?.to_string();
        (field == word || word.contains('.')).then_some(TraceColumn::Field(field))
    })
}

fn allowed_px(width_px: u16) -> u16 {
    width_px.clamp(NARROWEST_PX, WIDEST_PX)
}

/// The place of a built-in column among them.
fn place(column: &TraceColumn) -> Option<usize> {
    BUILT_IN.iter().position(|(other, _)| other == column)
}

/// The parts between commas that do not stand in quotes.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut in_quotes = false;
    let mut is_escaped = false;
    text.split(move |letter: char| {
        let was_escaped = is_escaped;
        is_escaped = in_quotes && !was_escaped && letter == '\\';
        if letter == '"' && !was_escaped {
            in_quotes = !in_quotes;
        }
        letter == ',' && !in_quotes
    })
    .filter(|part| !part.is_empty())
}
