//! `GET /lists/{list_id}`: a query an item where one for all items would do.

use super::{
    calls::{Answer, Http, Statement},
    cart::verify_session,
    record::Recorder,
    services::Service,
    truth::Repeat,
};

const LIST: Statement = Statement {
    host: "inventory-db.shop.internal",
    namespace: "inventory",
    operation: "SELECT",
    collection: "list_item",
    summary: "SELECT list_item",
    text: "SELECT sku FROM list_item WHERE list_id = $1 ORDER BY position",
};
const STOCK: Statement = Statement {
    host: "inventory-db.shop.internal",
    namespace: "inventory",
    operation: "SELECT",
    collection: "stock",
    summary: "SELECT stock",
    text: "SELECT warehouse, quantity FROM stock WHERE sku = $1",
};

/// Records a look at a wish list of so many items.
pub fn view(r: &mut Recorder<'_>, items: usize) {
    let list = r.random.between(1_000, 9_999);
    let path = format!("/lists/{list}");
    let route = "/lists/{list_id}";
    r.serve(&Http { to: Service::Frontend, method: "GET", route, path: path.clone() }, |r| {
        r.set_caller();
        r.work(1.3);
        r.http(&Http { to: Service::Gateway, method: "GET", route, path: path.clone() }, |r| {
            verify_session(r);
            let (route, path) = ("/lists/{list_id}/availability", format!("{path}/availability"));
            r.http(&Http { to: Service::Inventory, method: "GET", route, path }, |r| {
                r.query(&LIST, items, |r| r.work(2.5));
                for _ in 0..items {
                    r.work(0.15);
                    r.query(&STOCK, 3, |r| r.work(3.0));
                }
                let (parent, name) = (r.here(), STOCK.summary);
                r.world.truth.repeats.push(Repeat { parent, name, calls: items });
                r.work(0.8);
                Answer::OK
            })
        })
    });
}
