use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{layout::shape::Shape, model::ids::TraceIx};

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
    assert_eq!(shape.visible(None, |_, _| false), [0, 1, 2, 3, 4, 5]);
    assert_eq!(shape.visible(None, |row, _| row == 1), [0, 1, 3, 4, 5]);
    assert_eq!(shape.visible(None, |_, depth| depth >= 1), [0, 1, 3]);
    assert_eq!(shape.visible(None, |_, _| true), [0]);
    assert_eq!(shape.visible(Some(3), |_, _| false), [3, 4, 5]);
}

proptest! {
    #[test]
    fn visible_rows_are_those_without_a_folded_ancestor(spans in random::trees(30), folded in any::<u32>()) {
        let store = random::store(&spans);
        let shape = Shape::of_trace(&store, TraceIx(0));
        let is_folded = |row: u32| folded >> (row % 32) & 1 == 1;
        let expected: Vec<u32> = (0..shape.len() as u32).filter(|&row| !shape.ancestors(row).any(is_folded)).collect();
        prop_assert_eq!(shape.visible(None, |row, _| is_folded(row)), expected);
    }
}
