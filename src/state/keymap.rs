//! The keys: one table, which the handler searches and the help shows.

use super::command::{Command, Move};

/// Where keys mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// In the list of traces.
    Traces,
    /// In a trace.
    Trace,
    /// Everywhere.
    Anywhere,
}

impl Context {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 3] = [Self::Anywhere, Self::Traces, Self::Trace];

    /// The heading in the help.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Traces => "List of traces",
            Self::Trace => "In a trace",
            Self::Anywhere => "Everywhere",
        }
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
    /// Any of these keys.
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
pub static BINDINGS: [Binding; 36] = {
    use Context::{Anywhere, Trace, Traces};
    [
        line(Anywhere, &[key("/")], Command::FocusSearch, "Search"),
        line(Anywhere, &[key("o")], Command::PickFiles, "Open files…"),
        line(Anywhere, &[key("?")], Command::ToggleHelp, "Show or close this help"),
        line(Anywhere, &[key("Escape")], Command::Back, "Close what is on top, go back"),
        line(Anywhere, &[shift("t")], Command::ShowTraces, "The list of traces"),
        line(Anywhere, &[shift("f")], Command::ShowFindings, "Findings in all traces"),
        line(Traces, &[key("ArrowDown"), key("j")], Command::Move(Move::Down), "Next trace"),
        line(Traces, &[key("ArrowUp"), key("k")], Command::Move(Move::Up), "Previous trace"),
        line(Traces, &[key("PageDown")], Command::Move(Move::PageDown), "A screen down"),
        line(Traces, &[key("PageUp")], Command::Move(Move::PageUp), "A screen up"),
        line(Traces, &[key("Home")], Command::Move(Move::First), "First trace"),
        line(Traces, &[key("End")], Command::Move(Move::Last), "Last trace"),
        line(Traces, &[key("Enter")], Command::Activate, "Open the trace"),
        line(Trace, &[key("ArrowDown"), key("j")], Command::Move(Move::Down), "Next span"),
        line(Trace, &[key("ArrowUp"), key("k")], Command::Move(Move::Up), "Previous span"),
        line(Trace, &[key("ArrowRight")], Command::Move(Move::In), "Unfold, or to the first child"),
        line(Trace, &[key("ArrowLeft")], Command::Move(Move::Out), "Fold, or to the parent"),
        line(Trace, &[key("PageDown")], Command::Move(Move::PageDown), "A screen down"),
        line(Trace, &[key("PageUp")], Command::Move(Move::PageUp), "A screen up"),
        line(Trace, &[key("Home")], Command::Move(Move::First), "First span"),
        line(Trace, &[key("End")], Command::Move(Move::Last), "Last span"),
        line(Trace, &[key("Enter")], Command::Activate, "Show the span's details"),
        line(Trace, &[key("/"), ctrl("f")], Command::FocusFind, "Find in the trace"),
        line(Trace, &[key("n")], Command::FindNext, "Next hit"),
        line(Trace, &[shift("n"), key("p")], Command::FindPrevious, "Previous hit"),
        line(Trace, &[key("h")], Command::ToggleOnlyHits, "Only the hits and what is above them"),
        line(Trace, &[key("e")], Command::NextError, "Next span with an error"),
        line(Trace, &[key("+"), key("="), key("w")], Command::ZoomIn, "Zoom in"),
        line(Trace, &[key("-"), key("s")], Command::ZoomOut, "Zoom out"),
        line(Trace, &[key("a"), shift("ArrowLeft")], Command::PanLeft, "Back in time"),
        line(Trace, &[key("d"), shift("ArrowRight")], Command::PanRight, "On in time"),
        line(Trace, &[key("z")], Command::ZoomToSpan, "Zoom to the span"),
        line(Trace, &[key("0")], Command::Zoom(None), "The whole time"),
        line(Trace, &[key("f")], Command::ToggleFocus, "Only this span and what is below it, or all"),
        line(Trace, &[key("[")], Command::FoldAll, "Fold all"),
        line(Trace, &[key("]")], Command::UnfoldAll, "Unfold all"),
    ]
};

/// What a key does there, while no text is being typed; `None`: it is not ours.
pub fn command(context: Context, press: Press<'_>) -> Option<Command> {
    let bound = |wanted: Context| {
        BINDINGS
            .iter()
            .find(|binding| binding.context == wanted && binding.chords.iter().any(|chord| chord.is(press)))
            .map(|binding| binding.command.clone())
    };
    bound(context).or_else(|| bound(Context::Anywhere))
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
