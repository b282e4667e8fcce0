//! What the matching spans of a selection have in common: names with their commonest values.

use super::traces::Selection;
use serde::{Deserialize, Serialize};

/// The facets of a selection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// The traces that match.
    pub traces: usize,
    /// Service, operation, status, kind, then the attributes that tell most, most first.
    pub facets: Vec<Facet>,
}

/// A name and its values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// The intrinsic or attribute, as a search names it.
    pub name: String,
    /// How many values there are among the matches; with letters asked for, how many have them.
    pub distinct: usize,
    /// The commonest, most traces first.
    pub values: Vec<FacetValue>,
}

/// A value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// As TraceQL writes it.
    pub value: String,
    /// As people read it.
    pub label: String,
    /// The traces that are left when the search asks for it too.
    pub traces: usize,
}

/// Which values of a facet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValuesQuery {
    /// The traces.
    pub of: Selection,
    /// The intrinsic or attribute, as a search names it.
    pub name: String,
    /// Letters that the values have, in any case; empty for all.
    pub having: String,
    /// At most so many values.
    pub limit: usize,
}
