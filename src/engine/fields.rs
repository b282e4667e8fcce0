//! Attributes and properties that could be a column: those of the data by frequency, then those every span has.

use super::Engine;
use crate::{
    protocol::traces::FieldName,
    query::{names::INTRINSICS, tree::Attribute},
    search::census,
};

impl Engine {
    pub(super) fn fields(&mut self, typed: &str, limit: usize) -> Vec<FieldName> {
        let store = &self.store;
        let known = self.names.get_or_insert_with(|| census::names(store));
        let attributes = known.iter().map(|name| {
            let key = store.key_name(name.key).to_owned();
            let attribute = Attribute { scope: name.scope, parent: false, name: key };
            FieldName { text: attribute.to_string(), count: Some(name.count) }
        });
        let intrinsics =
            INTRINSICS.iter().map(|(intrinsic, ..)| FieldName { text: intrinsic.to_string(), count: None });
        let typed = typed.trim().to_lowercase();
        let mut found: Vec<(bool, FieldName)> = attributes
            .chain(intrinsics)
            .filter_map(|name| place(&name.text, &typed).map(|inside| (inside, name)))
            .collect();
        found.sort_by_key(|(inside, _)| *inside);
        found.into_iter().map(|(_, name)| name).take(limit).collect()
    }
}

/// Whether a name has the typed letters: `false` at the beginning of its key, `true` inside.
fn place(name: &str, typed: &str) -> Option<bool> {
    let name = name.to_lowercase();
    let key = name.split_once('.').map_or(name.as_str(), |(_, key)| key);
    if key.starts_with(typed) || name.starts_with(typed) {
        Some(false)
    } else {
        name.contains(typed).then_some(true)
    }
}
