//! JSON documents walked level by level, as a machine that can stop at any byte.
//!
//! What the levels mean is the format's [`Outline`]; the walk knows where it stands, what to do when something is not
//! JSON, and how to go on with more bytes. A step takes one member or element: whole, or only its opening brace. When
//! the bytes end inside a step, the walk stands where the step began and waits for twice as many, so that a long span
//! is not read again for every chunk.

use crate::{
    base::json::{Passing, Scanner, Stop},
    model::{builder::Builder, notes::NoteKind},
};

/// The levels of a format: objects and arrays that are taken apart, with parts inside that are read in one go.
pub(super) trait Outline: Default {
    /// A kind of object or array.
    type Level: Copy;

    /// The level of a whole document that begins with this brace.
    fn document(brace: u8) -> Self::Level;

    /// Whether a document that begins with this brace is taken in one go, by `take` at its level.
    fn is_whole(_brace: u8) -> bool {
        false
    }

    /// The brace that ends a level.
    fn closing(level: Self::Level) -> u8;

    /// Takes the member or element that begins here. A step that stops is taken again, so nothing may be left behind
    /// but what `Builder::abandon` undoes.
    ///
    /// # Errors
    /// `More`, or `Bad` when it is no JSON.
    fn take(
        &mut self,
        level: Self::Level,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
    ) -> Result<Taken<Self::Level>, Stop>;

    /// The opening brace of a level was taken; something is inside.
    fn begin(&mut self, level: Self::Level, builder: &mut Builder);

    /// The level ends, be it by its brace or because the file breaks off.
    fn end(&mut self, level: Self::Level, builder: &mut Builder);
}

/// How a step took its member or element.
pub(super) enum Taken<L> {
    /// All of it.
    Whole,
    /// Nothing yet: here begins a level.
    Level(L),
    /// Nothing yet: nobody asks for the value that begins here.
    Passed,
}

/// Where to go on after something that is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seek {
    /// Behind the next line end: the file has a document a line.
    Line,
    /// The same, but only where the next line begins with a brace: the document had several lines.
    Document,
    /// At a line's beginning: here, if there is a brace.
    Brace,
}

/// See the module.
#[derive(Debug)]
pub(super) struct Walk<O: Outline> {
    /// What the levels mean.
    outline: O,
    /// Bytes that are not taken yet.
    pending: Vec<u8>,
    /// Bytes taken before those.
    taken: u64,
    /// Line ends taken.
    lines: usize,
    /// How many bytes must be pending before it is worth trying again.
    wanted: usize,
    /// The levels that are open, the innermost last.
    open: Vec<O::Level>,
    /// Nothing has been taken inside the innermost level.
    is_first: bool,
    /// The line on which the document began.
    document_line: usize,
    /// A value nobody asks for is being passed over.
    passing: Option<Passing>,
    seek: Option<Seek>,
    /// The first thing that was not JSON.
    trouble: Option<String>,
}

impl<O: Outline> Walk<O> {
    /// A walk at the beginning of a text.
    pub fn new() -> Self {
        Self {
            outline: O::default(),
            pending: Vec::new(),
            taken: 0,
            lines: 0,
            wanted: 0,
            open: Vec::new(),
            is_first: false,
            document_line: 0,
            passing: None,
            seek: None,
            trouble: None,
        }
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, chunk: &[u8], builder: &mut Builder) {
        let mut chunk = chunk;
        while !self.pending.is_empty() {
            // Only so much is put behind what is pending as may be needed to take that; the rest is read in place.
            let held = self.pending.len();
            let needed = self.wanted.saturating_sub(held).max(PIECE_BYTES);
            let (piece, rest) = chunk.split_at(chunk.len().min(needed));
            self.pending.extend_from_slice(piece);
            if self.pending.len() < self.wanted {
                return;
            }
            let mut pending = std::mem::take(&mut self.pending);
            let taken = self.run(&pending, false, builder);
            let is_through = taken >= held;
            if is_through {
                chunk = &chunk[taken - held..];
                pending.clear();
            } else {
                pending.drain(..taken);
                chunk = rest;
            }
            self.wanted = pending.len() * 2;
            self.pending = pending;
            if !is_through && chunk.is_empty() {
                return;
            }
        }
        let taken = self.run(chunk, false, builder);
        self.pending.extend_from_slice(&chunk[taken..]);
        self.wanted = self.pending.len() * 2;
    }

    /// Takes what is left. Gives the outline and the first thing that was not JSON.
    pub fn finish(mut self, builder: &mut Builder) -> (O, Option<String>) {
        let pending = std::mem::take(&mut self.pending);
        let taken = self.run(&pending, true, builder);
        let rest = pending[taken..].iter().any(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0));
        if rest || !self.open.is_empty() {
            let place = format!("byte {}, line {}", self.taken, self.lines + 1);
            self.trouble.get_or_insert_with(|| format!("the file ends in the middle ({place})"));
            builder.note(NoteKind::Truncated, || place);
            self.give_up(builder);
        }
        (self.outline, self.trouble)
    }

    /// Steps as far as the bytes go, and tells how far that is.
    fn run(&mut self, bytes: &[u8], last: bool, builder: &mut Builder) -> usize {
        let mut at = 0;
        loop {
            let mut scanner = Scanner::new(bytes, at, last);
            match self.step(&mut scanner, builder) {
                Ok(()) => {
                    at = scanner.at();
                    self.lines += scanner.lines();
                    let (line, byte) = (self.lines + 1, self.taken + at as u64);
                    builder.settle_notes(|| format!("line {line}, byte {byte}"));
                }
                Err(Stop::More) => break,
                Err(Stop::Bad { at: wrong, expected }) => {
                    self.lines += scanner.lines();
                    self.go_on_after(self.taken + wrong as u64, expected, builder);
                    at = wrong;
                }
            }
        }
        builder.abandon();
        self.taken += at as u64;
        at
    }

    /// Notes what was not JSON and seeks a place to go on. What was whole is kept.
    #[cold]
    fn go_on_after(&mut self, offset: u64, expected: &str, builder: &mut Builder) {
        let line = self.lines + 1;
        let place = format!("line {line}, byte {offset}: expected {expected}");
        self.trouble.get_or_insert_with(|| place.clone());
        // A document that is taken whole is not open while it is taken.
        let is_between = self.open.is_empty() && !O::is_whole(b'{');
        let one_line = is_between || self.document_line == self.lines;
        self.seek = Some(if one_line { Seek::Line } else { Seek::Document });
        builder.abandon();
        builder.note(if one_line { NoteKind::BadLine } else { NoteKind::BadPart }, || place);
        self.give_up(builder);
    }

    /// Ends what is open as if it ended here.
    fn give_up(&mut self, builder: &mut Builder) {
        self.passing = None;
        while let Some(level) = self.open.pop() {
            self.outline.end(level, builder);
        }
    }

    fn step(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
        if let Some(seek) = self.seek {
            return self.seek(scanner, seek);
        }
        if let Some(passing) = &mut self.passing {
            let from = scanner.at();
            return match scanner.pass(passing) {
                Ok(()) => {
                    self.passing = None;
                    Ok(())
                }
                // What was passed is taken.
                Err(Stop::More) if scanner.at() > from => Ok(()),
                Err(stop) => Err(stop),
            };
        }
        let Some(&level) = self.open.last() else { return self.begin_document(scanner, builder) };
        if !self.is_first && !scanner.another(O::closing(level))? {
            self.open.pop();
            self.outline.end(level, builder);
            return Ok(());
        }
        match self.outline.take(level, scanner, builder)? {
            Taken::Whole => self.is_first = false,
            Taken::Passed => {
                self.is_first = false;
                self.passing = Some(Passing::default());
            }
            Taken::Level(inner) => self.enter(inner, scanner, builder)?,
        }
        Ok(())
    }

    /// Takes the opening brace of a level; an empty one is left at once, which needs nothing described.
    fn enter(
        &mut self,
        level: O::Level,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
    ) -> Result<(), Stop> {
        self.is_first = scanner.enter(O::closing(level))?;
        if self.is_first {
            self.open.push(level);
            self.outline.begin(level, builder);
        }
        Ok(())
    }

    /// Between documents.
    fn begin_document(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
        scanner.pass_nul();
        let brace = scanner.peek()?;
        if !matches!(brace, b'{' | b'[') {
            return scanner.bad("an object that begins with {");
        }
        self.document_line = self.lines + scanner.lines();
        let level = O::document(brace);
        if !O::is_whole(brace) {
            return self.enter(level, scanner, builder);
        }
        self.outline.take(level, scanner, builder).map(|_| ())
    }

    /// Passes over bytes to where a document may begin.
    fn seek(&mut self, scanner: &mut Scanner<'_>, seek: Seek) -> Result<(), Stop> {
        if seek == Seek::Brace {
            let is_here = matches!(scanner.byte()?, b'{' | b'[');
            self.seek = (!is_here).then_some(Seek::Document);
        } else if scanner.pass_line()? {
            self.seek = (seek == Seek::Document).then_some(Seek::Brace);
        }
        Ok(())
    }
}

/// At least so many bytes of a chunk are put behind pending ones at a time.
const PIECE_BYTES: usize = 1 << 12;
