use crate::support::draw;
use spanscope::{
    analysis::{facts::Facts, runs::of_trace, siblings::Siblings},
    base::time::MS,
    model::ids::TraceIx,
};

#[test]
fn equal_calls_side_by_side_are_a_run() {
    let store = draw::store(
        "
        shop    list #server             |===================|
          shop  SELECT list #client      |=                  |
          shop  SELECT stock #client     | =                 |
          shop  SELECT stock #client     |  ==               |
          shop  SELECT stock #client     |    ===            |
          shop  SELECT stock #client     |       ====        |
          shop  SELECT stock #client     |           =       |
          shop  think #internal          |            =      |
          shop  SELECT stock #client     |             =     |
        ",
    );
    let siblings = Siblings::of_trace(&store, &Facts::find(&store), TraceIx(0));
    let runs = of_trace(&store, &siblings);
    let [run] = &runs[..] else { panic!("{runs:#?}") };
    let children: Vec<_> = run.members.iter().map(|member| member.child).collect();
    assert_eq!(children, (2..7).map(|line| draw::span_of_line(&store, line)).collect::<Vec<_>>());
    assert_eq!((run.parent, run.call.template.as_str()), (draw::span_of_line(&store, 0), "SELECT stock"));
    assert_eq!((run.total_ns, run.p50_ns), (11 * MS, 2 * MS));
}
