//! The outer levels of Jaeger JSON: traces, their spans and processes.

use super::span;
use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    formats::{
        fields::{Scratch, elements, id},
        origins::Origins,
        walk::{Outline, Taken},
    },
    model::{
        builder::Builder,
        ids::{Key, ResourceIx},
        notes::NoteKind,
        value::Value,
    },
};
use std::{collections::BTreeMap, mem::take};

/// A level of Jaeger JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `data`, or the array around everything.
    Traces,
    /// A trace, or the object around `data`.
    Trace,
    /// `spans`
    Spans,
    /// `processes`
    Processes,
}

/// A process, which spans may name before it is described.
#[derive(Debug)]
struct Process {
    slot: ResourceIx,
    is_described: bool,
}

/// Jaeger JSON being walked: what is known of the trace that is open.
#[derive(Debug, Default)]
pub struct Jaeger {
    trace_id: Vec<u8>,
    processes: BTreeMap<Vec<u8>, Process>,
    /// Spans without a trace id of their own, as written: they wait for the trace's.
    waiting: Vec<u8>,
    origins: Origins,
    scratch: Scratch,
    /// A list of traces or spans was met, even an empty one.
    pub(in crate::formats) is_jaeger: bool,
}

impl Outline for Jaeger {
    type Level = Level;

    fn document(brace: u8) -> Level {
        if brace == b'[' { Level::Traces } else { Level::Trace }
    }

    fn closing(level: Level) -> u8 {
        match level {
            Level::Traces | Level::Spans => b']',
            Level::Trace | Level::Processes => b'}',
        }
    }

    fn take(
        &mut self,
        level: Level,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
    ) -> Result<Taken<Level>, Stop> {
        match level {
            Level::Spans => self.span(scanner, builder),
            Level::Trace => self.member(scanner, builder),
            Level::Processes => self.process(scanner, builder),
            Level::Traces => match scanner.shape()? {
                Shape::Object => Ok(Taken::Level(Level::Trace)),
                Shape::Array => Ok(Taken::Level(Level::Traces)),
                _ => {
                    builder.note_here(NoteKind::WrongType);
                    Ok(Taken::Passed)
                }
            },
        }
    }

    fn begin(&mut self, _: Level, _: &mut Builder) {}

    fn end(&mut self, level: Level, builder: &mut Builder) {
        if level != Level::Trace {
            return;
        }
        let waiting = take(&mut self.waiting);
        let mut scanner = Scanner::new(&waiting, 0, true);
        while scanner.peek().is_ok() && self.read_span(&mut scanner, false, builder).is_ok() {}
        for process in take(&mut self.processes).into_values().filter(|process| !process.is_described) {
            builder.end_resource(process.slot, Vec::new(), Symbol::EMPTY);
        }
        self.trace_id.clear();
    }
}

impl Jaeger {
    /// A member of a trace, or of the object around all of them.
    fn member(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<Taken<Level>, Stop> {
        let name = scanner.name()?.raw;
        let shape = scanner.shape()?;
        self.is_jaeger |= matches!((name, shape), (b"data" | b"spans", Shape::Array));
        Ok(match (name, shape) {
            (b"data", Shape::Array) => Taken::Level(Level::Traces),
            (b"data", Shape::Object) => Taken::Level(Level::Trace),
            (b"spans", Shape::Array) => Taken::Level(Level::Spans),
            (b"processes", Shape::Object) => Taken::Level(Level::Processes),
            (b"traceID", _) => {
                let written = id(scanner, builder, &mut self.scratch.text)?;
                self.trace_id.clear();
                self.trace_id.extend_from_slice(written);
                Taken::Whole
            }
            (b"warnings", Shape::Array) => {
                elements(scanner, builder, |scanner, builder| {
                    builder.note_here(NoteKind::ProducerWarning);
                    scanner.skip()
                })?;
                Taken::Whole
            }
            (b"spans" | b"processes", shape) if shape != Shape::Null => {
                builder.note_here(NoteKind::WrongType);
                Taken::Passed
            }
            _ => Taken::Passed,
        })
    }

    fn process(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<Taken<Level>, Stop> {
        let name = scanner.name()?;
        let attributes = span::process(scanner, builder, &mut self.scratch)?;
        let name = name.plain(&mut self.scratch.text).to_vec();
        let process = self.processes.entry(name).or_insert_with(|| Process::begin(builder));
        process.describe(attributes, builder);
        Ok(Taken::Whole)
    }

    fn span(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<Taken<Level>, Stop> {
        if scanner.shape()? != Shape::Object {
            builder.note_here(NoteKind::BadSpan);
            return Ok(Taken::Passed);
        }
        self.read_span(scanner, true, builder)?;
        Ok(Taken::Whole)
    }

    fn read_span(
        &mut self,
        scanner: &mut Scanner<'_>,
        may_wait: bool,
        builder: &mut Builder,
    ) -> Result<(), Stop> {
        let from = scanner.at();
        let mut span = span::read(scanner, builder, &mut self.scratch)?;
        if span.trace_id.is_empty() {
            if self.trace_id.is_empty() && may_wait {
                self.waiting.extend_from_slice(scanner.since(from));
                builder.abandon();
                return Ok(());
            }
            span.trace_id.extend_from_slice(&self.trace_id);
        }
        let resource = self.resource_of(&mut span, builder);
        let scope = self.origins.scope(take(&mut span.parts.scope), builder);
        span.end(resource, scope, builder);
        Ok(())
    }

    /// The process that stands in the span itself, else the one it names.
    fn resource_of(&mut self, span: &mut span::Span, builder: &mut Builder) -> ResourceIx {
        let inside = take(&mut span.process);
        if !inside.is_empty() {
            let mut process = Process::begin(builder);
            process.describe(inside, builder);
            return process.slot;
        }
        let name = take(&mut span.process_id);
        self.processes.entry(name).or_insert_with(|| Process::begin(builder)).slot
    }
}

impl Process {
    fn begin(builder: &mut Builder) -> Self {
        Self { slot: builder.begin_resource(), is_described: false }
    }

    /// Of two descriptions the first counts.
    fn describe(&mut self, attributes: Vec<(Key, Value)>, builder: &mut Builder) {
        if !self.is_described {
            self.is_described = true;
            builder.end_resource(self.slot, attributes, Symbol::EMPTY);
        }
    }
}
