use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    analysis::{derived::Derived, self_time::own_parts},
    base::axis::Axis,
    layout::overview::paint,
    model::{builder::Builder, ids::TraceIx},
};

/// The overview as text: a digit is the service's place, `.` nothing, `!` an error.
fn painted(drawing: &str, width_px: usize, lines: usize) -> Vec<String> {
    let store = draw::store(drawing);
    let derived = Derived::of_store(&store);
    let painted = paint(&store, &derived, TraceIx(0), (width_px, lines), &Axis::default());
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

#[test]
fn what_works_goes_before_what_waits() {
    // In one line: the call of web waits all the time, the query is long, the later ones are short.
    let drawing = "
        web   call     |--------------------|
          db  query    |  ----------------  |
            api  one   |    --              |
            api  two   |            --      |
    ";
    assert_eq!(painted(drawing, 20, 1), ["22110011111100111122"]);
    assert_eq!(painted(drawing, 10, 1), ["2101110112"]);
}

proptest! {
    /// However many spans share a line: the longest stretch of work in it is whole, no error is lost, and where a span
    /// is, something is painted.
    #[test]
    fn nothing_that_matters_is_hidden(spans in random::trees(40), width_px in 1_usize..60, lines in 1_usize..12) {
        let mut builder = Builder::new();
        random::add_of_services(&mut builder, &spans, 5);
        let store = builder.finish();
        let derived = Derived::of_store(&store);
        let trace = store.trace(TraceIx(0));
        let painted = paint(&store, &derived, TraceIx(0), (width_px, lines), &Axis::default());
        let range = |start_ns: i64, end_ns: i64| {
            let px = |ns: i64| (ns - trace.start_ns) as f64 / trace.extent_ns.max(1) as f64 * width_px as f64;
            let from = (px(start_ns) as usize).min(width_px - 1);
            from..((px(end_ns) - 1e-6).ceil() as usize).clamp(from + 1, width_px)
        };
        let used = painted.cells.len() / width_px;
        prop_assert_eq!(used, lines.min(store.span_count()));
        for (line, cells) in painted.cells.chunks(width_px).enumerate() {
            let of_line = || store.spans().filter(|span| span.0 as usize * used / store.span_count() == line);
            let mut longest = (0, 0..0, 0);
            for span in of_line() {
                let bar = range(store.start_ns(span), store.end_ns(span));
                prop_assert!(cells[bar.clone()].iter().all(|cell| cell.service > 0));
                prop_assert!(!derived.is_error(span) || cells[bar].iter().all(|cell| cell.error));
                own_parts(&store, &derived.asynchronous, span, |start_ns, end_ns| {
                    if end_ns - start_ns > longest.0 {
                        let service = derived.services.of_span(&store, span) + 1;
                        longest = (end_ns - start_ns, range(start_ns, end_ns), service);
                    }
                });
            }
            let (length_ns, stretch, service) = longest;
            prop_assert!(length_ns == 0 || cells[stretch].iter().all(|cell| cell.service == service));
            let errors = of_line().filter(|&span| derived.is_error(span)).count();
            prop_assert!(errors > 0 || cells.iter().all(|cell| !cell.error), "no error is made up");
        }
    }
}
