use spanscope::{
    protocol::traces::TraceColumn,
    state::{
        column_layout::{least_px, tracks},
        columns::Columns,
    },
};

#[test]
fn a_set_width_stays_and_the_others_share_the_room() {
    let columns = Columns::read("root,latency,spans~90,.a").expect("columns");
    assert_eq!(tracks(columns.shown()), "minmax(200px, 3fr) minmax(150px, 2fr) 90px minmax(112px, 2fr)");
    assert_eq!(least_px(columns.shown()), 200 + 150 + 90 + 112);
    let wide = columns.resized(&TraceColumn::Root, Some(400));
    assert!(tracks(wide.shown()).starts_with("400px "));
    assert_eq!(least_px(wide.shown()), 400 + 150 + 90 + 112);
}
