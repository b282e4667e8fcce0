use spanscope::state::{
    command::Command,
    link::{read, write},
    service_view::{ServiceColumn, ServiceSort, ServiceTable, ServiceView},
    session::{Session, View},
};

#[test]
fn a_column_is_sorted_the_way_it_is_mostly_wanted_then_turned_round() {
    let sort = ServiceSort::default().pressed(ServiceColumn::P95);
    assert_eq!(sort, ServiceSort { column: ServiceColumn::P95, descending: true });
    assert!(!sort.pressed(ServiceColumn::P95).descending);
    assert!(!sort.pressed(ServiceColumn::Name).descending);
    assert_eq!(ServiceSort::read(&sort.text()), Some(sort));
    assert_eq!(
        (ServiceSort::read("-p95").map(|sort| sort.descending), ServiceSort::read("p96")),
        (Some(true), None)
    );
}

#[test]
fn the_link_brings_back_what_is_near_and_how_the_table_stands() {
    let mut session = Session::default();
    session.apply(Command::ShowServices);
    for command in [
        Command::Near(vec!["web shop".to_owned(), "a&b".to_owned()]),
        Command::SetHops(3),
        Command::SetServiceTable(ServiceTable::Calls),
        Command::SetServiceSort(ServiceSort { column: ServiceColumn::Errors, descending: true }),
    ] {
        session.apply(command);
    }
    let link = write(&session);
    assert!(link.starts_with("#/services?"), "{link}");
    assert_eq!(read(&link), (session, Vec::new()));
}

#[test]
fn a_wrong_value_is_left_out_and_told() {
    let (session, notes) = read("#/services?edge=..web&hops=0&sort=-size&by=rooms");
    assert_eq!((session.view, session.services, notes.len()), (View::Services, ServiceView::default(), 4));
    assert_eq!(read("#/services?edge=web..cart").0.services.near, ["web", "cart"]);
}

#[test]
fn going_back_shows_everything_again_and_another_view_forgets() {
    let mut session = Session::default();
    session.apply(Command::ShowServices);
    session.apply(Command::Near(vec!["web".to_owned()]));
    session.apply(Command::Back);
    assert_eq!(session.services.near, [""; 0]);
    session.apply(Command::Near(vec!["web".to_owned()]));
    session.apply(Command::ShowTraces);
    assert_eq!(session.services, ServiceView::default());
}

#[test]
fn an_edge_narrows_the_search_there_is() {
    let mut session = Session { q: "{ status = error }".to_owned(), ..Session::default() };
    session.apply(Command::SearchAlso("{ name = \"a\" } > { name = \"b\" }".to_owned()));
    assert_eq!(session.q, "{ status = error } && ({ name = \"a\" } > { name = \"b\" })");
    assert_eq!(session.view, View::Traces);
}
