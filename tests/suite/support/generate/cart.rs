//! `GET /cart`: the build that misses the cache and falls through to a cold query; a cache that is down, and survived.

use super::{
    calls::{Answer, Http, Statement},
    otlp::{Kind, Span},
    record::Recorder,
    services::{Service, Work},
    truth::Failure,
};

/// The root's service and name.
pub const OPERATION: (&str, &str) = ("frontend", "GET /cart");
const REDIS: &str = "cart-redis.shop.internal";
/// The cold query takes this long at least, and at most.
const COLD_NS: (u64, u64) = (900_000_000, 2_900_000_000);

const ITEMS: Statement = Statement {
    host: "cart-db.shop.internal",
    namespace: "cart",
    operation: "SELECT",
    collection: "cart_item",
    summary: "SELECT cart_item",
    text: "SELECT sku, quantity, added_at FROM cart_item WHERE cart_id = $1 ORDER BY added_at",
};
const PRODUCTS: Statement = Statement {
    host: "catalog-db.shop.internal",
    namespace: "catalog",
    operation: "SELECT",
    collection: "product",
    summary: "SELECT product",
    text: "SELECT id, title, image_url FROM product WHERE id = ANY($1)",
};

/// How the cart is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Found {
    InCache,
    /// Not in the cache, but the database has it at hand.
    Warm,
    /// Not in the cache, and the database has to fetch it from disk.
    Cold,
    /// The cache does not answer; the database does.
    CacheDown,
}

/// Records a visit to the cart.
pub fn view(r: &mut Recorder<'_>, found: Found) {
    if found == Found::Cold {
        let trace = r.trace_id();
        r.world.truth.slow_cohort.traces.push(trace);
    }
    let page = Http { to: Service::Frontend, method: "GET", route: "/cart", path: "/cart".to_owned() };
    r.serve(&page, |r| {
        r.set_caller();
        let variant = r.random.pick(&["on", "off"]);
        r.flag("cart-upsell", variant);
        r.work(1.5);
        let path = "/api/cart".to_owned();
        let answer = r.http(&Http { to: Service::Gateway, method: "GET", route: "/api/cart", path }, |r| {
            verify_session(r);
            load(r, found)
        });
        r.span(Span::new(Kind::Internal, "render cart"), Work::Own, |r| r.work(4.0));
        answer
    });
}

/// The gateway asks auth whether the session holds.
pub fn verify_session(r: &mut Recorder<'_>) {
    r.work(0.4);
    r.rpc(Service::Auth, "auth.Sessions/Verify", |r| {
        r.cache("auth-redis.shop.internal", "GET", "session:?", |r| r.work(0.5));
        r.work(0.5);
        "OK"
    });
}

/// The cart itself, with titles and prices.
pub fn load(r: &mut Recorder<'_>, found: Found) -> Answer {
    let cart = r.random.uuid();
    let items = r.random.between(1, 12);
    let call =
        Http { to: Service::Cart, method: "GET", route: "/carts/{cart_id}", path: format!("/carts/{cart}") };
    r.http(&call, |r| {
        r.work(0.8);
        let span = Span::new(Kind::Internal, "load cart").with("app.cart.items", items as i64);
        r.span(span, Work::Own, |r| items_of(r, found, items));
        r.fan_out(|fan| {
            fan.branch(|r| {
                r.rpc(Service::Catalog, "catalog.Catalog/GetProducts", |r| {
                    r.work(0.7);
                    r.query(&PRODUCTS, items, |r| r.work(3.0));
                    "OK"
                });
            });
            fan.branch(|r| {
                r.rpc(Service::Pricing, "pricing.Prices/Quote", |r| {
                    r.work(4.5);
                    "OK"
                });
            });
        });
        r.work(0.5);
        Answer::OK
    })
}

fn items_of(r: &mut Recorder<'_>, found: Found, items: usize) {
    r.set("app.cache.hit", found == Found::InCache);
    r.cache(REDIS, "GET", "cart:?", |r| {
        if found == Found::CacheDown {
            r.work(250.0);
            r.throw(
                "StackExchange.Redis.RedisConnectionException",
                "No connection is active to service \"cart-redis\": 250ms elapsed",
                "StackExchange.Redis.RedisConnectionException: No connection is active to service \"cart-redis\"\n   \
                 at Shop.Cart.Caching.CartCache.GetAsync(String key) in /src/Caching/CartCache.cs:line 58\n   \
                 at Shop.Cart.CartStore.LoadAsync(Guid cart) in /src/CartStore.cs:line 31",
            );
            let origin = r.here();
            r.world.truth.handled.push(Failure { origin, story: "cache down" });
        } else {
            r.work(0.6);
        }
    });
    if found == Found::InCache {
        return;
    }
    r.query(&ITEMS, items, |r| {
        if found == Found::Cold {
            let ns = (r.random.log_normal(1_450.0, 0.28) * 1e6) as u64;
            r.pass_ns(ns.clamp(COLD_NS.0, COLD_NS.1));
        } else {
            r.work(9.0);
        }
    });
    if found != Found::CacheDown {
        r.cache(REDIS, "SET", "cart:? ? EX 900", |r| r.work(0.6));
    }
}
