use crate::support::draw;
use spanscope::analysis::{
    derived::Derived,
    distribution::spreads,
    latencies::{By, Latencies},
    services,
};
use spanscope::base::time::MS;

const SHOP: &str = "
    web     GET_/cart #server           |------------|
      web     render                    |--          |
      web     call #client              |  -----     |
        stock   check #server           |   ---      |
          stock   load                  |   --       |
      stock   check #server #error      |         -- |
";

/// Checks the groups with their counts and longest durations.
fn check(by: By, expected: &str) {
    let store = draw::store(SHOP);
    let latencies = Latencies::of_store(&store, &Derived::of_store(&store), by);
    let found = spreads(latencies.groups.len(), latencies.ranking.kept(|_| true));
    let lines = latencies.groups.iter().zip(&found).map(|(&(service, name), spread)| {
        let (service, name) = (services::name(&store, service), store.text(name));
        let errors = if spread.errors > 0 { format!(", {} failed", spread.errors) } else { String::new() };
        format!("{service} {name}: {}, {} ms{errors}", spread.n, spread.max_ns / MS)
    });
    assert_eq!(lines.collect::<Vec<_>>().join("\n"), expected);
}

#[test]
fn traces_by_the_operation_of_their_root() {
    check(By::Root, "web GET_/cart: 1, 12 ms, 1 failed");
}

#[test]
fn every_operation() {
    check(
        By::Operation,
        "web GET_/cart: 1, 12 ms\nweb render: 1, 2 ms\nweb call: 1, 5 ms\nstock check: 2, 3 ms, 1 failed\nstock load: 1, 2 ms",
    );
}

#[test]
fn services_by_what_enters_them() {
    check(By::Service, "web : 1, 12 ms\nstock : 2, 3 ms, 1 failed");
}
