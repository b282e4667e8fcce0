use spanscope::{
    protocol::detail::{Attribute, EventDetail},
    state::feature_flag::evaluated,
};

fn event(name: &str, attributes: &[(&str, &str)]) -> EventDetail {
    let attribute = |&(key, value): &(&str, &str)| Attribute {
        key: key.to_owned(),
        value: value.to_owned(),
        condition: format!("event.{key} = \"{value}\""),
        ..Attribute::default()
    };
    EventDetail {
        name: name.to_owned(),
        attributes: attributes.iter().map(attribute).collect(),
        ..EventDetail::default()
    }
}

#[test]
fn a_flag_is_told_once_for_each_outcome() {
    let key = ("feature_flag.key", "upsell");
    let on = event(
        "feature_flag.evaluation",
        &[key, ("feature_flag.result.variant", "on"), ("feature_flag.result.reason", "split")],
    );
    let value = event("feature_flag", &[key, ("feature_flag.result.value", "7")]);
    let others = [event("feature_flag.evaluation", &[key]), event("lock", &[key])];
    let events = [&[on.clone(), on, value][..], &others].concat();
    let told: Vec<_> =
        evaluated(&events).into_iter().map(|flag| (flag.key, flag.value, flag.condition)).collect();
    let flag = |value: &str, condition: &str| {
        let condition =
            format!("event.feature_flag.key = \"upsell\" && event.feature_flag.result.{condition}");
        ("flag upsell".to_owned(), value.to_owned(), condition)
    };
    assert_eq!(told, [flag("on (split)", "variant = \"on\""), flag("7", "value = \"7\"")]);
}
