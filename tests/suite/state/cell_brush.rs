use spanscope::{
    base::edges::Edges,
    query::cohort::Range,
    state::cell_brush::{Grid, Pick, Way, range, shares},
};

const GRID: Grid = Grid { columns: 10, rows: 4 };

#[test]
fn a_place_is_a_cell_and_beyond_the_ends_the_nearest_one() {
    assert_eq!(GRID.cell_at([0.0, 0.0]), [0, 0]);
    assert_eq!(GRID.cell_at([0.55, 0.99]), [5, 3]);
    assert_eq!(GRID.cell_at([-3.0, 7.0]), [0, 3]);
    assert_eq!(GRID.cell_at([1.0, 1.0]), [9, 3]);
    assert!(Grid { columns: 0, rows: 1 }.is_empty() && !GRID.is_empty());
}

#[test]
fn a_drag_covers_all_between_its_corners_whichever_way_it_goes() {
    let pick = Pick::at([6, 1]).to([2, 3]);
    assert_eq!((pick.ends(0), pick.ends(1)), ((2, 6), (1, 3)));
    assert!(pick.holds([2, 1]) && pick.holds([6, 3]) && pick.holds([4, 2]));
    assert!(!pick.holds([1, 2]) && !pick.holds([4, 0]));
}

#[test]
fn keys_go_on_by_a_cell_or_take_more_in_and_stop_at_the_ends() {
    let pick = Pick::at([5, 0]);
    assert_eq!(pick.moved(GRID, Way::By([1, 0]), false), Pick::at([6, 0]));
    let wider = pick.moved(GRID, Way::By([0, 1]), true).moved(GRID, Way::By([-1, 0]), true);
    assert_eq!(wider, Pick { anchor: [5, 0], head: [4, 1] });
    assert_eq!(pick.moved(GRID, Way::By([0, -1]), false), pick);
    assert_eq!(pick.moved(GRID, Way::Last, true), Pick { anchor: [5, 0], head: [9, 0] });
    assert_eq!(pick.moved(GRID, Way::First, false), Pick::at([0, 0]));
    let small = Grid { columns: 2, rows: 1 };
    assert_eq!(
        Pick::at([9, 3]).moved(small, Way::By([-1, 0]), false),
        Pick::at([0, 0]),
        "the grid has shrunk"
    );
}

#[test]
fn the_outermost_cells_have_no_limit_beyond_them() {
    let edges = Edges::new(vec![10, 20, 40, 80]);
    let limits = |from, to| {
        let Range { from_ns, to_ns } = range(&edges, (from, to));
        (from_ns, to_ns)
    };
    assert_eq!(limits(1, 1), (Some(20), Some(40)));
    assert_eq!(limits(0, 1), (None, Some(40)));
    assert_eq!(limits(1, 2), (Some(20), None));
    assert_eq!(limits(0, 2), (None, None));
    let third = |n: f64| n / 3.0;
    assert_eq!(shares(&edges, range(&edges, (1, 1))), (third(1.0), third(2.0)));
    assert_eq!(shares(&edges, range(&edges, (0, 2))), (0.0, 1.0));
    assert_eq!(shares(&edges, Range { from_ns: Some(30), to_ns: None }), (0.5, 1.0));
}
