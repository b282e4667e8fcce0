//! Feature flags as the conventions tell them: an event for each evaluation. For people a flag is a fact about the
//! request, like its user, so it is shown as one.

use crate::{
    base::conventions::FLAG_EVENTS,
    protocol::detail::{Attribute, EventDetail, ValueKind},
};

const KEY: &str = "feature_flag.key";
/// What it was evaluated to: the variant, else the value.
const OUTCOMES: [&str; 2] = ["feature_flag.result.variant", "feature_flag.result.value"];
const REASON: &str = "feature_flag.result.reason";

/// The flags that were evaluated, as attributes: `flag cart-upsell` is `on (split)`. Each outcome stands once.
pub fn evaluated(events: &[EventDetail]) -> Vec<Attribute> {
    let mut flags: Vec<Attribute> = Vec::new();
    for event in events.iter().filter(|event| FLAG_EVENTS.contains(&event.name.as_str())) {
        let find = |key: &str| event.attributes.iter().find(|attribute| attribute.key == key);
        let (Some(key), Some(outcome)) = (find(KEY), OUTCOMES.iter().find_map(|key| find(key))) else {
            continue;
        };
        let reason = find(REASON).map(|reason| format!(" ({})", reason.value)).unwrap_or_default();
        let conditions = [&key.condition, &outcome.condition];
        let flag = Attribute {
            key: format!("flag {}", key.value),
            value: format!("{}{reason}", outcome.value),
            kind: ValueKind::Text,
            condition: if conditions.iter().any(|condition| condition.is_empty()) {
                String::new()
            } else {
                format!("{} && {}", key.condition, outcome.condition)
            },
            ..Attribute::default()
        };
        if !flags.contains(&flag) {
            flags.push(flag);
        }
    }
    flags
}
