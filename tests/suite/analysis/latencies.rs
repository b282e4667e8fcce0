use crate::support::draw;
use spanscope::analysis::{
    distribution::spreads,
    latencies::{By, Latencies},
    services,
};
use spanscope::base::time::MS;
use spanscope::model::ids::SpanIx;

const SHOP: &str = "
    web     GET_/cart #server           |------------|
      web     render                    |--          |
      web     call #client              |  -----     |
        stock   check #server           |   ---      |
          stock   load                  |   --       |
      stock   check #server             |         -- |
";

/// Checks the groups with their counts and longest durations.
fn check(by: By, expected: &str) {
    let store = draw::store(SHOP);
    let latencies = Latencies::of_store(&store, by);
    let duration_ns = |item: u32| match by {
        By::Root => store.latency_ns(spanscope::model::ids::TraceIx(item)),
        By::Operation | By::Service => store.duration_ns(SpanIx(item)),
    };
    let all = latencies.ranking.kept(|_| true, duration_ns, |_| false);
    let found = spreads(latencies.groups.len(), all);
    let lines = latencies.groups.iter().zip(&found).map(|(&(service, name), spread)| {
        let (service, name) = (services::name(&store, service), store.text(name));
        format!("{service} {name}: {}, {} ms", spread.n, spread.max_ns / MS)
    });
    assert_eq!(lines.collect::<Vec<_>>().join("\n"), expected);
}

#[test]
fn traces_by_the_operation_of_their_root() {
    check(By::Root, "web GET_/cart: 1, 12 ms");
}

#[test]
fn every_operation() {
    check(
        By::Operation,
        "web GET_/cart: 1, 12 ms\nweb render: 1, 2 ms\nweb call: 1, 5 ms\nstock check: 2, 3 ms\nstock load: 1, 2 ms",
    );
}

#[test]
fn services_by_what_enters_them() {
    check(By::Service, "web : 1, 12 ms\nstock : 2, 3 ms");
}
