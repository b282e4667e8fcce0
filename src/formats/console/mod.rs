//! What the SDKs print onto the console: spans as objects one after another, on one line each or on many.

mod go;
mod python;

pub(super) use go::Go;
pub(super) use python::Python;
