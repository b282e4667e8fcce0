//! A scope in one go, and a resource, which is the same without name and version.

use super::value::attributes;
use crate::{
    base::json::{Scanner, Shape, Stop},
    formats::fields::{Scratch, begins, count, members, text},
    model::{builder::Builder, origin::Scope},
};

/// Reads the scope or resource that begins here; its schema URL stands beside it.
pub(super) fn read(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
) -> Result<Scope, Stop> {
    let mut scope = Scope::default();
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(scope);
    }
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"attributes" => attributes(scanner, builder, scratch, Builder::scratch_attribute)?,
            b"name" => scope.name = text(scanner, builder, &mut scratch.text)?,
            b"version" => scope.version = text(scanner, builder, &mut scratch.text)?,
            b"droppedAttributesCount" | b"dropped_attributes_count" => {
                scope.dropped = count(scanner, builder)?;
            }
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    scope.attributes = builder.take_scratch();
    Ok(scope)
}
