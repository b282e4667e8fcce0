//! The facets as they are shown beside the list: what the engine counted, and what the search asks for already.

use crate::{
    protocol::facets::{Facet, FacetValue},
    query::{
        edit::{Asked, Condition, same_name},
        naming,
        tree::{Attribute, Field, Intrinsic, Scope},
    },
};
use std::collections::BTreeSet;

/// How a value stands in the search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Not at all.
    #[default]
    Free,
    /// The search asks for it.
    Asked,
    /// The search excludes it.
    Excluded,
}

/// A facet to show.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownFacet {
    /// The intrinsic or attribute.
    pub field: Field,
    /// How many values there are among the matches.
    pub distinct: usize,
    /// The values: those in the search first, then the commonest.
    pub values: Vec<ShownValue>,
}

/// A value to show.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownValue {
    /// What a click asks for.
    pub condition: Condition,
    /// As people read it.
    pub label: String,
    /// How many traces have it; `None` for one that no match has.
    pub traces: Option<usize>,
    /// How it stands in the search.
    pub standing: Standing,
}

/// The facets with what a search asks for: its conditions are values of their facet even where no match has them, and
/// those of other names make facets of their own, ahead of the attributes.
pub fn shown(facets: &[Facet], search: &str) -> Vec<ShownFacet> {
    let asked = Asked::of(search);
    let mut shown: Vec<ShownFacet> = facets.iter().filter_map(|facet| shown_facet(facet, &asked)).collect();
    for condition in asked.conditions.iter().filter_map(Condition::of) {
        let standing = if condition.excluded { Standing::Excluded } else { Standing::Asked };
        let condition = Condition { excluded: false, ..condition };
        let own = shown.iter().position(|facet| same_name(&facet.field, &condition.name));
        let own = own.unwrap_or_else(|| {
            let at = shown.iter().position(|facet| !is_fixed(&facet.field)).unwrap_or(shown.len());
            shown.insert(at, ShownFacet { field: condition.name.clone(), distinct: 0, values: Vec::new() });
            at
        });
        let values = &mut shown[own].values;
        if !values.iter().any(|value| asked.alike(&value.condition.field(), &condition.field())) {
            values.push(ShownValue { label: condition.label(), condition, traces: None, standing });
        }
    }
    for facet in &mut shown {
        facet.values.sort_by_key(|value| value.standing == Standing::Free);
    }
    shown
}

/// The facet as the engine gave it; `None`: it cannot be asked for.
pub fn shown_facet(facet: &Facet, asked: &Asked) -> Option<ShownFacet> {
    let values = facet.values.iter().filter_map(|value| shown_value(&facet.name, value, asked)).collect();
    Some(ShownFacet { field: naming::named(&facet.name)?, distinct: facet.distinct, values })
}

fn shown_value(name: &str, value: &FacetValue, asked: &Asked) -> Option<ShownValue> {
    let condition = Condition::read(name, &value.value)?;
    let standing = if asked.has(&condition.field()) {
        Standing::Asked
    } else if asked.has(&condition.clone().turned().field()) {
        Standing::Excluded
    } else {
        Standing::Free
    };
    Some(ShownValue { condition, label: value.label.clone(), traces: Some(value.traces), standing })
}

/// The heading of a facet.
pub fn title(field: &Field) -> String {
    match field {
        Field::Intrinsic(Intrinsic::Name) => "Operation".to_owned(),
        Field::Intrinsic(Intrinsic::Status) => "Status".to_owned(),
        Field::Intrinsic(Intrinsic::Kind) => "Kind".to_owned(),
        field if *field == naming::service() => "Service".to_owned(),
        field => naming::short_name(field),
    }
}

/// What the attribute of a facet stands on, where that is not the span itself.
pub const fn owner(field: &Field) -> Option<&'static str> {
    match field {
        Field::Attribute(Attribute { scope: Scope::Resource, .. }) => Some("resource"),
        _ => None,
    }
}

/// Whether it is one of the facets that every list has.
pub fn is_fixed(field: &Field) -> bool {
    matches!(field, Field::Intrinsic(Intrinsic::Name | Intrinsic::Status | Intrinsic::Kind))
        || *field == naming::service()
}

/// What a person has made of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// It is shown.
    pub is_open: bool,
    /// The facets that are folded, as a search names them.
    pub folded: BTreeSet<String>,
}

impl Default for Panel {
    fn default() -> Self {
        Self { is_open: true, folded: BTreeSet::new() }
    }
}

/// The first line of a panel that is hidden, and of one that is shown.
const HIDDEN: &str = "hidden";
const SHOWN: &str = "shown";

impl Panel {
    /// From what was kept.
    pub fn read(kept: &str) -> Self {
        let mut lines = kept.lines();
        Self { is_open: lines.next() != Some(HIDDEN), folded: lines.map(str::to_owned).collect() }
    }

    /// As text to keep.
    pub fn write(&self) -> String {
        let first = if self.is_open { SHOWN } else { HIDDEN };
        let lines = [first].into_iter().chain(self.folded.iter().map(String::as_str));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Folds a facet, or unfolds it.
    pub fn toggle(&mut self, name: &str) {
        if !self.folded.remove(name) {
            self.folded.insert(name.to_owned());
        }
    }
}
