use spanscope::state::{
    brush::{Drag, Grip, grip_at},
    viewport::Viewport,
};

#[test]
fn a_pointer_takes_edges_range_or_nothing() {
    let shown = (100.0, 200.0);
    assert_eq!(grip_at(97.0, shown, false, 1.0), Grip::Start);
    assert_eq!(grip_at(203.0, shown, false, 1.0), Grip::End);
    assert_eq!(grip_at(150.0, shown, false, 1.0), Grip::Move);
    assert_eq!(grip_at(90.0, shown, false, 1.0), Grip::New);
    assert_eq!(grip_at(90.0, shown, false, 3.0), Grip::Start, "a finger reaches further");
    assert_eq!(grip_at(150.0, (0.0, 300.0), true, 1.0), Grip::New);
}

#[test]
fn narrow_ranges_can_still_be_widened_to_either_side() {
    assert_eq!(grip_at(99.0, (100.0, 100.0), false, 1.0), Grip::End);
    assert_eq!(grip_at(99.0, (100.0, 103.0), false, 1.0), Grip::Start);
    assert_eq!(grip_at(102.5, (100.0, 103.0), false, 1.0), Grip::End);
}

fn drag(grip: Grip, before: Viewport, from_ns: i64) -> Drag {
    Drag { grip, before, from_ns, from_px: from_ns as f64 / 1_000.0 }
}

#[test]
fn dragging_draws_widens_and_moves() {
    let whole = Viewport::whole(1_000_000);
    let part = whole.showing(200_000, 400_000);
    let to = |grip, before, from_ns, at_ns: i64| {
        drag(grip, before, from_ns).to(at_ns, at_ns as f64 / 1_000.0).zoom()
    };
    assert_eq!(to(Grip::New, whole, 700_000, 300_000), Some((300_000, 700_000)));
    assert_eq!(to(Grip::Start, part, 200_000, 100_000), Some((100_000, 400_000)));
    assert_eq!(
        to(Grip::Start, part, 200_000, 500_000),
        Some((400_000, 500_000)),
        "dragged past the other edge"
    );
    assert_eq!(to(Grip::End, part, 400_000, 9_000_000), Some((200_000, 1_000_000)));
    assert_eq!(to(Grip::Move, part, 300_000, 250_000), Some((150_000, 350_000)));
}

#[test]
fn a_click_beside_the_range_brings_it_there() {
    let part = Viewport::whole(1_000_000).showing(200_000, 400_000);
    assert_eq!(drag(Grip::New, part, 700_000).to(700_000, 700.0).zoom(), Some((600_000, 800_000)));
    assert_eq!(drag(Grip::Move, part, 300_000).to(300_000, 301.0), part);
    let whole = Viewport::whole(1_000_000);
    assert_eq!(drag(Grip::New, whole, 700_000).to(700_000, 702.0), whole);
}
