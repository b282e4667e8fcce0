use spanscope::{
    protocol::detail::{Attribute, EventDetail},
    state::attribute_group::grouped,
};

fn attribute(key: &str) -> Attribute {
    Attribute { key: key.to_owned(), value: "1".to_owned(), ..Attribute::default() }
}

fn keys(keys: &[&str], events: &[EventDetail]) -> Vec<(&'static str, Vec<String>)> {
    let attributes: Vec<Attribute> = keys.iter().map(|key| attribute(key)).collect();
    grouped(&attributes, events)
        .into_iter()
        .map(|(group, members)| (group.title(), members.into_iter().map(|member| member.key).collect()))
        .collect()
}

#[test]
fn groups_stand_in_order_and_keep_the_order_within() {
    assert_eq!(
        keys(&["thread.id", "http.b", "order.id", "exception.type", "http.a"], &[]),
        [
            ("Business context", vec!["order.id".to_owned()]),
            ("Error", vec!["exception.type".to_owned()]),
            ("HTTP", vec!["http.b".to_owned(), "http.a".to_owned()]),
            ("Runtime", vec!["thread.id".to_owned()]),
        ]
    );
}

#[test]
fn of_the_teams_own_keys_those_of_people_come_first() {
    let flag = EventDetail {
        name: "feature_flag.evaluation".to_owned(),
        attributes: vec![attribute("feature_flag.key"), attribute("feature_flag.result.variant")],
        ..EventDetail::default()
    };
    let own = keys(&["cart.items", "app.user.plan", "tenant", "session.id", "user.id", "planet"], &[flag]);
    let expected = ["user.id", "session.id", "tenant", "app.user.plan", "flag 1", "cart.items", "planet"];
    assert_eq!(own, [("Business context", expected.map(str::to_owned).to_vec())]);
}
