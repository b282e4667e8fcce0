use spanscope::{
    charts::{
        flame::{FlameView, draw, labels},
        palette::{COLOURS, Palette},
        raster::Raster,
    },
    protocol::flame::{FlameFrame, FlamePicture},
    state::{time_scale::TimeScale, viewport::Viewport},
};

fn palette() -> Palette {
    let services = (0..COLOURS).map(|hue| [hue as u8 + 1; 3]).collect();
    Palette { services, error: [90; 3], surface: [200; 3], inks: [[0; 3], [255; 3]], ..Palette::default() }
}

/// 100 ns over so many pixels.
fn view(width_px: f64) -> FlameView {
    let scale = TimeScale::new(Viewport::whole(100), width_px);
    FlameView { scale, scrolled_px: 0.0, level_px: 6.0, height_px: 12.0 }
}

fn frame(level: u32, start_ns: i64, end_ns: i64, service: u32) -> FlameFrame {
    let total_ns = end_ns - start_ns;
    FlameFrame { level, start_ns, end_ns, service, total_ns, frames: 1, spans: 1, ..FlameFrame::default() }
}

fn picture(frames: Vec<FlameFrame>) -> FlamePicture {
    FlamePicture { axis_ns: 100, levels: 2, names: vec!["SELECT".to_owned(), String::new()], frames }
}

/// A line of the picture: a digit the service's colour from 1, `E` an error, ` ` the surface, `.` nothing.
fn line(raster: &Raster, y: usize) -> String {
    let letter = |x| match raster.at(x, y) {
        None => '.',
        Some([90, ..]) => 'E',
        Some([200, ..]) => ' ',
        Some([colour, ..]) => char::from_digit(u32::from(colour), 10).unwrap_or('?'),
    };
    (0..raster.width_px).map(letter).collect()
}

#[test]
fn frames_stand_on_their_levels_with_gaps_between() {
    let frames = vec![frame(0, 0, 100, 0), frame(1, 20, 60, 1), frame(1, 60, 90, 2)];
    let raster = draw(&picture(frames), &view(20.0), 1.0, &palette(), false);
    assert_eq!(line(&raster, 0), "1111111111111111111.");
    assert_eq!(line(&raster, 5), "....................", "a gap below");
    assert_eq!(line(&raster, 6), "....2222222.33333...");
}

#[test]
fn what_is_narrow_is_seen_all_the_same() {
    let raster = draw(&picture(vec![frame(0, 50, 50, 4)]), &view(20.0), 2.0, &palette(), false);
    assert_eq!((raster.width_px, raster.height_px), (40, 24));
    assert_eq!(line(&raster, 0), "....................55..................");
}

#[test]
fn errors_have_an_outline_or_a_mark_at_the_top() {
    let wide = FlameFrame { errors: 1, ..frame(0, 0, 60, 0) };
    let narrow = FlameFrame { errors: 1, ..frame(0, 80, 81, 1) };
    let raster = draw(&picture(vec![wide, narrow]), &view(20.0), 1.0, &palette(), false);
    assert_eq!(line(&raster, 0), "EEEEEEEEEEE.....EEE.");
    assert_eq!(line(&raster, 2), "EE       EE.....EEE.");
    assert_eq!(line(&raster, 3), "EEEEEEEEEEE.....   .");
    assert_eq!(line(&raster, 4), "EEEEEEEEEEE.....2...");
}

#[test]
fn what_sticks_out_is_cut() {
    let view = FlameView {
        scale: TimeScale::new(Viewport::whole(1_000).showing(400, 500), 10.0),
        scrolled_px: 3.0,
        ..view(10.0)
    };
    let raster =
        draw(&picture(vec![frame(0, 0, 1_000, 0), frame(2, 450, 460, 1)]), &view, 1.0, &palette(), false);
    assert_eq!((line(&raster, 0), line(&raster, 2)), ("1111111111".to_owned(), "..........".to_owned()));
    assert_eq!(line(&raster, 9), ".....2....");
}

#[test]
fn frames_without_a_hit_step_back_and_hits_are_underlined() {
    let hit = FlameFrame { hits: 1, ..frame(0, 0, 50, 0) };
    let raster = draw(&picture(vec![hit, frame(0, 50, 100, 0)]), &view(20.0), 1.0, &palette(), true);
    assert_eq!((raster.at(2, 0), raster.at(15, 0)), (Some([1; 3]), Some([144; 3])));
    assert_eq!((raster.at(2, 4), raster.at(15, 4)), (Some([255; 3]), Some([144; 3])));
}

#[test]
fn the_same_colour_has_a_pattern_for_another_service() {
    let raster = draw(&picture(vec![frame(0, 0, 100, COLOURS + 8)]), &view(20.0), 1.0, &palette(), false);
    let row = |y| (0..18).map(|x| raster.at(x, y).expect("drawn")[0]).collect::<Vec<_>>();
    assert!(row(0).contains(&9) && row(0).iter().any(|&colour| colour != 9));
    assert_eq!(row(0)[1..], row(1)[..17], "stripes slant");
}

#[test]
fn there_is_text_where_there_is_room() {
    let crowd = FlameFrame { frames: 9, spans: 12, ..frame(1, 50, 100, 0) };
    let many = FlameFrame { spans: 41, total_ns: 2_100_000_000, ..frame(0, 0, 100, 0) };
    let nameless = FlameFrame { name: 1, ..frame(1, 0, 40, 0) };
    let narrow = frame(1, 40, 50, 0);
    let picture = picture(vec![many, nameless, narrow, crowd]);
    let view = view(200.0);
    let labels = labels(&picture, &view, &palette(), false);
    let texts: Vec<(&str, &str)> = labels.iter().map(|label| (label.name, label.rest.as_str())).collect();
    assert_eq!(texts, [("SELECT", "×41, 2.1 s"), ("(no name)", "40 ns"), ("", "12 spans")]);
    assert_eq!((labels[0].left_px, labels[0].room_px, labels[0].ink), (5.0, 190.0, [255; 3]));
    assert_eq!((labels[2].left_px, labels[2].middle_px), (105.0, 8.5));
}

#[test]
fn text_of_what_sticks_out_begins_in_sight() {
    let view =
        FlameView { scale: TimeScale::new(Viewport::whole(1_000).showing(400, 500), 100.0), ..view(0.0) };
    let picture = picture(vec![frame(0, 0, 450, 0)]);
    let labels = labels(&picture, &view, &palette(), false);
    assert_eq!((labels[0].left_px, labels[0].room_px), (5.0, 40.0));
}

#[test]
fn the_pointer_means_what_it_is_at_and_narrow_ones_beside_it() {
    let picture = picture(vec![frame(0, 0, 100, 0), frame(1, 10, 11, 1), frame(1, 60, 90, 2)]);
    let view = view(100.0);
    let service = |x_px, y_px| view.frame_at(&picture, (x_px, y_px)).map(|frame| frame.service);
    assert_eq!((service(3.0, 2.0), service(12.5, 8.0), service(13.5, 8.0)), (Some(0), Some(1), None));
    assert_eq!((service(75.0, 8.0), service(75.0, 13.0)), (Some(2), None));
    assert_eq!(view.levels(), (0, 2));
    assert_eq!(FlameView { scrolled_px: 7.0, ..view }.levels(), (1, 3));
}
