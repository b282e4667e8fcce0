//! Resources and scopes, each in one go.

use super::{
    fields::{Scratch, begins, members, text},
    value::attributes,
};
use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    model::builder::Builder,
};

/// A scope's name and version.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ScopeName {
    /// The library.
    pub name: Symbol,
    /// Its version.
    pub version: Symbol,
}

/// Reads the attributes of the resource that begins here; they wait in the builder for its end.
pub(super) fn resource(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
) -> Result<(), Stop> {
    scope(scanner, builder, scratch).map(|_| ())
}

/// Reads the scope that begins here; its attributes wait in the builder for its end.
pub(super) fn scope(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
) -> Result<ScopeName, Stop> {
    let mut scope = ScopeName::default();
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(scope);
    }
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"attributes" => attributes(scanner, builder, scratch, Builder::scratch_attribute)?,
            b"name" => scope.name = text(scanner, builder, &mut scratch.text)?,
            b"version" => scope.version = text(scanner, builder, &mut scratch.text)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    Ok(scope)
}
