//! The counts are those of the list that a search for the value as well would give: a property of random spans and
//! searches, in both languages.

use super::{counted, text, traces};
use crate::{
    search::reference::random,
    support::plain::{self, Plain, Span},
};
use proptest::prelude::*;
use spanscope::{
    base::bits::Bits,
    model::store::Store,
    query::{
        edit::{Condition, with},
        reading::{Query, read},
    },
    search::{
        columns::Columns,
        facets::{
            known::{Known, Meaning},
            tally::{Tally, as_they_are, without_case},
        },
        spans, traces as lists,
    },
};

#[test]
fn a_trace_counts_once_for_a_value() {
    let mut spans: Vec<Span> = [("x", 1), ("x", 1), ("y", 1), ("x", 2)]
        .into_iter()
        .zip(1..)
        .map(|((value, trace), id)| Span { trace, id, attributes: vec![text("a", value)], ..Span::default() })
        .collect();
    // Of a key that stands there twice the first value that is one counts.
    spans[3].attributes = vec![("a".to_owned(), Plain::Null), text("a", "x"), text("a", "z")];
    let store = plain::store(&spans);
    let known = Known::of_store(&store);
    let counts = |tally: &Tally| -> Vec<(String, u32)> {
        let name = known.names.iter().position(|name| name.field.to_string() == "span.a").expect("a name");
        known
            .values
            .iter()
            .zip(&tally.values)
            .filter(|((of, _), _)| *of as usize == name)
            .map(|((_, meaning), count)| (meaning.label(&store), count.traces))
            .collect()
    };
    assert_eq!(counts(&counted(&store, &known, 0..4)), [("x".to_owned(), 2), ("y".to_owned(), 1)]);
    assert_eq!(counts(&counted(&store, &known, [2])), [("x".to_owned(), 0), ("y".to_owned(), 1)]);
    let all = counted(&store, &known, 0..4);
    let name = known.names.iter().position(|name| name.field.to_string() == "span.a").expect("a name");
    assert_eq!((all.traces, all.names[name].traces), (2, 2));
}

#[test]
fn values_that_differ_in_case_count_as_one_where_words_are_searched() {
    let store = traces(["Web", "web", "WEB", "cart"].map(|value| vec![text("a", value)]));
    let known = Known::of_store(&store);
    let folded = without_case(&store, &known);
    let all = (Bits::all(4), Bits::all(4));
    let tally = Tally::of_found(&store, &known, &folded, &all.0, &all.1);
    let counts: Vec<u32> = known
        .values
        .iter()
        .zip(&tally.values)
        .filter(|((_, meaning), _)| matches!(meaning, Meaning::Value(_)))
        .map(|(_, count)| count.traces)
        .collect();
    assert_eq!(counts, [3, 0, 0, 1]);
}

fn found(store: &Store, query: &str) -> (Bits, Bits) {
    let reading = read(query);
    let spans = spans::matching(store, &mut Columns::default(), &reading.query, None).expect("an answer");
    let mut traces = Bits::none(store.trace_count());
    lists::matching(store, &spans).iter().for_each(|found| traces.set(found.trace.0 as usize));
    (spans, traces)
}

fn check(spans: &[Span], query: &str) -> Result<(), TestCaseError> {
    if read(query).refusal().is_some() {
        return Ok(());
    }
    let store = plain::store(spans);
    let known = Known::of_store(&store);
    let is_in_words = matches!(read(query).query, Query::Words(_));
    let folded = if is_in_words { without_case(&store, &known) } else { as_they_are(&known) };
    let (found_spans, found_traces) = found(&store, query);
    let tally = Tally::of_found(&store, &known, &folded, &found_spans, &found_traces);
    for ((name, meaning), count) in known.values.iter().zip(&tally.values) {
        let name = &known.names[*name as usize];
        if name.is_out || count.traces == 0 {
            continue;
        }
        let (name, value) = (name.field.to_string(), meaning.of(&store).to_string());
        let condition = Condition::read(&name, &value).expect("a condition");
        let Some(narrower) = with(query, &condition.field()) else { continue };
        let left = found(&store, &narrower).1.count();
        prop_assert_eq!(count.traces as usize, left, "{}", narrower);
    }
    Ok(())
}

/// Values that can be counted instead of those that cannot.
fn countable(mut spans: Vec<Span>) -> Vec<Span> {
    for span in &mut spans {
        for (_, value) in span.attributes.iter_mut().chain(&mut span.resource) {
            match value {
                Plain::Float(_) | Plain::Array(_) | Plain::List => *value = Plain::Text("other".to_owned()),
                Plain::Int(number) => *number = (*number).min(9),
                _ => {}
            }
        }
    }
    spans
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn they_are_those_of_the_narrower_query(
        spans in plain::random::spans(16),
        field in random::field(),
        pipeline in random::pipeline(),
    ) {
        let spans = countable(spans);
        check(&spans, "")?;
        check(&spans, &format!("{{ {field} }}"))?;
        check(&spans, &pipeline.to_string())?;
    }

    #[test]
    fn they_are_those_of_the_narrower_word_search(spans in plain::random::spans(16)) {
        let spans = countable(spans);
        for query in ["x", "5", "-y", "a=x", "service=x -b=5"] {
            check(&spans, query)?;
        }
    }
}
