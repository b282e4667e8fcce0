use super::compared;
use crate::support::draw;
use spanscope::{
    analysis::compare::{cohorts::Cohorts, sentence::change_word},
    model::builder::Builder,
};

const SLOW: &str = "
    web GET /cart      |===============|
      cart load        | ===========   |
        db SELECT      |  ==           |
        db SELECT      |    ==         |
        db SELECT      |      ==       |
        stock ask      |         ==    |
          stock read   |         =     |
";
const FAST: &str = "
    web GET /cart      |========|
      cache get        | =      |
      cart load        |  ====  |
        db SELECT      |   ==   |
";

/// The shapes of so many slow and fast traces.
fn shapes(slow: u128, fast: u128) -> Vec<String> {
    let mut builder = Builder::new();
    builder.begin_file("drawing");
    (0..slow).for_each(|at| draw::add(&mut builder, SLOW, at + 1));
    (0..fast).for_each(|at| draw::add(&mut builder, FAST, slow + at + 1));
    let store = builder.finish();
    let find = |at: u128| store.find_trace(&format!("{:032x}", at + 1)).expect("it was drawn");
    let cohorts = Cohorts::new((0..slow).map(find).collect(), (slow..slow + fast).map(find).collect(), false);
    let (index, comparison) = compared(&store, &cohorts);
    let comparison = comparison.expect("both sides hold traces");
    let told = comparison.shapes.iter().map(|shape| {
        let step = index.paths.paths[shape.path as usize];
        let name = format!("{} {}", store.text(step.service), store.text(step.name));
        format!("{name} {} {}/{}", change_word(shape.change), shape.slow_mean, shape.fast_mean)
    });
    told.collect()
}

#[test]
fn what_appears_vanishes_and_repeats_is_told_once() {
    // What stands below a path that appears is not told again.
    let expected = ["stock ask appears 1/0", "cache get vanishes 0/1", "db SELECT repeats 3/1"];
    let mut found = shapes(8, 12);
    found[..2].sort_by_key(|line| core::cmp::Reverse(line.clone()));
    assert_eq!(found, expected);
}

#[test]
fn few_traces_tell_shapes_as_well() {
    let found = shapes(1, 3);
    assert!(found.iter().any(|line| line == "stock ask appears 1/0"), "{found:?}");
    assert!(found.iter().any(|line| line == "db SELECT repeats 3/1"), "{found:?}");
}

#[test]
fn equal_traces_have_no_other_shape() {
    let mut builder = Builder::new();
    builder.begin_file("drawing");
    (1..=12).for_each(|at| draw::add(&mut builder, FAST, at));
    let store = builder.finish();
    let (slow, fast) = store.traces().partition(|trace| trace.0 < 6);
    let (_, comparison) = compared(&store, &Cohorts::new(slow, fast, false));
    let comparison = comparison.expect("both sides hold traces");
    assert!(comparison.shapes.is_empty() && comparison.findings.is_empty());
    assert!(comparison.steps.is_empty(), "nothing differs");
}
