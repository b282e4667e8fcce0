//! Attributes by meaning, in the order in which people look for them.

use super::feature_flag;
pub use crate::base::conventions::AttributeGroup;
use crate::{
    base::conventions::{PEOPLE, people_place},
    protocol::detail::{Attribute, EventDetail},
};

impl AttributeGroup {
    /// Its heading on the page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Failure => "Error",
            Self::Own => "Business context",
            Self::Http => "HTTP",
            Self::Database => "Database",
            Self::Messaging => "Messaging",
            Self::Rpc => "RPC",
            Self::GenAi => "Generative AI",
            Self::FeatureFlag => "Feature flag",
            Self::Network => "Network",
            Self::Runtime => "Runtime",
        }
    }
}

/// The place of flags among the team's own keys: behind those of people and their like.
const FLAGS: usize = PEOPLE.len();

/// The attributes of a span by group, with the flags that its events tell among the team's own. Those within a group
/// keep the order given, but for the team's own: who it was comes first.
pub fn grouped(attributes: &[Attribute], events: &[EventDetail]) -> Vec<(AttributeGroup, Vec<Attribute>)> {
    let mut groups: Vec<(AttributeGroup, Vec<Attribute>)> = Vec::new();
    let mut own: Vec<(usize, Attribute)> =
        feature_flag::evaluated(events).into_iter().map(|flag| (FLAGS, flag)).collect();
    for attribute in attributes {
        let group = AttributeGroup::of_key(&attribute.key);
        if group == AttributeGroup::Own {
            own.push((place(&attribute.key), attribute.clone()));
            continue;
        }
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, members)) => members.push(attribute.clone()),
            None => groups.push((group, vec![attribute.clone()])),
        }
    }
    if !own.is_empty() {
        own.sort_by_key(|&(place, _)| place);
        groups.push((AttributeGroup::Own, own.into_iter().map(|(_, attribute)| attribute).collect()));
    }
    groups.sort_by_key(|&(group, _)| group);
    groups
}

/// The place of one of the team's own keys among them.
fn place(key: &str) -> usize {
    people_place(key).unwrap_or(FLAGS + 1)
}
