use crate::support::draw;
use spanscope::{analysis::derived::Derived, layout::overview::paint, model::ids::TraceIx};

/// The overview as text: a digit is the service's place, `.` nothing, `!` an error.
fn painted(drawing: &str, width_px: usize, lines: usize) -> Vec<String> {
    let store = draw::store(drawing);
    let derived = Derived::of_store(&store);
    let painted = paint(&store, &derived, TraceIx(0), width_px, lines);
    let letter = |cell: &spanscope::layout::overview::Cell| match cell.service {
        0 => '.',
        _ if cell.error => '!',
        service => char::from_digit(service - 1, 10).expect("few services"),
    };
    painted.cells.chunks(width_px).map(|line| line.iter().map(letter).collect()).collect()
}

#[test]
fn every_span_has_its_line_when_there_is_room() {
    let drawing = "web a |----------|\n  db q #error |  ---     |\n  db r |      ----|";
    assert_eq!(painted(drawing, 5, 10), ["11111", ".!!..", "...00"]);
}

#[test]
fn more_spans_than_lines_share_them_and_errors_stay() {
    let drawing = "web a |----------|\n  db q #error |  ---     |\n  db r |      ----|";
    assert_eq!(painted(drawing, 5, 1), ["1!!00"]);
}

#[test]
fn a_trace_without_length_is_a_column() {
    assert_eq!(painted("web a ||", 4, 3), ["0..."]);
}
