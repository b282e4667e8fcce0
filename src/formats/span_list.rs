//! Formats whose spans stand side by side, with nothing around them: in an array, in arrays of arrays, or one object
//! after another. The walk goes over the arrays; a span is read in one go.

use super::walk::{Outline, Taken};
use crate::{
    base::json::{Scanner, Shape, Stop},
    model::{builder::Builder, notes::NoteKind},
};

/// Reads a single span of a format.
pub(super) trait OneSpan: Default {
    /// Reads the span that begins here into the builder.
    ///
    /// # Errors
    /// `More`, or `Bad` when it is no JSON.
    fn read(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop>;
}

/// The walk over such a file.
#[derive(Debug, Default)]
pub(super) struct SpanList<S> {
    one: S,
}

/// An array, or what is around all.
#[derive(Clone, Copy, Debug)]
pub(super) struct List;

impl<S: OneSpan> Outline for SpanList<S> {
    type Level = List;

    fn document(_: u8) -> List {
        List
    }

    fn is_whole(brace: u8) -> bool {
        brace == b'{'
    }

    fn closing(List: List) -> u8 {
        b']'
    }

    fn take(
        &mut self,
        List: List,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
    ) -> Result<Taken<List>, Stop> {
        Ok(match scanner.shape()? {
            Shape::Object => {
                self.one.read(scanner, builder)?;
                Taken::Whole
            }
            Shape::Array => Taken::Level(List),
            _ => {
                builder.note_here(NoteKind::BadSpan);
                Taken::Passed
            }
        })
    }

    fn begin(&mut self, List: List, _: &mut Builder) {}

    fn end(&mut self, List: List, _: &mut Builder) {}
}
