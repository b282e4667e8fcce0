//! The keys: one table, which the handler searches and the help shows.

use super::{
    command::{Command, Move},
    endpoint::Endpoint,
    session::{Session, StorePart, View},
    tab::Tab,
    theme::Theme,
    zone::Zone,
};
use crate::protocol::remote::Kind;

/// Where keys mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// In a list of traces.
    List,
    /// In the view of traces.
    Traces,
    /// In the store of an endpoint.
    Store,
    /// In the view of latency.
    Latency,
    /// In a trace, whichever way it is shown.
    Trace,
    /// In a trace that is shown over time, as waterfall or flame graph.
    Spans,
    /// In the waterfall.
    Waterfall,
    /// In the flame graph.
    Flame,
    /// In the table of a trace.
    Table,
    /// In the log of a trace.
    Log,
    /// In a graph of services.
    Graph,
    /// In the view of services.
    Services,
    /// In who calls whom in the store of an endpoint.
    Dependencies,
    /// In the map of a trace.
    Map,
    /// Everywhere.
    Anywhere,
}

impl Context {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 12] = [
        Self::Anywhere,
        Self::List,
        Self::Traces,
        Self::Store,
        Self::Latency,
        Self::Trace,
        Self::Spans,
        Self::Waterfall,
        Self::Flame,
        Self::Table,
        Self::Log,
        Self::Graph,
    ];

    /// The heading in the help.
    pub const fn label(self) -> &'static str {
        match self {
            Self::List => "List of traces",
            Self::Traces => "Traces",
            Self::Store => "Store of an endpoint",
            Self::Latency => "Latency",
            Self::Trace => "In a trace",
            Self::Spans => "Waterfall and flame",
            Self::Waterfall => "Waterfall",
            Self::Flame => "Flame",
            Self::Table => "Table",
            Self::Log => "Log",
            Self::Graph | Self::Services | Self::Map | Self::Dependencies => "Services and map",
            Self::Anywhere => "Everywhere",
        }
    }

    /// The context of what is shown.
    pub const fn of(session: &Session) -> Self {
        match (&session.view, session.tab) {
            (View::Open | View::Findings | View::Compare, _) => Self::Anywhere,
            (View::Traces, _) => Self::Traces,
            (View::Store, _) => match (session.store, &session.endpoint) {
                // A Tempo counts no calls and lists traces there, as after another store.
                (StorePart::Found, _) | (_, Some(Endpoint { kind: Some(Kind::Tempo), .. })) => Self::Store,
                (StorePart::Dependencies, _) => Self::Dependencies,
            },
            (View::Services, _) => Self::Services,
            (View::Latency, _) => Self::Latency,
            (View::Trace(_), Tab::Waterfall) => Self::Waterfall,
            (View::Trace(_), Tab::Flame) => Self::Flame,
            (View::Trace(_), Tab::Table) => Self::Table,
            (View::Trace(_), Tab::Log) => Self::Log,
            (View::Trace(_), Tab::Map) => Self::Map,
        }
    }

    /// This context and the wider ones that it is in, from the inside: their keys count here too, unless they mean
    /// something else further inside.
    pub fn outwards(self) -> impl Iterator<Item = Self> {
        let around: &[Self] = match self {
            Self::Waterfall | Self::Flame => &[Self::Spans, Self::Trace, Self::Anywhere],
            Self::Map => &[Self::Graph, Self::Trace, Self::Anywhere],
            Self::Spans | Self::Table | Self::Log => &[Self::Trace, Self::Anywhere],
            Self::Services | Self::Dependencies => &[Self::Graph, Self::Anywhere],
            Self::Traces | Self::Latency => &[Self::List, Self::Anywhere],
            Self::Trace | Self::List | Self::Store | Self::Graph => &[Self::Anywhere],
            Self::Anywhere => &[],
        };
        core::iter::once(self).chain(around.iter().copied())
    }
}

/// A key with what is held down beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// As `KeyboardEvent.key` gives it; letters in lower case.
    pub key: &'static str,
    /// Ctrl, or ⌘ on a Mac.
    pub ctrl: bool,
    /// Shift. For marks such as `?` it is part of the key itself and not asked.
    pub shift: bool,
}

impl Chord {
    /// The keys to press, as words for key caps.
    pub fn caps(self) -> Vec<&'static str> {
        let mut caps = Vec::new();
        if self.ctrl {
            caps.push("Ctrl");
        }
        if self.shift {
            caps.push("Shift");
        }
        caps.push(match self.key {
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "PageUp" => "Page up",
            "PageDown" => "Page down",
            "Escape" => "Esc",
            other => other,
        });
        caps
    }
}

/// A line of the table.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where it counts.
    pub context: Context,
    /// Any of these keys; none: the list of commands alone has it.
    pub chords: &'static [Chord],
    /// What it does.
    pub command: Command,
    /// The same in words.
    pub words: &'static str,
}

/// A key that was pressed.
#[derive(Clone, Copy, Debug)]
pub struct Press<'a> {
    /// As `KeyboardEvent.key` gives it.
    pub key: &'a str,
    /// Ctrl or ⌘ is held down.
    pub ctrl: bool,
    /// Shift is held down.
    pub shift: bool,
    /// Alt is held down.
    pub alt: bool,
}

const fn key(key: &'static str) -> Chord {
    Chord { key, ctrl: false, shift: false }
}

const fn shift(key: &'static str) -> Chord {
    Chord { key, ctrl: false, shift: true }
}

const fn ctrl(key: &'static str) -> Chord {
    Chord { key, ctrl: true, shift: false }
}

const fn line(context: Context, chords: &'static [Chord], command: Command, words: &'static str) -> Binding {
    Binding { context, chords, command, words }
}

/// Every key and what it does.
pub static BINDINGS: &[Binding] = {
    use Context::{
        Anywhere, Flame, Graph, Latency, List, Log, Spans, Store, Table, Trace, Traces, Waterfall,
    };
    &[
        line(Anywhere, &[key("/")], Command::FocusSearch, "Search"),
        line(Anywhere, &[key("o")], Command::PickFiles, "Open files…"),
        line(Anywhere, &[ctrl("k")], Command::TogglePalette, "Find a command, service, operation or trace…"),
        line(Anywhere, &[key("?")], Command::ToggleHelp, "Show or close this help"),
        line(Anywhere, &[key("Escape")], Command::Back, "Close what is on top, go back"),
        line(Anywhere, &[shift("t")], Command::ShowTraces, "Show the list of traces"),
        line(Anywhere, &[shift("s")], Command::ShowServices, "Show services and the calls between them"),
        line(Anywhere, &[shift("l")], Command::ShowLatency, "Show how long traces and spans take"),
        line(Anywhere, &[shift("f")], Command::ShowFindings, "Show findings in all traces"),
        line(Anywhere, &[shift("c")], Command::ShowCompare, "Compare slow traces with fast ones"),
        line(Anywhere, &[shift("e")], Command::ShowStore, "Ask Tempo, Jaeger or Zipkin"),
        line(Anywhere, &[], Command::ShowOpen, "Show how to open files"),
        line(Anywhere, &[], Command::CloseAll, "Close all files"),
        line(Anywhere, &[], Command::ShowLinks(None), "Links from attributes to other tools…"),
        line(Anywhere, &[], Command::SetTheme(Theme::Light), "Light theme"),
        line(Anywhere, &[], Command::SetTheme(Theme::Dark), "Dark theme"),
        line(Anywhere, &[], Command::SetTheme(Theme::System), "Theme of the system"),
        line(Anywhere, &[], Command::SetZone(Zone::Utc), "Times in UTC"),
        line(Anywhere, &[], Command::SetZone(Zone::Local), "Times in this machine’s zone"),
        line(List, &[key("ArrowDown"), key("j")], Command::Move(Move::Down), "Next trace"),
        line(List, &[key("ArrowUp"), key("k")], Command::Move(Move::Up), "Previous trace"),
        line(List, &[key("PageDown")], Command::Move(Move::PageDown), "A screen down"),
        line(List, &[key("PageUp")], Command::Move(Move::PageUp), "A screen up"),
        line(List, &[key("Home")], Command::Move(Move::First), "First trace"),
        line(List, &[key("End")], Command::Move(Move::Last), "Last trace"),
        line(List, &[key("Enter")], Command::Activate, "Open the trace"),
        line(List, &[key("m")], Command::ToggleMark, "Mark the trace, or take its mark away"),
        line(Traces, &[key("f")], Command::ToggleFacets, "Show or hide the facets"),
        line(Store, &[key("ArrowDown"), key("j")], Command::Move(Move::Down), "Next trace"),
        line(Store, &[key("ArrowUp"), key("k")], Command::Move(Move::Up), "Previous trace"),
        line(Store, &[key("PageDown")], Command::Move(Move::PageDown), "A screen down"),
        line(Store, &[key("PageUp")], Command::Move(Move::PageUp), "A screen up"),
        line(Store, &[key("Home")], Command::Move(Move::First), "First trace"),
        line(Store, &[key("End")], Command::Move(Move::Last), "Last trace"),
        line(Store, &[key("Enter")], Command::Activate, "Fetch and open the trace"),
        line(Store, &[key("l")], Command::LoadFound, "Load all traces that were found"),
        line(Latency, &[key("l")], Command::ToggleLinear, "Linear axis of the histogram, or logarithmic"),
        line(Latency, &[key("c")], Command::CompareBrushed, "Compare what is brushed with the rest"),
        line(Latency, &[], Command::Brush(None), "Brush nothing"),
        line(Trace, &[key("1")], Command::ShowTab(Tab::Waterfall), "Show the waterfall"),
        line(Trace, &[key("2")], Command::ShowTab(Tab::Flame), "Show the flame graph"),
        line(Trace, &[key("3")], Command::ShowTab(Tab::Table), "Show the table"),
        line(Trace, &[key("4")], Command::ShowTab(Tab::Log), "Show the log"),
        line(Trace, &[key("5")], Command::ShowTab(Tab::Map), "Show the map"),
        line(Trace, &[key("/"), ctrl("f")], Command::FocusFind, "Find in the trace"),
        line(Trace, &[key("n")], Command::FindNext, "Next hit"),
        line(Trace, &[shift("n"), key("p")], Command::FindPrevious, "Previous hit"),
        line(Trace, &[key("m")], Command::ToggleMark, "Mark the trace, or take its mark away"),
        line(Trace, &[key("e")], Command::NextError, "Where the next error began"),
        line(Trace, &[key("c")], Command::NextAnswer, "Next part of the answer"),
        line(Trace, &[key("t")], Command::ToggleSkew, "Set the clocks of hosts right, or not"),
        line(Spans, &[key("+"), key("="), key("w")], Command::ZoomIn, "Zoom in"),
        line(Spans, &[key("-"), key("s")], Command::ZoomOut, "Zoom out"),
        line(Spans, &[key("a"), shift("ArrowLeft")], Command::PanLeft, "Back in time"),
        line(Spans, &[key("d"), shift("ArrowRight")], Command::PanRight, "On in time"),
        line(Spans, &[key("z")], Command::ZoomToSpan, "Zoom to the span"),
        line(Spans, &[key("0")], Command::Zoom(None), "The whole time"),
        line(
            Spans,
            &[key("u")],
            Command::ToggleRuler,
            "Times of day on the ruler, or from the trace’s start",
        ),
        line(Spans, &[key("f")], Command::ToggleFocus, "Only this span and what is below it, or all"),
        line(Waterfall, &[key("ArrowDown"), key("j")], Command::Move(Move::Down), "Next span"),
        line(Waterfall, &[key("ArrowUp"), key("k")], Command::Move(Move::Up), "Previous span"),
        line(Waterfall, &[key("ArrowRight")], Command::Move(Move::In), "Unfold, or to the first child"),
        line(Waterfall, &[key("ArrowLeft")], Command::Move(Move::Out), "Fold, or to the parent"),
        line(Waterfall, &[key("PageDown")], Command::Move(Move::PageDown), "A screen down"),
        line(Waterfall, &[key("PageUp")], Command::Move(Move::PageUp), "A screen up"),
        line(Waterfall, &[key("Home")], Command::Move(Move::First), "First span"),
        line(Waterfall, &[key("End")], Command::Move(Move::Last), "Last span"),
        line(Waterfall, &[key("Enter")], Command::Activate, "Show the span's details"),
        line(Waterfall, &[key("h")], Command::ToggleOnlyHits, "Only the hits and what is above them"),
        line(Waterfall, &[key("[")], Command::FoldAll, "Fold all"),
        line(Waterfall, &[key("]")], Command::UnfoldAll, "Unfold all"),
        line(Waterfall, &[key("r")], Command::ToggleRuns, "Fold runs of equal calls, or every call"),
        line(
            Waterfall,
            &[key("b")],
            Command::ToggleByService,
            "Fold what stays inside a service, or all of it",
        ),
        line(Waterfall, &[key("x")], Command::ToggleOnlyCritical, "Only the critical path, or all rows"),
        line(Waterfall, &[key("l")], Command::ToggleOnlyLong, "Only what takes 1 % or more, or all rows"),
        line(
            Waterfall,
            &[key("g")],
            Command::ToggleLinked,
            "Unfold the traces linked to the span, or fold them",
        ),
        line(Waterfall, &[], Command::FoldFrom(1), "Fold to 2 levels"),
        line(Waterfall, &[], Command::FoldFrom(2), "Fold to 3 levels"),
        line(Waterfall, &[], Command::FoldFrom(3), "Fold to 4 levels"),
        line(Waterfall, &[], Command::FoldFrom(4), "Fold to 5 levels"),
        line(Waterfall, &[key("i")], Command::ToggleRange, "What ran in the time that is shown"),
        line(Waterfall, &[key("y")], Command::ToggleScale, "Fold long gaps, or the true scale"),
        line(Flame, &[key("ArrowDown"), key("j")], Command::Move(Move::Down), "The widest frame below"),
        line(Flame, &[key("ArrowUp"), key("k")], Command::Move(Move::Up), "The frame above"),
        line(Flame, &[key("ArrowRight")], Command::Move(Move::In), "Next frame beside"),
        line(Flame, &[key("ArrowLeft")], Command::Move(Move::Out), "Previous frame beside"),
        line(Flame, &[key("Home")], Command::Move(Move::First), "Topmost frame"),
        line(Flame, &[key("End")], Command::Move(Move::Last), "Last frame beside"),
        line(Flame, &[key("Enter")], Command::Activate, "Show the span's details; merged: zoom to the frame"),
        line(Flame, &[key("m")], Command::ToggleFlame, "In time order, or merged by call path"),
        line(Table, &[key("ArrowDown"), key("j")], Command::Move(Move::Down), "Next group"),
        line(Table, &[key("ArrowUp"), key("k")], Command::Move(Move::Up), "Previous group"),
        line(Table, &[key("PageDown")], Command::Move(Move::PageDown), "A screen down"),
        line(Table, &[key("PageUp")], Command::Move(Move::PageUp), "A screen up"),
        line(Table, &[key("Home")], Command::Move(Move::First), "First group"),
        line(Table, &[key("End")], Command::Move(Move::Last), "Last group"),
        line(Table, &[key("Enter")], Command::Activate, "Find the group's spans in the waterfall"),
        line(Table, &[key("g")], Command::FocusBy, "Choose what to group by"),
        line(Log, &[key("ArrowDown"), key("j")], Command::Move(Move::Down), "Next event"),
        line(Log, &[key("ArrowUp"), key("k")], Command::Move(Move::Up), "Previous event"),
        line(Log, &[key("PageDown")], Command::Move(Move::PageDown), "A screen down"),
        line(Log, &[key("PageUp")], Command::Move(Move::PageUp), "A screen up"),
        line(Log, &[key("Home")], Command::Move(Move::First), "First event"),
        line(Log, &[key("End")], Command::Move(Move::Last), "Last event"),
        line(Log, &[key("Enter")], Command::Activate, "Go to the event's span"),
        line(Graph, &[key("ArrowUp"), key("k")], Command::Move(Move::Up), "The service above"),
        line(Graph, &[key("ArrowDown"), key("j")], Command::Move(Move::Down), "The service below"),
        line(Graph, &[key("ArrowLeft")], Command::Move(Move::Out), "The service to the left"),
        line(Graph, &[key("ArrowRight")], Command::Move(Move::In), "The service to the right"),
        line(Graph, &[key("Home")], Command::Move(Move::First), "The first service"),
        line(Graph, &[key("End")], Command::Move(Move::Last), "The last service"),
        line(Graph, &[key("n")], Command::FindNext, "The next call of the service"),
        line(Graph, &[shift("n"), key("p")], Command::FindPrevious, "The previous call of the service"),
        line(
            Graph,
            &[key("Enter")],
            Command::Activate,
            "Only what is near the service, in a store its traces; of a call, find it",
        ),
        line(Graph, &[key("f"), ctrl("f")], Command::FocusServiceFind, "Find a service"),
        line(Graph, &[key("+"), key("="), key("w")], Command::ZoomIn, "Zoom in"),
        line(Graph, &[key("-"), key("s")], Command::ZoomOut, "Zoom out"),
        line(Graph, &[key("0")], Command::Fit, "The whole graph"),
        line(Graph, &[key("a"), shift("ArrowLeft")], Command::PanLeft, "Move to the left"),
        line(Graph, &[key("d"), shift("ArrowRight")], Command::PanRight, "Move to the right"),
        line(Graph, &[shift("ArrowUp")], Command::PanUp, "Move up"),
        line(Graph, &[shift("ArrowDown")], Command::PanDown, "Move down"),
    ]
};

/// The lines that count in a context itself, not around it.
pub fn lines_of(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |line| line.context == context)
}

impl Binding {
    /// The keys that really do this in a context: further inside, a key may mean something else.
    pub fn chords_in(&self, context: Context) -> impl Iterator<Item = Chord> {
        let is_taken = move |chord: &Chord| {
            let inside = context.outwards().take_while(|inside| *inside != self.context);
            inside.flat_map(lines_of).any(|line| line.chords.contains(chord))
        };
        self.chords.iter().copied().filter(move |chord| !is_taken(chord))
    }
}

/// What a key does there, while no text is being typed; `None`: it is not ours.
pub fn command(context: Context, press: Press<'_>) -> Option<Command> {
    let bound = |wanted: Context| {
        BINDINGS
            .iter()
            .find(|binding| binding.context == wanted && binding.chords.iter().any(|chord| chord.is(press)))
            .map(|binding| binding.command.clone())
    };
    context.outwards().find_map(bound)
}

impl Chord {
    fn is(self, press: Press<'_>) -> bool {
        // A single character that is no letter already says whether shift was needed for it.
        let mut characters = press.key.chars();
        let is_mark = matches!((characters.next(), characters.next()), (Some(c), None) if !c.is_alphabetic());
        let same_key = if is_mark { press.key == self.key } else { press.key.eq_ignore_ascii_case(self.key) };
        same_key && !press.alt && press.ctrl == self.ctrl && (is_mark || press.shift == self.shift)
    }
}
