//! Attributes by meaning, in the order in which people look for them.

pub use crate::base::conventions::AttributeGroup;
use crate::protocol::detail::Attribute;

impl AttributeGroup {
    /// Its heading on the page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Failure => "Error",
            Self::Own => "Application",
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

/// The attributes by group, those within a group in the order given.
pub fn grouped(attributes: &[Attribute]) -> Vec<(AttributeGroup, Vec<Attribute>)> {
    let mut groups: Vec<(AttributeGroup, Vec<Attribute>)> = Vec::new();
    for attribute in attributes {
        let group = AttributeGroup::of_key(&attribute.key);
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, members)) => members.push(attribute.clone()),
            None => groups.push((group, vec![attribute.clone()])),
        }
    }
    groups.sort_by_key(|&(group, _)| group);
    groups
}
