use super::{CART, ask, shop};
use spanscope::protocol::{
    flame::{FlameFrame, FlameOf, FlameOrder, FlamePicture, FlamePlace, FlameQuery, FlameStep, FlameWay},
    request::{Failure, Reply, Request, SpanRef},
};

fn of(order: FlameOrder) -> FlameOf {
    FlameOf { trace_id: CART.to_owned(), order, ..FlameOf::default() }
}

fn query(order: FlameOrder) -> FlameQuery {
    FlameQuery { of: of(order), width_px: 1_000, levels: 100, ..FlameQuery::default() }
}

fn picture(query: FlameQuery) -> FlamePicture {
    match ask(&mut shop(), Request::Flame(query)) {
        Ok(Reply::Flame(picture)) => picture,
        other => panic!("{other:?}"),
    }
}

fn step(of: FlameOf, from: Option<SpanRef>, way: Option<FlameWay>) -> Result<FlamePlace, Failure> {
    match ask(&mut shop(), Request::FlameStep(FlameStep { of, from, way }))? {
        Reply::FlamePlace(place) => Ok(place),
        other => panic!("{other:?}"),
    }
}

/// Level and name of the frames.
fn drawn(picture: &FlamePicture) -> Vec<(u32, &str)> {
    let name = |frame: &FlameFrame| (frame.level, picture.names[frame.name as usize].as_str());
    picture.frames.iter().map(name).collect()
}

#[test]
fn frames_carry_what_is_drawn() {
    let picture = picture(query(FlameOrder::Time));
    assert_eq!((picture.axis_ns, picture.levels), (100_000_000, 4));
    let all =
        [(0, "GET /cart"), (1, "load cart"), (2, "SELECT items"), (2, "SELECT prices"), (3, "lost child")];
    assert_eq!(drawn(&picture), all);
    let prices = picture.frames[3];
    assert_eq!((prices.row, prices.errors, prices.spans, prices.frames), (3, 1, 1, 1));
    assert_eq!(prices.end_ns - prices.start_ns, 45_000_000);
}

#[test]
fn only_what_is_in_sight_is_told() {
    let levels = FlameQuery { from_level: 2, levels: 1, ..query(FlameOrder::Time) };
    assert_eq!(drawn(&picture(levels)), [(2, "SELECT items"), (2, "SELECT prices")]);
    let zoom = FlameQuery { zoom: Some((0, 3_000_000)), ..query(FlameOrder::Time) };
    assert_eq!(drawn(&picture(zoom)), [(0, "GET /cart")]);
    let focus = FlameOf { focus: Some(SpanRef::Id("2".to_owned())), ..of(FlameOrder::Time) };
    let focused = picture(FlameQuery { of: focus, ..query(FlameOrder::Time) });
    assert_eq!(drawn(&focused)[..2], [(0, "load cart"), (1, "SELECT items")]);
}

#[test]
fn hits_are_counted_and_wrong_words_find_nothing() {
    let hits = |find: &str, order| -> Vec<u32> {
        let picture = picture(FlameQuery { find: find.to_owned(), ..query(order) });
        picture.frames.iter().map(|frame| frame.hits).collect()
    };
    assert_eq!(hits("select", FlameOrder::Time), [0, 0, 1, 1, 0]);
    assert_eq!(hits("{ nonsense", FlameOrder::Time), [0; 5]);
    assert_eq!(hits("select", FlameOrder::Merged).iter().sum::<u32>(), 2);
}

#[test]
fn ways_lead_from_frame_to_frame_and_end_where_they_end() {
    let from = |id: &str, way| step(of(FlameOrder::Time), Some(SpanRef::Id(id.to_owned())), way);
    let top = step(of(FlameOrder::Time), None, None).expect("the root");
    assert_eq!((top.span_id.as_str(), top.depth, top.below, top.siblings), ("0000000000000001", 0, 1, 2));
    let items = from("2", Some(FlameWay::Child)).expect("the widest");
    assert_eq!((items.name.as_str(), items.nth, items.siblings, items.depth), ("SELECT prices", 2, 2, 2));
    assert_eq!(from("4", Some(FlameWay::Next)).expect("stays").name, "SELECT prices");
    assert_eq!(from("4", Some(FlameWay::Parent)).expect("above").name, "load cart");
    assert_eq!(from("99", None).expect_err("not there").code, "not_found");
}

#[test]
fn merged_frames_tell_of_all_their_spans() {
    let merged = step(of(FlameOrder::Merged), Some(SpanRef::Id("2".to_owned())), None).expect("load cart");
    assert_eq!((merged.spans, merged.total_ns, merged.longest_ns), (1, 90_000_000, 90_000_000));
    assert_eq!((merged.start_ns, merged.end_ns), (0, 90_000_000));
    let outside = FlameOf { focus: Some(SpanRef::Id("4".to_owned())), ..of(FlameOrder::Merged) };
    let failure = step(outside, Some(SpanRef::Id("1".to_owned())), None).expect_err("outside");
    assert_eq!(failure.code, "not_found");
}
