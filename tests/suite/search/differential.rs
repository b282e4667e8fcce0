//! The evaluation over columns against the slow one over plain spans: random spans, random queries.

use super::reference::{evaluate::World, random};
use crate::support::plain::{self, Span};
use proptest::prelude::*;
use spanscope::{
    base::bits::Bits,
    model::{ids::SpanIx, store::Store},
    query::{
        reading::Query,
        tree::{Field, Pipeline, Spanset},
    },
    search::{columns::Columns, spans::matching},
};
use std::collections::BTreeSet;

/// The (trace, span) ids found.
type Ids = BTreeSet<(String, u64)>;

fn fast(store: &Store, pipeline: &Pipeline) -> Ids {
    let query = Query::TraceQl(pipeline.clone());
    let mut columns = Columns::default();
    let all = matching(store, &mut columns, &query, None).expect("an answer");
    // Each trace by itself gives its part of the whole.
    let mut each = Bits::none(store.span_count());
    for trace in store.traces() {
        each.or(&matching(store, &mut columns, &query, Some(trace)).expect("an answer"));
    }
    assert_eq!(all, each, "{pipeline}");
    all.ones().map(|row| SpanIx(row as u32)).map(|span| id(store, span)).collect()
}

fn id(store: &Store, span: SpanIx) -> (String, u64) {
    (store.trace_id_text(store.trace_key(store.trace_of(span))), store.span_id(span).0)
}

fn slow(spans: &[Span], pipeline: &Pipeline) -> Ids {
    let found = World { spans }.found(pipeline);
    found.into_iter().map(|at| (format!("{:032x}", spans[at].trace), spans[at].id)).collect()
}

fn check(spans: &[Span], pipelines: impl IntoIterator<Item = Pipeline>) -> Result<(), TestCaseError> {
    let store = plain::store(spans);
    prop_assert_eq!(store.span_count(), spans.len());
    for pipeline in pipelines {
        let expected = slow(spans, &pipeline);
        let found = fast(&store, &pipeline);
        prop_assert_eq!(found, expected, "{}\n{}", pipeline, crate::support::dump::dump(&store));
    }
    Ok(())
}

fn filter(field: Field) -> Pipeline {
    Pipeline { first: Spanset::Filter(Some(field)), stages: Vec::new() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(700))]

    #[test]
    fn expressions_hold_for_the_same_spans(
        spans in plain::random::spans(16),
        fields in prop::collection::vec(random::field(), 4),
    ) {
        check(&spans, fields.into_iter().map(filter))?;
    }

    #[test]
    fn queries_give_the_same_spans(
        spans in plain::random::spans(16),
        pipelines in prop::collection::vec(random::pipeline(), 2),
    ) {
        check(&spans, pipelines)?;
    }
}
