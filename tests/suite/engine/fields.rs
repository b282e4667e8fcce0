use super::{ask, shop};
use spanscope::protocol::request::{Reply, Request};

fn fields(typed: &str, limit: usize) -> Vec<String> {
    match ask(&mut shop(), Request::Fields { typed: typed.to_owned(), limit }) {
        Ok(Reply::Fields { names }) => names
            .into_iter()
            .map(|name| {
                name.count.map_or_else(|| name.text.clone(), |count| format!("{} {count}", name.text))
            })
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_most_frequent_attributes_come_first_and_properties_last() {
    let all = fields("", usize::MAX);
    assert_eq!(all[0], "resource.service.name 7");
    assert!(all.iter().any(|name| name == "span.db.system.name 2"), "{all:?}");
    assert!(all.iter().any(|name| name == "event.rows 1"), "{all:?}");
    assert_eq!(
        all.iter().rposition(|name| name.contains(' ')).map(|last| last + 1),
        all.iter().position(|name| name == "name")
    );
    assert_eq!(fields("", 2).len(), 2);
}

#[test]
fn letters_at_the_beginning_of_the_key_count_more() {
    let found = fields("Name", 50);
    assert_eq!(found[0], "name");
    assert!(found.iter().any(|name| name.starts_with("resource.service.name")), "{found:?}");
    assert_eq!(fields("nowhere", 50), Vec::<String>::new());
}
