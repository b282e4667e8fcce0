use spanscope::{
    charts::{overview::draw, palette::Palette, raster::Raster},
    protocol::waterfall::{Overview, Run},
};

fn palette() -> Palette {
    Palette { services: vec![[1; 3], [2; 3]], error: [9; 3], critical: [7; 3], ..Palette::default() }
}

fn run(line: u32, from_px: u32, to_px: u32, service: u32) -> Run {
    Run { line, from_px, to_px, service, error: false, critical: false }
}

fn picture(lines: u32, runs: Vec<Run>) -> Raster {
    draw(&Overview { extent_ns: 100, lines, runs }, 10, (10, 24), 1.0, &palette())
}

/// The picture as text: a digit a pixel.
fn drawn(raster: &Raster) -> Vec<String> {
    (0..raster.height_px)
        .map(|y| {
            (0..raster.width_px)
                .map(|x| raster.at(x, y).map_or('.', |[r, ..]| char::from(b'0' + r)))
                .collect()
        })
        .collect()
}

#[test]
fn runs_become_lines_in_the_colours_of_their_services() {
    let mut critical = run(1, 4, 8, 1);
    critical.critical = true;
    let lines = drawn(&picture(4, vec![run(0, 0, 10, 0), critical, run(2, 6, 7, 2)]));
    assert_eq!(lines[0], "..........", "no error, nothing in the lane");
    assert_eq!(lines[4], "1111111111");
    assert_eq!(lines[8], "..........", "a gap between lines");
    assert_eq!(lines[9], "....2222..");
    assert_eq!(lines[12], "....7777..", "the critical path below");
    assert_eq!(lines[14], "......1...", "services take turns with the colours");
    assert_eq!(lines[19], "..........");
}

#[test]
fn errors_stand_in_their_lane_wide_enough_to_be_seen() {
    let mut error = run(0, 9, 10, 0);
    error.error = true;
    let lines = drawn(&picture(1, vec![error]));
    assert_eq!(lines[0], ".......999");
    assert_eq!(lines[3], "..........");
    assert_eq!(lines[4], ".........1");
}

#[test]
fn many_lines_share_pixels_and_nothing_is_drawn_outside() {
    let runs = (0..200).map(|line| run(line, 0, 99, 0)).collect();
    let lines = drawn(&picture(200, runs));
    assert_eq!(lines[23], "1111111111");
    assert!(lines[4..].iter().all(|line| line == "1111111111"));
}

#[test]
fn a_picture_without_room_or_lines_is_empty() {
    assert!(picture(0, Vec::new()).rgba.iter().all(|&byte| byte == 0));
    let flat =
        draw(&Overview { extent_ns: 1, lines: 1, runs: vec![run(0, 0, 1, 0)] }, 10, (10, 2), 1.0, &palette());
    assert!(flat.rgba.iter().all(|&byte| byte == 0));
    let none = draw(&Overview::default(), 0, (0, 0), 2.0, &Palette::default());
    assert!(none.rgba.is_empty());
}

#[test]
fn a_picture_of_another_width_is_stretched() {
    let overview = Overview { extent_ns: 1, lines: 1, runs: vec![run(0, 5, 10, 0)] };
    let raster = draw(&overview, 10, (20, 20), 1.0, &palette());
    assert_eq!(drawn(&raster)[6], "..........1111111111");
}
