//! The outer levels of OTLP/JSON, as a machine that can stop at any byte.
//!
//! A step takes one member or element, whole. When the bytes end inside it, the machine stands where the step began
//! and waits for twice as many, so that a long span is not read again for every chunk.

use super::{
    fields::Scratch,
    resource::{self, ScopeName},
    span,
};
use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    model::{
        builder::Builder,
        ids::{Key, ResourceIx, ScopeIx},
        notes::NoteKind,
        origin::Scope,
        value::Value,
    },
};

/// An object or array that is open.
#[derive(Debug)]
enum Frame {
    /// The array around several documents.
    Documents,
    /// A document, or what Tempo and Jaeger wrap around one.
    Document,
    ResourceList,
    Resource {
        slot: ResourceIx,
        attributes: Vec<(Key, Value)>,
        schema_url: Symbol,
    },
    ScopeList,
    Scope {
        slot: ScopeIx,
        name: ScopeName,
        attributes: Vec<(Key, Value)>,
        schema_url: Symbol,
    },
    SpanList,
}

impl Frame {
    const fn close(&self) -> u8 {
        match self {
            Self::Documents | Self::ResourceList | Self::ScopeList | Self::SpanList => b']',
            Self::Document | Self::Resource { .. } | Self::Scope { .. } => b'}',
        }
    }
}

/// Where to go on after something that is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seek {
    /// Behind the next line end: the file has a document a line.
    NextLine,
    /// At the next line that begins with a brace: the document had several lines.
    NextDocument,
}

/// See the module.
#[derive(Debug, Default)]
pub struct OtlpJson {
    /// Bytes that are not taken yet.
    pending: Vec<u8>,
    /// Bytes taken before those.
    taken: u64,
    /// Line ends taken.
    lines: usize,
    /// How many bytes must be pending before it is worth trying again.
    wanted: usize,
    frames: Vec<Frame>,
    /// Nothing has been taken inside the innermost frame.
    is_first: bool,
    /// The line on which the document began.
    document_line: usize,
    seek: Option<Seek>,
    scratch: Scratch,
    /// The first thing that was not JSON.
    trouble: Option<String>,
    /// A list of spans was met, even an empty one.
    is_otlp: bool,
}

impl OtlpJson {
    /// Takes the next bytes.
    pub fn feed(&mut self, chunk: &[u8], builder: &mut Builder) {
        self.pending.extend_from_slice(chunk);
        if self.pending.len() >= self.wanted {
            self.run(builder, false);
        }
    }

    /// Takes what is left. Gives the first thing that was not JSON, and whether it was OTLP at all.
    pub fn finish(mut self, builder: &mut Builder) -> (Option<String>, bool) {
        self.run(builder, true);
        let rest = self.pending.iter().any(|byte| !is_blank(*byte));
        if rest || !self.frames.is_empty() {
            let place = format!("byte {}, line {}", self.taken, self.lines + 1);
            self.trouble.get_or_insert_with(|| format!("The file ends in the middle ({place})"));
            builder.note(NoteKind::Truncated, || place);
            self.give_up(builder);
        }
        (self.trouble, self.is_otlp)
    }

    /// Steps as far as the bytes go.
    fn run(&mut self, builder: &mut Builder, last: bool) {
        let pending = std::mem::take(&mut self.pending);
        let mut at = 0;
        loop {
            let mut scanner = Scanner::new(&pending, at, last);
            match self.step(&mut scanner, builder) {
                Ok(()) => {
                    at = scanner.at();
                    self.lines += scanner.lines();
                }
                Err(Stop::More) => break,
                Err(Stop::Bad { at: wrong, expected }) => {
                    self.lines += scanner.lines();
                    self.go_on_after(self.taken + wrong as u64, expected, builder);
                    at = wrong;
                }
            }
        }
        builder.abandon_span();
        builder.abandon_scratch();
        self.taken += at as u64;
        self.pending = pending;
        self.pending.drain(..at);
        self.wanted = self.pending.len() * 2;
    }

    /// Notes what was not JSON and seeks a place to go on. What was whole is kept.
    #[cold]
    fn go_on_after(&mut self, offset: u64, expected: &str, builder: &mut Builder) {
        let line = self.lines + 1;
        let place = format!("line {line}, byte {offset}: expected {expected}");
        self.trouble.get_or_insert_with(|| place.clone());
        let one_line = self.frames.is_empty() || self.document_line == self.lines;
        self.seek = Some(if one_line { Seek::NextLine } else { Seek::NextDocument });
        builder.abandon_span();
        builder.abandon_scratch();
        builder.note(if one_line { NoteKind::BadLine } else { NoteKind::BadPart }, || place);
        self.give_up(builder);
    }

    /// Closes what is open as if it ended here.
    fn give_up(&mut self, builder: &mut Builder) {
        while let Some(frame) = self.frames.pop() {
            close(frame, builder);
        }
    }

    fn step(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
        if let Some(seek) = self.seek {
            return self.seek(scanner, seek);
        }
        let Some(frame) = self.frames.last() else { return self.begin(scanner) };
        if !self.is_first && !scanner.another(frame.close())? {
            if let Some(frame) = self.frames.pop() {
                close(frame, builder);
            }
            return Ok(());
        }
        match self.frames.last() {
            Some(Frame::SpanList) => self.span(scanner, builder)?,
            Some(Frame::Documents | Frame::ResourceList | Frame::ScopeList) => {
                self.element(scanner, builder)?
            }
            _ => self.member(scanner, builder)?,
        }
        Ok(())
    }

    /// Passes over bytes to where a document may begin.
    fn seek(&mut self, scanner: &mut Scanner<'_>, seek: Seek) -> Result<(), Stop> {
        let found = scanner.pass_line()?;
        let is_start = || found.is_some_and(|byte| byte == b'{' || byte == b'[');
        if seek == Seek::NextLine || is_start() {
            self.seek = None;
        }
        Ok(())
    }

    /// Between documents.
    fn begin(&mut self, scanner: &mut Scanner<'_>) -> Result<(), Stop> {
        scanner.pass_nul();
        let byte = scanner.peek()?;
        let frame = match byte {
            b'{' => Frame::Document,
            b'[' => Frame::Documents,
            _ => return scanner.bad("an object that begins with {"),
        };
        self.document_line = self.lines + scanner.lines();
        self.open(scanner, frame)
    }

    /// Takes the opening brace; an empty frame is closed at once, which needs nothing described.
    fn open(&mut self, scanner: &mut Scanner<'_>, frame: Frame) -> Result<(), Stop> {
        let inside = scanner.enter(frame.close())?;
        self.is_first = inside;
        if inside {
            self.frames.push(frame);
        }
        Ok(())
    }

    fn span(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
        let (mut resource, mut scope) = (ResourceIx(u32::MAX), ScopeIx(u32::MAX));
        for frame in &self.frames {
            match frame {
                Frame::Resource { slot, .. } => resource = *slot,
                Frame::Scope { slot, .. } => scope = *slot,
                _ => {}
            }
        }
        let read = span::read(scanner, builder, &mut self.scratch, resource, scope);
        if read.is_err() {
            builder.abandon_span();
        }
        self.is_first &= read.is_err();
        read
    }

    /// An element of a list of documents, resources or scopes.
    fn element(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
        if scanner.shape()? != Shape::Object {
            scanner.skip()?;
            builder.note(NoteKind::WrongType, || "an entry that is no object".to_owned());
            self.is_first = false;
            return Ok(());
        }
        // Slots are only made once it is clear that the step will not be tried again.
        let inside = scanner.enter(b'}')?;
        let frame = match self.frames.last() {
            Some(Frame::ResourceList) => Frame::Resource {
                slot: builder.begin_resource(),
                attributes: Vec::new(),
                schema_url: Symbol::EMPTY,
            },
            Some(Frame::ScopeList) => Frame::Scope {
                slot: builder.begin_scope(),
                name: ScopeName::default(),
                attributes: Vec::new(),
                schema_url: Symbol::EMPTY,
            },
            _ => Frame::Document,
        };
        if inside {
            self.frames.push(frame);
        }
        self.is_first = inside;
        Ok(())
    }

    /// A member of a document, resource or scope.
    fn member(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
        let name = scanner.name()?.raw;
        let shape = scanner.shape()?;
        let text_of = |scanner: &mut Scanner<'_>, builder: &mut Builder, scratch: &mut Scratch| {
            super::fields::text(scanner, builder, &mut scratch.text)
        };
        let (list, frame) = match (self.frames.last_mut(), name) {
            (Some(Frame::Document), b"resourceSpans" | b"resource_spans" | b"batches") => {
                self.is_otlp = true;
                (true, Frame::ResourceList)
            }
            (Some(Frame::Document), b"trace" | b"result") if shape == Shape::Object => {
                (false, Frame::Document)
            }
            (
                Some(Frame::Resource { .. }),
                b"scopeSpans"
                | b"scope_spans"
                | b"instrumentationLibrarySpans"
                | b"instrumentation_library_spans",
            ) => (true, Frame::ScopeList),
            (Some(Frame::Scope { .. }), b"spans") => (true, Frame::SpanList),
            (Some(Frame::Resource { attributes, .. }), b"resource") => {
                resource::resource(scanner, builder, &mut self.scratch)?;
                *attributes = builder.take_scratch();
                self.is_first = false;
                return Ok(());
            }
            (
                Some(Frame::Scope { name, attributes, .. }),
                b"scope" | b"instrumentationLibrary" | b"instrumentation_library",
            ) => {
                *name = resource::scope(scanner, builder, &mut self.scratch)?;
                *attributes = builder.take_scratch();
                self.is_first = false;
                return Ok(());
            }
            (
                Some(Frame::Resource { schema_url, .. } | Frame::Scope { schema_url, .. }),
                b"schemaUrl" | b"schema_url",
            ) => {
                *schema_url = text_of(scanner, builder, &mut self.scratch)?;
                self.is_first = false;
                return Ok(());
            }
            (at, name) => {
                let in_document = matches!(at, Some(Frame::Document));
                scanner.skip()?;
                match name {
                    b"resourceLogs" | b"resource_logs" if in_document => {
                        builder.note(NoteKind::LogsSkipped, || "resourceLogs".to_owned());
                    }
                    b"resourceMetrics" | b"resource_metrics" if in_document => {
                        builder.note(NoteKind::MetricsSkipped, || "resourceMetrics".to_owned());
                    }
                    _ => {}
                }
                self.is_first = false;
                return Ok(());
            }
        };
        if list && shape != Shape::Array {
            scanner.skip()?;
            if shape != Shape::Null {
                builder.note(NoteKind::WrongType, || String::from_utf8_lossy(name).into_owned());
            }
            self.is_first = false;
            return Ok(());
        }
        self.open(scanner, frame)?;
        if name.contains(&b'_') {
            builder.note(NoteKind::SnakeCase, || String::from_utf8_lossy(name).into_owned());
        }
        Ok(())
    }
}

/// Describes the resource or scope whose frame ends.
fn close(frame: Frame, builder: &mut Builder) {
    match frame {
        Frame::Resource { slot, attributes, schema_url } => {
            builder.end_resource(slot, attributes, schema_url)
        }
        Frame::Scope { slot, name: ScopeName { name, version }, attributes, schema_url } => {
            builder.end_scope(slot, Scope { name, version, attributes, schema_url });
        }
        _ => {}
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0)
}
