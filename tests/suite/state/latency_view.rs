use spanscope::{
    protocol::latency::{LatencyBy, LatencyColumn, Operation},
    query::cohort::{Cohort, Part, Range},
    state::{
        command::Command,
        latency_view::{LatencySort, LatencyView, operation_text, read_operation},
        link::{read, write},
        session::{Session, View},
    },
};

fn operation(service: &str, name: &str) -> Operation {
    Operation { service: service.to_owned(), name: name.to_owned() }
}

#[test]
fn an_operation_comes_back_from_its_text_whatever_stands_in_it() {
    for of in [
        operation("web", "GET /cart"),
        operation("a/b", "c/d"),
        operation("50%", ""),
        operation("a%2Fb", "%2F"),
        operation("", "/"),
    ] {
        assert_eq!(read_operation(&operation_text(&of)), Some(of));
    }
    assert_eq!(operation_text(&operation("web", "GET /cart")), "web/GET /cart");
    assert_eq!(read_operation("web"), None);
}

#[test]
fn columns_sort_the_way_they_are_mostly_wanted_then_turned_round() {
    let sort = LatencySort::default().pressed(LatencyColumn::P95);
    assert_eq!(sort, LatencySort { column: LatencyColumn::P95, descending: true });
    assert!(!sort.pressed(LatencyColumn::P95).descending);
    assert!(!sort.pressed(LatencyColumn::Name).descending);
    assert_eq!(LatencySort::read(&sort.text()), Some(sort));
    assert_eq!(LatencySort::read("-p96"), None);
}

#[test]
fn the_link_brings_everything_back() {
    let mut session = Session::default();
    session.apply(Command::ShowLatency);
    let view = LatencyView {
        by: LatencyBy::Operation,
        of: Some(operation("web", "GET /cart")),
        linear: true,
        with_partial: true,
        sort: LatencySort { column: LatencyColumn::P99, descending: true },
    };
    session.apply(Command::SetLatency(view));
    session.apply(Command::Brush(Some(Cohort::band(None, Some(1_000_000_000), Some(3_000_000_000)))));
    let link = write(&session);
    assert_eq!(
        link,
        "#/latency?by=operation&op=web/GET%20/cart&scale=linear&partial=1&top=-p99&slow=duration:1s..3s"
    );
    assert_eq!(read(&link), (session, Vec::new()));
}

#[test]
fn a_wrong_value_is_left_out_and_told() {
    let (session, notes) =
        read("#/latency?by=service&op=web&scale=cubic&top=size&partial=perhaps&slow=p9..p1");
    assert_eq!(
        (session.view, session.latency, session.slow, notes.len()),
        (View::Latency, LatencyView::default(), None, 6)
    );
}

#[test]
fn the_order_of_the_list_below_is_its_own() {
    let (session, notes) = read("#/latency?sort=-errors&top=-p50");
    assert_eq!(notes, Vec::<String>::new());
    assert!(session.sort.descending && session.latency.sort.column == LatencyColumn::P50);
    assert_eq!(write(&session), "#/latency?top=-p50&sort=-errors");
}

fn brushed() -> Session {
    let mut session = Session { fast: Some(Cohort::default()), ..Session::default() };
    session.apply(Command::ShowLatency);
    let band = Part::Duration(Range { from_ns: Some(5), to_ns: None });
    session.apply(Command::Brush(Some(Cohort::of(band))));
    session
}

#[test]
fn a_brush_is_the_slow_cohort_against_the_rest_and_stays_for_the_comparison() {
    let mut session = brushed();
    assert_eq!(session.fast, None);
    let slow = session.slow.clone();
    assert!(session.brushed().is_some() && session.is_narrowed());
    session.apply(Command::ShowCompare);
    assert_eq!((&session.slow, session.brushed()), (&slow, None));
    session.apply(Command::ShowTraces);
    assert!(!session.is_narrowed(), "only below charts the list follows them");
    assert_eq!(session.listed(0), session.selection(0));
}

#[test]
fn going_back_takes_the_brush_away_and_so_does_another_picture() {
    let mut session = brushed();
    session.apply(Command::Back);
    assert_eq!((session.view, session.slow), (View::Latency, None));
    let mut session = brushed();
    session.apply(Command::ToggleLinear);
    session.apply(Command::SetLatency(LatencyView { with_partial: true, ..session.latency.clone() }));
    assert!(session.brushed().is_some(), "an axis is no other picture");
    session.apply(Command::SetLatency(LatencyView { by: LatencyBy::Operation, ..session.latency.clone() }));
    assert_eq!(session.brushed(), None);
    let mut session = brushed();
    session.apply(Command::ShowAllTraces);
    assert_eq!((session.brushed(), &session.view), (None, &View::Latency));
}

#[test]
fn another_view_forgets_what_was_measured() {
    let mut session = brushed();
    session
        .apply(Command::SetLatency(LatencyView { of: Some(operation("a", "b")), ..LatencyView::default() }));
    session.apply(Command::ShowTraces);
    assert_eq!(session.latency, LatencyView::default());
}
