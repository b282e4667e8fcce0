//! Drawn traces and the sentence that is told of them.

use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    analysis::{
        answer::{Answer, Answerer, PartKind},
        derived::Derived,
    },
    model::{ids::TraceIx, store::Store},
};

fn answer(store: &Store) -> Answer {
    Answerer::of_store(store).of_trace(store, &Derived::of_store(store), TraceIx(0))
}

fn check(drawing: &str, sentence: &str) {
    assert_eq!(answer(&draw::store(drawing)).sentence, sentence);
}

#[test]
fn a_slow_query_is_named() {
    check(
        "
        web      GET /cart #server       |==========|
          web    GET cart #client        | ======== |
            cart load #server            | =======  |
              cart query #client #db.system.name=postgresql #db.query.summary=SELECT~item | ====== |
        ",
        "6 ms of 10 ms waiting on cart → postgresql, SELECT item",
    );
}

#[test]
fn repeated_queries_are_counted_where_their_time_is() {
    check(
        "
        stock    GET /list #server       |==========|
          stock  SELECT stock #client #db.system.name=postgresql | =        |
          stock  SELECT stock #client #db.system.name=postgresql |  =       |
          stock  SELECT stock #client #db.system.name=postgresql |   =      |
          stock  SELECT stock #client #db.system.name=postgresql |    ==    |
          stock  SELECT stock #client #db.system.name=postgresql |      === |
        ",
        "8 ms of 10 ms waiting on stock → postgresql, 5 × SELECT stock",
    );
}

#[test]
fn a_repetition_beside_the_largest_group_is_told_for_itself() {
    check(
        "
        stock    GET /list #server       |====================|
          stock  SELECT a #client #db.system.name=redis |=                   |
          stock  SELECT a #client #db.system.name=redis | =                  |
          stock  SELECT a #client #db.system.name=redis |  =                 |
          stock  SELECT a #client #db.system.name=redis |   =                |
          stock  SELECT a #client #db.system.name=redis |    =               |
        ",
        "15 ms of 20 ms in stock itself, GET /list; 5 × SELECT a one after another, 5 ms in all",
    );
}

#[test]
fn many_at_once_are_no_cause() {
    let call = "  a get #server    | ======== |";
    let calls = [call; 12].join("\n");
    check(&format!("shop all #server |==========|\n{calls}"), "8 ms of 10 ms in a itself, get");
}

#[test]
fn calls_in_turn_are_told_as_such() {
    check(
        "
        shop    job #server            |==============|
          shop  GET a #client #server.address=a |==            |
          shop  GET b #client #server.address=b |  ==          |
          shop  GET a #client #server.address=a |    ==        |
          shop  GET b #client #server.address=b |      ==      |
          shop  GET a #client #server.address=a |        ==    |
          shop  GET b #client #server.address=b |          ==  |
        ",
        "6 ms of 14 ms waiting on shop → a, 3 × (GET a, GET b); 6 ms waiting on shop → b, GET b",
    );
}

#[test]
fn time_without_a_main_place_is_spread() {
    check(
        "
        web    GET / #server |==========|
          a    one #server   |==        |
          b    two #server   |  ==      |
          c    three #server |    ==    |
          d    four #server  |      ==  |
        ",
        "No single cause: time is spread over 5 services",
    );
}

#[test]
fn the_origin_of_a_failure_comes_first() {
    check(
        "
        frontend         GET /pay #server #http=500                   |==================|
          frontend       POST #client #http=401                       |  ==============  |
            gateway      POST /pay #server #http=401                  |  ==============  |
              gateway    POST #client #http=401                       |   =============  |
                auth     verify #server #http=401 #error.type=token_expired  |   =============  |
        ",
        "Failed in auth, verify: token_expired; 13 ms of 18 ms in auth itself, verify",
    );
}

#[test]
fn a_handled_error_is_no_cause() {
    check(
        "
        web    GET /cart #server          |==========|
          web  GET cache #client #error #server.address=cache | =        |
          web  SELECT #client #db.system.name=mysql |  ======= |
        ",
        "7 ms of 10 ms waiting on web → mysql, SELECT",
    );
}

#[test]
fn what_fails_in_the_background_is_told_as_such() {
    let drawing = "
        web       order #server         |=====              |
          web     send #producer        |  ==               |
            mail  work #consumer #error #message=no~paper |      ==========   |
    ";
    check(
        drawing,
        "3 ms of 5 ms in web itself, order; 2 ms between web and mail, work; failed in the background in mail, work: no paper",
    );
    let store = draw::store(drawing);
    let (derived, mut answerer) = (Derived::of_store(&store), Answerer::of_store(&store));
    let job = answerer.of_flow(&store, &derived, TraceIx(0), draw::span_of_line(&store, 2));
    assert_eq!(job.sentence, "Failed in mail, work: no paper; all 10 ms in mail itself, work");
}

#[test]
fn a_message_that_waits_is_told() {
    check(
        "
        web       order #server         |==========                                                                                                                        |
          web     send #producer #messaging.destination.name=orders |  =                                                                                                                               |
            mail  work #consumer        |                                                                                                                           ====== |
        ",
        "9 ms of 10 ms in web itself, order; 120 ms in queue orders before mail began",
    );
}

#[test]
fn a_trace_without_time_says_so() {
    let span = |id, parent| random::RandomSpan { id, parent, start: 0, length: 0, kind: 1 };
    let answer = answer(&random::store(&[span(1, 0), span(2, 1)]));
    assert_eq!((answer.sentence.as_str(), answer.parts.len()), ("Took no time", 0));
}

#[test]
fn chains_and_fans_of_100_000_have_an_answer() {
    let span = |id, parent, start, length| random::RandomSpan { id, parent, start, length, kind: 3 };
    let chain: Vec<_> = (1..=100_000).map(|id| span(id, id - 1, 0, 1_000)).collect();
    let sentence = answer(&random::store(&chain)).sentence;
    assert!(sentence.contains("all 1 µs waiting on unknown service → unnamed client"), "{sentence}");
    let call = |id| span(id, 1, 2 * id, 2);
    let fan: Vec<_> = [span(1, 0, 0, 200_010)].into_iter().chain((2..=100_000).map(call)).collect();
    let sentence = answer(&random::store(&fan)).sentence;
    assert!(sentence.ends_with("waiting on unknown service → unnamed client, 99,999 × "), "{sentence}");
}

proptest! {
    #[test]
    fn any_tree_has_an_answer(spans in random::trees(40), services in 1_u64..4) {
        let mut builder = spanscope::model::builder::Builder::new();
        builder.begin_file("random");
        random::add_of_services(&mut builder, &spans, services);
        let store = builder.finish();
        let answer = answer(&store);
        prop_assert!(!answer.sentence.is_empty());
        let is_placed = |kind| matches!(kind, PartKind::Time | PartKind::Spread);
        let latency_ns = store.latency_ns(TraceIx(0));
        prop_assert_eq!(answer.parts.iter().any(|part| is_placed(part.kind)), latency_ns > 0);
        let time_ns: i64 =
            answer.parts.iter().filter(|part| part.kind == PartKind::Time).map(|part| part.ns).sum();
        prop_assert!(time_ns <= latency_ns);
        prop_assert!(answer.parts.iter().all(|part| !part.spans.is_empty() && part.ns >= 0));
    }
}
