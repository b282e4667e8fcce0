use proptest::prelude::*;
use spanscope::{
    protocol::traces::TraceColumn,
    state::columns::{Columns, MOST, NARROWEST_PX, WIDEST_PX, read_column},
};

fn field(name: &str) -> TraceColumn {
    TraceColumn::Field(name.to_owned())
}

#[test]
fn the_usual_ones_are_those_every_data_set_has_but_the_extent() {
    assert_eq!(Columns::default().to_string(), "root,latency,spans,matches,services,errors,start");
    assert_eq!(Columns::default().telling(false).len() + 1, Columns::default().telling(true).len());
}

#[test]
fn a_built_in_column_takes_its_place_and_an_attribute_the_last() {
    let columns = Columns::default().without(&TraceColumn::Spans).with(field(".http.route"));
    assert_eq!(columns.to_string(), "root,latency,matches,services,errors,start,.http.route");
    let columns = columns.with(TraceColumn::Extent).with(TraceColumn::Spans);
    assert_eq!(columns.to_string(), "root,latency,extent,spans,matches,services,errors,start,.http.route");
    assert_eq!(columns.fields(), [".http.route"]);
    assert_eq!(columns.clone().with(TraceColumn::Spans), columns, "each once");
}

#[test]
fn the_last_column_stays_and_there_is_a_limit() {
    let one = Columns::read("spans").expect("a column");
    assert_eq!(one.clone().without(&TraceColumn::Spans), one);
    let many = (0..100).fold(one, |columns, n| columns.with(field(&format!(".a{n}"))));
    assert_eq!(many.shown().len(), MOST);
    assert_eq!(Columns::read(&many.to_string()), Some(many));
}

#[test]
fn widths_are_kept_within_limits() {
    let width = |px| Columns::default().resized(&TraceColumn::Spans, px).shown()[2].width_px;
    assert_eq!(
        (width(Some(1)), width(Some(100)), width(Some(60_000))),
        (Some(NARROWEST_PX), Some(100), Some(WIDEST_PX))
    );
    assert_eq!(width(None), None);
}

#[test]
fn texts_are_read_as_people_write_them() {
    for (text, expected) in [
        ("root,latency~220", Some("root,latency~220")),
        ("spans~5", Some("spans~48")),
        ("http.route,duration", Some(".http.route,duration")),
        (".\"a,b~c\"~90,span.\"d\\\",\"", Some(".\"a,b~c\"~90,span.\"d\\\",\"")),
        ("root,root", Some("root")),
        ("", None),
        ("root,latenzy", None),
        ("root~wide", None),
    ] {
        assert_eq!(Columns::read(text).map(|columns| columns.to_string()).as_deref(), expected, "{text}");
    }
}

#[test]
fn a_word_that_is_no_column_is_told_from_an_attribute() {
    assert_eq!(read_column("errors"), Some(TraceColumn::Errors));
    assert_eq!(read_column(".errors"), Some(field(".errors")));
    assert_eq!(read_column("http.route"), Some(field(".http.route")));
    assert_eq!(read_column("traceDuration"), Some(field("traceDuration")));
    assert_eq!(read_column("sideways"), None);
}

proptest! {
    #[test]
    fn reads_anything(text in any::<String>()) {
        if let Some(columns) = Columns::read(&text) {
            prop_assert_eq!(Columns::read(&columns.to_string()), Some(columns));
        }
    }
}
