use crate::support::draw;
use spanscope::{
    analysis::{derived::Derived, error_groups::ErrorGroups, people::People, root_cause},
    model::builder::Builder,
};

#[test]
fn errors_are_grouped_over_traces_and_the_worst_come_first() {
    let mut builder = Builder::new();
    builder.begin_file("drawing");
    let handled =
        |id| format!("web GET #server |----|\n  web ask #client #error #message=no~answer~of~{id} | -- |");
    let failed = "web GET #server #http=500 |----|\n  db SELECT #client #error #message=locked | -- |";
    draw::add(&mut builder, &handled(1), 1);
    draw::add(&mut builder, &handled(22), 2);
    draw::add(&mut builder, failed, 3);
    let store = builder.finish();
    let derived = Derived::of_store(&store);
    let origins = root_cause::of_store(&store, &derived);
    let groups = ErrorGroups::of_store(&store, &derived, &origins, &People::of_store(&store));
    let told: Vec<_> = groups
        .groups
        .iter()
        .map(|group| (group.fingerprint.as_str(), group.message.as_str(), group.traces, group.caused))
        .collect();
    assert_eq!(
        told,
        [("db · SELECT · locked", "locked", 1, 1), ("web · ask · no answer of <n>", "no answer of 1", 2, 0),]
    );
    for (place, &group) in (0..).zip(&groups.of_origin) {
        assert!(groups.groups[group as usize].origins.contains(&place));
    }
}
