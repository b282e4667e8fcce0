//! References: which one is the parent, which are links.

use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    formats::fields::{Scratch, begins, elements, id, members},
    model::{
        builder::Builder,
        ids::{SpanId, TraceKey},
        notes::NoteKind,
    },
};

/// A reference to another span.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference {
    kind: Kind,
    /// `None`: the same trace.
    trace: Option<TraceKey>,
    span_id: SpanId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    ChildOf,
    FollowsFrom,
    Unknown,
}

/// Reads the list of references that begins here.
pub(super) fn read(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
    references: &mut Vec<Reference>,
) -> Result<(), Stop> {
    elements(scanner, builder, |scanner, builder| {
        if !begins(scanner, builder, Shape::Object)? {
            return Ok(());
        }
        let mut reference = Reference { kind: Kind::Unknown, trace: None, span_id: SpanId::NONE };
        let Scratch { name, text } = scratch;
        members(scanner, name, |scanner, name| {
            match (name, scanner.shape()?) {
                (b"refType", Shape::Text) => reference.kind = kind(scanner.text()?.raw),
                (b"traceID", _) => {
                    let written = id(scanner, builder, text)?;
                    reference.trace = builder.trace_id(written);
                }
                (b"spanID", _) => {
                    let written = id(scanner, builder, text)?;
                    reference.span_id = builder.span_id(written);
                }
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        references.push(reference);
        Ok(())
    })
}

fn kind(word: &[u8]) -> Kind {
    if word.eq_ignore_ascii_case(b"CHILD_OF") {
        Kind::ChildOf
    } else if word.eq_ignore_ascii_case(b"FOLLOWS_FROM") {
        Kind::FollowsFrom
    } else {
        Kind::Unknown
    }
}

/// The parent, and whether it is only followed from. The first CHILD_OF in the same trace is the parent, else the
/// first FOLLOWS_FROM there; all others become links of the span that is being read. A reference to the span itself,
/// or to no span of the same trace, is dropped.
pub(super) fn parent(
    references: &[Reference],
    trace: Option<TraceKey>,
    span_id: SpanId,
    builder: &mut Builder,
) -> Option<(SpanId, bool)> {
    let is_here = |reference: &Reference| reference.trace.is_none() || reference.trace == trace;
    let leads_nowhere = |reference: &Reference| {
        is_here(reference) && (reference.span_id == span_id || reference.span_id.is_none())
    };
    let first = |kind| {
        references.iter().position(|other| other.kind == kind && is_here(other) && !leads_nowhere(other))
    };
    let parent = first(Kind::ChildOf).or_else(|| first(Kind::FollowsFrom));
    for (at, reference) in references.iter().enumerate() {
        if Some(at) == parent {
            continue;
        }
        if leads_nowhere(reference) {
            if !reference.span_id.is_none() {
                builder.note_here(NoteKind::OwnReference);
            }
            continue;
        }
        if is_here(reference) && reference.kind == Kind::ChildOf {
            builder.note_here(NoteKind::SeveralParents);
        }
        builder.end_link(reference.trace.or(trace), reference.span_id, Symbol::EMPTY, 0);
    }
    let parent = parent.map(|at| references[at]);
    parent.map(|parent| (parent.span_id, parent.kind == Kind::FollowsFrom))
}
