use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    layout::shape::{FoldedRun, Line, Shape},
    model::ids::TraceIx,
};

const DRAWING: &str = "
    web   root   |--------|
      a   one    | ---    |
        b leaf   |  -     |
      c   two    |    --- |
        d leaf   |    -   |
        e leaf   |     -  |
";

#[test]
fn rows_know_their_place() {
    let store = draw::store(DRAWING);
    let shape = Shape::of_trace(&store, TraceIx(0));
    assert_eq!(shape.depth, [0, 1, 2, 1, 2, 2]);
    assert_eq!(shape.nth, [1, 1, 1, 2, 1, 2]);
    assert_eq!(shape.siblings, [1, 2, 1, 2, 2, 2]);
    assert_eq!(shape.children, [2, 1, 0, 2, 0, 0]);
    assert_eq!(shape.rails, [0b0, 0b10, 0b10, 0b0, 0b100, 0b0]);
    assert_eq!(shape.ancestors(5).collect::<Vec<_>>(), [3, 0]);
}

#[test]
fn folding_hides_what_is_below() {
    let store = draw::store(DRAWING);
    let shape = Shape::of_trace(&store, TraceIx(0));
    let visible = |focus, is_folded: &dyn Fn(u32) -> bool| rows(&shape.lines(focus, &[], is_folded));
    assert_eq!(visible(None, &|_| false), [0, 1, 2, 3, 4, 5]);
    assert_eq!(visible(None, &|row| row == 1), [0, 1, 3, 4, 5]);
    assert_eq!(visible(None, &|row| shape.depth[row as usize] >= 1), [0, 1, 3]);
    assert_eq!(visible(None, &|_| true), [0]);
    assert_eq!(visible(Some(3), &|_| false), [3, 4, 5]);
}

#[test]
fn a_folded_run_stands_for_its_rows() {
    let store = draw::store(DRAWING);
    let shape = Shape::of_trace(&store, TraceIx(0));
    let (all, leaves) =
        (FoldedRun { first: 1, end: 6, number: 0 }, FoldedRun { first: 4, end: 6, number: 1 });
    let shown = |focus, runs: &[FoldedRun]| {
        let lines = shape.lines(focus, runs, |_| false).into_iter();
        lines.map(|line| (line.row, line.run())).collect::<Vec<_>>()
    };
    assert_eq!(shown(None, &[leaves]), [(0, None), (1, None), (2, None), (3, None), (4, Some(1))]);
    assert_eq!(shown(None, &[all, leaves]), [(0, None), (1, Some(0))], "a run hides those inside it");
    assert_eq!(shown(Some(3), &[all, leaves]), [(3, None), (4, Some(1))]);
    assert_eq!(shown(Some(4), &[leaves]), [(4, None)], "a call that alone is shown is no run");
}

fn rows(lines: &[Line]) -> Vec<u32> {
    lines.iter().map(|line| line.row).collect()
}

proptest! {
    #[test]
    fn visible_rows_are_those_without_a_folded_ancestor(spans in random::trees(30), folded in any::<u32>()) {
        let store = random::store(&spans);
        let shape = Shape::of_trace(&store, TraceIx(0));
        let is_folded = |row: u32| folded >> (row % 32) & 1 == 1;
        let expected: Vec<u32> = (0..shape.len() as u32).filter(|&row| !shape.ancestors(row).any(is_folded)).collect();
        prop_assert_eq!(rows(&shape.lines(None, &[], is_folded)), expected);
    }
}
