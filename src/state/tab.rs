//! The ways an open trace is shown, one at a time.

/// A way to show a trace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Span by span over time.
    #[default]
    Waterfall,
    /// Frames below each other, as wide as their time.
    Flame,
    /// Groups of spans with their sums.
    Table,
    /// The events of all spans, by time.
    Log,
    /// The services it went through, and the calls between them.
    Map,
}

impl Tab {
    /// All of them, in their order on the page.
    pub const ALL: [Self; 5] = [Self::Waterfall, Self::Flame, Self::Table, Self::Log, Self::Map];

    /// The word in links.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waterfall => "waterfall",
            Self::Flame => "flame",
            Self::Table => "table",
            Self::Log => "log",
            Self::Map => "map",
        }
    }

    /// What the page calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Waterfall => "Waterfall",
            Self::Flame => "Flame",
            Self::Table => "Table",
            Self::Log => "Log",
            Self::Map => "Map",
        }
    }

    /// What a picture of it is called; the map's graph makes one of its own.
    pub const fn picture(self) -> Option<&'static str> {
        match self {
            Self::Waterfall => Some("waterfall"),
            Self::Flame => Some("flame graph"),
            Self::Table => Some("table"),
            Self::Log => Some("log"),
            Self::Map => None,
        }
    }

    /// Whether it shows spans over time.
    pub const fn is_over_time(self) -> bool {
        matches!(self, Self::Waterfall | Self::Flame)
    }

    /// The tab of a word in links.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.key() == key)
    }

    /// The tab so many places further on, round the end.
    #[must_use]
    pub fn beside(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0) as isize;
        Self::ALL[(at + by).rem_euclid(Self::ALL.len() as isize) as usize]
    }
}
