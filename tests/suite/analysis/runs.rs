use crate::support::draw;
use proptest::{collection::vec, prelude::*};
use spanscope::{
    analysis::{facts::Facts, repeats::N_PLUS_ONE_LEAST, runs::of_trace, siblings::Siblings},
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

proptest! {
    #[test]
    fn calls_that_stand_alone_need_not_be_read(kinds in vec(0..20_usize, 0..60)) {
        // Mostly one call, so that there are runs.
        let line = |kind: &usize| match kind {
            0 => "  shop  think #internal    | -|\n",
            1 => "  shop  send #producer     | -|\n",
            2 => "  shop  SELECT list #client  | -|\n",
            _ => "  shop  SELECT stock #client | -|\n",
        };
        let store = draw::store(&format!("shop  list #server |---|\n{}", kinds.iter().map(line).collect::<String>()));
        let facts = Facts::find(&store);
        let told = |siblings: &Siblings| {
            let runs = of_trace(&store, siblings);
            let told = runs.into_iter().map(|run| {
                let children: Vec<_> = run.members.iter().map(|member| (member.child, member.nth)).collect();
                (run.parent, children, run.call, run.total_ns, run.p50_ns)
            });
            told.collect::<Vec<_>>()
        };
        let all = told(&Siblings::of_trace(&store, &facts, TraceIx(0)));
        let beside = told(&Siblings::beside(&store, &facts, TraceIx(0), N_PLUS_ONE_LEAST));
        prop_assert_eq!(all, beside);
    }
}
