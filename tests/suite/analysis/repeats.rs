//! Drawn repetitions: what is found is told as lines of "kind ×n template, seq, total, cost; what varies".

use crate::{
    formats::read,
    support::{draw, random, shared},
};
use proptest::prelude::*;
use spanscope::{
    analysis::{
        derived::Derived,
        flow::Flows,
        repeats::{Reading, Repeat, RepeatKind, of_trace},
        siblings::Siblings,
    },
    base::time::{MS, duration},
    model::store::Store,
};

/// The repetitions of all traces.
pub fn find(store: &Store) -> Vec<Repeat> {
    let (derived, reading) = (Derived::of_store(store), Reading::find(store));
    let of_one = |trace| {
        let siblings = Siblings::of_trace(store, &reading.facts, trace);
        of_trace(store, &derived, &reading, &Flows::of_trace(store, &derived, trace), &siblings)
    };
    store.traces().flat_map(of_one).collect()
}

fn told(repeat: &Repeat) -> String {
    let varies = repeat.varies.as_ref().map_or(String::new(), |varying| format!("; {}", varying.sentence()));
    format!(
        "{} ×{} {}, seq {:.2}, total {}, cost {}{varies}",
        repeat.kind.word(),
        repeat.n,
        repeat.template(),
        repeat.sequential,
        duration(repeat.total_ns),
        duration(repeat.cost_ns),
    )
}

fn check(drawing: &str, expected: &[&str]) {
    let found: Vec<String> = find(&draw::store(drawing)).iter().map(told).collect();
    assert_eq!(found, expected);
}

#[test]
fn one_call_an_item_is_n_plus_one() {
    check(
        "
        shop      GET /list #server            |===============|
          shop    SELECT stock #client #db.system.name=postgresql #item_id=17  | ==            |
          shop    SELECT stock #client #db.system.name=postgresql #item_id=18  |   ==          |
          shop    SELECT stock #client #db.system.name=postgresql #item_id=19  |     ==        |
          shop    SELECT stock #client #db.system.name=postgresql #item_id=20  |       ==      |
          shop    SELECT stock #client #db.system.name=postgresql #item_id=21  |         ===   |
        ",
        &["n_plus_one ×5 SELECT stock, seq 1.00, total 11 ms, cost 8 ms; item_id = 17, 18, 19, 20, 21"],
    );
}

#[test]
fn four_are_none_and_neither_are_short_ones() {
    check(
        "
        shop      GET /list #server     |==========|
          shop    SELECT stock #client  | ==       |
          shop    SELECT stock #client  |   ==     |
          shop    SELECT stock #client  |     ==   |
          shop    SELECT stock #client  |       == |
        ",
        &[],
    );
    check(
        "
        shop      GET /list #server     |============================================================|
          shop    SELECT stock #client  | =                                                          |
          shop    SELECT stock #client  |  =                                                         |
          shop    SELECT stock #client  |   =                                                        |
          shop    SELECT stock #client  |    =                                                       |
          shop    SELECT stock #client  |     =                                                      |
        ",
        &[],
    );
}

#[test]
fn many_at_once_are_a_burst() {
    check(
        "
        shop    all #server    |============|
          a     get #server    | ====       |
          a     get #server    | =====      |
          a     get #server    | ======     |
          a     get #server    | =======    |
          a     get #server    | ========   |
          a     get #server    |  ========  |
          a     get #server    |  ========  |
          a     get #server    |  ========  |
          a     get #server    |  ========  |
          a     get #server    |  ========= |
        ",
        &["burst ×10 get, seq 0.00, total 71 ms, cost 0 ns"],
    );
}

#[test]
fn statements_are_folded_and_their_literals_vary() {
    check(
        "
        shop      GET /list #server      |===========|
          shop    query #client #db.system=mysql #db.statement=SELECT~a~FROM~b~WHERE~id=1  |==         |
          shop    query #client #db.system=mysql #db.statement=SELECT~a~FROM~b~WHERE~id=2  |  ==       |
          shop    query #client #db.system=mysql #db.statement=SELECT~a~FROM~b~WHERE~id=3  |    ==     |
          shop    query #client #db.system=mysql #db.statement=SELECT~a~FROM~b~WHERE~id=4  |      ==   |
          shop    query #client #db.system=mysql #db.statement=SELECT~a~FROM~b~WHERE~id=5  |        == |
          shop    query #client #db.system=mysql #db.statement=SELECT~a~FROM~c  |          =|
        ",
        &["n_plus_one ×5 SELECT a FROM b WHERE id=?, seq 1.00, total 10 ms, cost 8 ms; id = 1, 2, 3, 4, 5"],
    );
}

#[test]
fn paths_are_folded_and_their_parts_vary() {
    check(
        "
        shop      GET /list #server      |===========|
          shop    GET #client #http.request.method=GET #url.full=http://stock/items/7  |==         |
          shop    GET #client #http.request.method=GET #url.full=http://stock/items/8  |  ==       |
          shop    GET #client #http.request.method=GET #url.full=http://stock/items/9  |    ==     |
          shop    GET #client #http.request.method=GET #url.full=http://stock/items/7?x=1  |      ==   |
          shop    GET #client #http.request.method=GET #url.full=http://stock/items/11 |        == |
        ",
        &["n_plus_one ×5 GET /items/{id}, seq 1.00, total 10 ms, cost 8 ms; path = 7, 8, 9, 11"],
    );
}

#[test]
fn a_wrapper_of_one_call_counts_as_that_call() {
    check(
        "
        shop      GET /list #server      |===========|
          shop    load one               |==         |
            shop  GET item #client       |=          |
          shop    load two #internal     |  ==       |
            shop  prepare #internal      |  =        |
            shop  GET item #client       |   =       |
          shop    GET item #client       |    ==     |
          shop    load three #internal   |      ==   |
            shop  deep #internal         |      ==   |
              shop GET item #client      |      ==   |
          shop    load four #internal    |        == |
            shop  GET item #client       |        == |
          shop    load both #internal    |          =|
            shop  GET item #client       |          =|
            shop  GET item #client       |          =|
        ",
        &["n_plus_one ×5 GET item, seq 1.00, total 10 ms, cost 8 ms"],
    );
}

#[test]
fn calls_in_turn_are_a_loop() {
    check(
        "
        shop    job #consumer            |===================|
          shop  start #client            |=                  |
          shop  SELECT order #client #order=1 | ==                |
          shop  POST mail #client        |   =               |
          shop  SELECT order #client #order=2 |    ==             |
          shop  POST mail #client        |      =            |
          shop  SELECT order #client #order=3 |       ==          |
          shop  POST mail #client        |         =         |
          shop  SELECT order #client #order=4 |          ==       |
        ",
        &["loop ×3 SELECT order, POST mail, seq 1.00, total 9 ms, cost 6 ms; order = 1, 2, 3"],
    );
}

#[test]
fn the_same_call_with_the_same_parameters_is_redundant() {
    check(
        "
        shop    GET / #server                   |==========|
          shop  GET user #client #user=7        | ==       |
          shop  GET user #client #user=8        |   ==     |
          shop  GET user #client #user=7        |     ===  |
        ",
        &["redundant ×2 GET user, seq 1.00, total 5 ms, cost 2 ms"],
    );
    check(
        "
        shop    GET / #server                   |==========|
          shop  q #client #db.statement=SELECT~*~FROM~config  | ==       |
          shop  q #client #db.statement=SELECT~*~FROM~config  |   ==     |
        ",
        &["redundant ×2 SELECT * FROM config, seq 1.00, total 4 ms, cost 2 ms"],
    );
}

#[test]
fn what_is_asked_for_must_be_known_to_be_the_same() {
    // A prepared statement does not tell, an attribute that is the same everywhere is no parameter, a POST has a body.
    for marks in [
        "#db.statement=SELECT~a~FROM~b~WHERE~c=$1",
        "#tenant=acme",
        "#http.request.method=POST #url.full=http://stock/items",
        "",
    ] {
        let call = format!("shop  q #client {marks}");
        check(&format!("shop  GET / #server |=====|\n  {call} | ==  |\n  {call} |   ==|"), &[]);
    }
}

#[test]
fn a_second_try_is_not_redundant() {
    check(
        "
        shop    GET / #server                     |==========|
          shop  GET user #client #user=7 #error   | ==       |
          shop  GET user #client #user=8          |   ==     |
          shop  GET user #client #user=7          |     ===  |
        ",
        &[],
    );
}

#[test]
fn what_nobody_waits_for_costs_nothing() {
    check(
        "
        shop    order #server          |==              |
          shop  send #producer         | =              |
            mail  work #consumer       |    ==          |
            mail  work #consumer       |      ==        |
            mail  work #consumer       |        ==      |
            mail  work #consumer       |          ==    |
            mail  work #consumer       |            ==  |
        ",
        &["n_plus_one ×5 work, seq 1.00, total 10 ms, cost 0 ns"],
    );
}

#[test]
fn hot_rod_asks_redis_one_driver_at_a_time() {
    let Some(root) = shared::traces("hot_rod_asks_redis_one_driver_at_a_time") else { return };
    let bytes = std::fs::read(root.join("jaeger-json/duo-rs-duo__traces.json")).expect("readable");
    let (store, _) = read(&bytes, 1 << 20);
    let found = find(&store);
    let of_kind = |kind| found.iter().filter(move |repeat| repeat.kind == kind).collect::<Vec<_>>();
    let [drivers] = of_kind(RepeatKind::NPlusOne)[..] else { panic!("{found:#?}") };
    assert_eq!((drivers.n, drivers.template().as_str()), (13, "GetDriver"));
    assert_eq!((drivers.pattern[0].peer.as_str(), drivers.total_ns / (MS / 10)), ("redis", 2_067));
    assert_eq!(drivers.cost_ns, drivers.total_ns - 36_668_000, "all but the largest");
    let varies = drivers.varies.as_ref().expect("the driver's id");
    assert_eq!((varies.name.as_str(), varies.distinct), ("param.driverID", 10));
    assert_eq!(varies.values[..2], ["T707427C", "T737883C"]);
    let [routes] = of_kind(RepeatKind::Burst)[..] else { panic!("{found:#?}") };
    assert_eq!((routes.n, routes.pattern[0].peer.as_str()), (10, "route"));
    assert!((routes.sequential - 0.11).abs() < 0.005, "{}", routes.sequential);
    assert_eq!(found.len(), 2, "{found:#?}");
}

proptest! {
    #[test]
    fn any_tree_can_be_looked_at(spans in random::trees(40)) {
        let store = random::store(&spans);
        for repeat in find(&store) {
            prop_assert!(repeat.n >= 2 && repeat.children.len() == repeat.n * repeat.pattern.len());
            prop_assert!(repeat.children.iter().all(|&child| store.parent(child) == Some(repeat.parent)));
            prop_assert!((0.0..=1.0).contains(&repeat.sequential));
            prop_assert!(repeat.cost_ns >= 0);
        }
    }
}
