use spanscope::{
    base::time::{MS, S},
    charts::{
        heatmap::{Axes, draw, fullest, told},
        palette::Palette,
        raster::Raster,
    },
    protocol::latency::{Bar, HeatmapCell, HeatmapPage},
    state::cell_brush::Pick,
};

const FEW: u8 = 10;
const MANY: u8 = 210;
const ERROR: u8 = 9;
const SURFACE: u8 = 5;

fn palette() -> Palette {
    Palette { heat: [[FEW; 3], [MANY; 3]], error: [ERROR; 3], surface: [SURFACE; 3], ..Palette::default() }
}

fn page(cells: &[(u32, u32, usize, usize)]) -> HeatmapPage {
    let cell = |&(column, row, n, errors): &(u32, u32, usize, usize)| HeatmapCell {
        column,
        row,
        count: Bar { n, errors },
    };
    HeatmapPage {
        starts_ns: vec![0, S, 2 * S],
        latencies_ns: vec![MS, 2 * MS, 4 * MS, 8 * MS],
        cells: cells.iter().map(cell).collect(),
        partial: 0,
    }
}

fn red(raster: &Raster, x: usize, y: usize) -> Option<u8> {
    raster.at(x, y).map(|[red, ..]| red)
}

#[test]
fn long_ones_stand_at_the_top_and_more_are_stronger() {
    let page = page(&[(0, 0, 1, 0), (1, 2, 100, 0), (1, 0, 10, 0)]);
    let raster = draw(&page, (20, 30), 1.0, &palette());
    assert_eq!(red(&raster, 4, 24), Some(FEW), "the shortest at the bottom left");
    assert_eq!(red(&raster, 14, 4), Some(MANY), "the longest at the top right");
    assert_eq!(red(&raster, 14, 24), Some(110), "ten is half of the way to a hundred");
    assert_eq!(red(&raster, 4, 4), None);
    assert_eq!((red(&raster, 9, 24), red(&raster, 14, 9)), (None, None), "a gap between cells");
    assert_eq!(fullest(&page), 100);
}

#[test]
fn a_cell_with_an_error_has_a_mark_of_its_own_with_a_rim() {
    let raster = draw(&page(&[(0, 0, 3, 1), (1, 0, 3, 0)]), (24, 36), 1.0, &palette());
    // Cells are 11 pixels wide and high without their gap; the mark is 5, its rim 1.
    let line: Vec<Option<u8>> = (0..12).map(|x| red(&raster, x, 29)).collect();
    assert_eq!(line.iter().filter(|colour| **colour == Some(ERROR)).count(), 5);
    assert_eq!(line.iter().filter(|colour| **colour == Some(SURFACE)).count(), 2);
    assert!((12..24).all(|x| red(&raster, x, 29) != Some(ERROR)));
}

#[test]
fn marks_are_seen_where_cells_are_not_larger_than_a_pixel() {
    let raster = draw(&page(&[(0, 1, 1, 1), (1, 1, 5, 0)]), (2, 3), 1.0, &palette());
    assert_eq!(red(&raster, 0, 1), Some(ERROR));
    let nothing = draw(&HeatmapPage::default(), (4, 4), 2.0, &palette());
    assert_eq!(nothing, Raster::new(4, 4));
}

#[test]
fn twice_the_density_is_the_same_picture_twice_as_fine() {
    let raster = draw(&page(&[(0, 0, 3, 1)]), (48, 72), 2.0, &palette());
    assert_eq!(red(&raster, 0, 70), None, "the gap is two pixels");
    assert_eq!(red(&raster, 0, 69), Some(MANY));
    assert_eq!(red(&raster, 11, 59), Some(ERROR));
}

#[test]
fn a_pick_is_told_with_what_is_in_it() {
    let page = page(&[(0, 0, 1, 0), (1, 2, 1_200, 3)]);
    let axes = Axes::of(&page);
    let at = |ns: i64| format!("{} s", ns / S);
    assert_eq!(told(&page, &axes, &Pick::at([0, 0]), at), "0 s to 1 s, 1 ms to 2 ms: 1 trace");
    assert_eq!(
        told(&page, &axes, &Pick::at([0, 1]).to([1, 2]), at),
        "0 s to 2 s, 2 ms to 8 ms: 1,200 traces, 3 with an error"
    );
    assert_eq!(told(&page, &axes, &Pick::at([0, 1]), at), "0 s to 1 s, 2 ms to 4 ms: 0 traces");
}
