//! A visitor in a browser: pages that load, product pages, recommendations that fail unseen, reviews that lose the
//! trace context.

use super::{
    calls::{Answer, Http, SHOP_HOST, Statement, client_half},
    cart::verify_session,
    otlp::{Kind, Span},
    record::Recorder,
    services::{Service, Work},
    truth::{BrokenCall, Failure, Place},
};

const PRODUCT: Statement = Statement {
    host: "catalog-db.shop.internal",
    namespace: "catalog",
    operation: "SELECT",
    collection: "product",
    summary: "SELECT product",
    text: "SELECT id, title, description, image_url FROM product WHERE id = $1",
};
const STOCK: Statement = Statement {
    host: "inventory-db.shop.internal",
    namespace: "inventory",
    operation: "SELECT",
    collection: "stock",
    summary: "SELECT stock",
    text: "SELECT warehouse, quantity FROM stock WHERE sku = $1",
};
const REVIEWS: Statement = Statement {
    host: "reviews-db.shop.internal",
    namespace: "reviews",
    operation: "SELECT",
    collection: "review",
    summary: "SELECT review",
    text: "SELECT id, user_id, stars, body FROM review WHERE product_id = $1 ORDER BY created_at DESC LIMIT 10",
};
const USER: Statement = Statement {
    host: "users-db.shop.internal",
    namespace: "users",
    operation: "SELECT",
    collection: "user",
    summary: "SELECT user",
    text: "SELECT id, display_name FROM \"user\" WHERE id = $1",
};

/// A page that loads: the document and what belongs to it, nothing of it from a service that records spans.
pub fn page_load(r: &mut Recorder<'_>, resources: usize) {
    const KINDS: [(&str, f64); 4] = [("js", 70.0), ("css", 35.0), ("woff2", 40.0), ("webp", 90.0)];
    let url = format!("https://{SHOP_HOST}/");
    r.enter(Service::Storefront, |r| {
        let span = Span::new(Kind::Internal, "documentLoad").with("url.full", url.clone());
        r.span(span, Work::PageLoad, |r| {
            r.set_caller();
            r.event("fetchStart", Vec::new());
            let fetch = Span::new(Kind::Internal, "documentFetch").with("url.full", url);
            r.span(fetch, Work::PageLoad, |r| {
                r.work(110.0);
                r.set("http.response.body.size", 18_204);
            });
            r.event("domInteractive", Vec::new());
            r.fan_out(|fan| {
                for number in 0..resources {
                    let (kind, median_ms) = KINDS[number.min(KINDS.len() - 1)];
                    fan.branch(|r| {
                        let (name, bytes) = (r.random.next() as u32, r.random.between(2_000, 240_000));
                        let url = format!("https://static.{SHOP_HOST}/assets/{name:08x}.{kind}");
                        let span = Span::new(Kind::Internal, "resourceFetch").with("url.full", url);
                        r.work(6.0);
                        r.span(span, Work::PageLoad, |r| {
                            r.work(median_ms);
                            r.set("http.response.body.size", bytes as i64);
                        });
                    });
                }
            });
            r.event("firstContentfulPaint", Vec::new());
            r.work(20.0);
            r.event("loadEventEnd", Vec::new());
        });
    });
}

/// What is special about a visit to a product page.
#[derive(Clone, Copy)]
pub struct Visit {
    pub reviews: bool,
    pub recommendations_fail: bool,
}

/// A product page, opened inside the loaded shop.
pub fn view(r: &mut Recorder<'_>, visit: Visit) {
    let product = r.random.between(10_000, 19_999);
    r.enter(Service::Storefront, |r| {
        let span = Span::new(Kind::Internal, "navigate /product/:id")
            .with("url.full", format!("https://{SHOP_HOST}/product/{product}"))
            .with("url.template", "/product/:id");
        r.span(span, Work::Own, |r| {
            r.set_caller();
            r.work(6.0);
            r.fan_out(|fan| {
                fan.branch(|r| details(r, product, visit.reviews));
                fan.branch(|r| recommendations(r, product, visit.recommendations_fail));
            });
            r.work(12.0);
        });
    });
}

fn details(r: &mut Recorder<'_>, product: usize, reviews: bool) {
    let route = "/api/products/{product_id}";
    let path = format!("/api/products/{product}");
    r.http(&Http { to: Service::Frontend, method: "GET", route, path: path.clone() }, |r| {
        r.set_caller();
        r.work(1.2);
        r.http(&Http { to: Service::Gateway, method: "GET", route, path }, |r| {
            verify_session(r);
            r.fan_out(|fan| {
                fan.branch(|r| {
                    r.rpc(Service::Catalog, "catalog.Catalog/GetProduct", |r| {
                        r.cache("catalog-redis.shop.internal", "GET", "product:?", |r| r.work(0.5));
                        r.query(&PRODUCT, 1, |r| r.work(2.5));
                        "OK"
                    });
                });
                fan.branch(|r| {
                    r.rpc(Service::Pricing, "pricing.Prices/Quote", |r| {
                        r.work(3.0);
                        "OK"
                    });
                });
                fan.branch(|r| {
                    let (route, path) = ("/stock/{sku}", format!("/stock/SKU-{product}"));
                    r.http(&Http { to: Service::Inventory, method: "GET", route, path }, |r| {
                        r.query(&STOCK, 3, |r| r.work(2.0));
                        Answer::OK
                    });
                });
                if reviews {
                    fan.branch(|r| reviews_of(r, product));
                }
            });
            Answer::OK
        })
    });
}

fn reviews_of(r: &mut Recorder<'_>, product: usize) {
    let route = "/products/{product_id}/reviews";
    let path = format!("/products/{product}/reviews");
    r.http(&Http { to: Service::Reviews, method: "GET", route, path }, |r| {
        r.query(&REVIEWS, 10, |r| r.work(4.0));
        let user = r.random.between(10_000, 99_999);
        let path = format!("/users/u-{user}");
        let call = Http { to: Service::Users, method: "GET", route: "/users/{user_id}", path };
        r.span(client_half(&call, r.service()), Work::HttpClient, |r| {
            let client = r.here();
            r.network();
            let (start_ns, random, caller) = (r.now_ns(), r.random.fork(), r.caller.clone());
            // The call carries no context, so what it causes is a trace of its own.
            let mut other = Recorder::new(r.world, random, caller, start_ns);
            let server = other.serve_alone(&call);
            let end_ns = other.now_ns();
            other.finish();
            r.wait_until(end_ns);
            r.network();
            r.answered(Answer::OK);
            r.world.truth.broken_calls.push(BrokenCall { client, server });
        });
        Answer::OK
    });
}

impl Recorder<'_> {
    /// Serves the call that lost its context; gives the SERVER span.
    fn serve_alone(&mut self, call: &Http) -> Place {
        let mut server = self.here();
        self.enter(Service::Reviews, |r| {
            r.serve(call, |r| {
                server = r.here();
                r.cache("users-redis.shop.internal", "GET", "user:?", |r| r.work(0.5));
                r.query(&USER, 1, |r| r.work(1.5));
                r.span(Span::new(Kind::Internal, "serialize profile"), Work::Own, |r| r.work(0.2));
                Answer::OK
            });
        });
        server
    }
}

fn recommendations(r: &mut Recorder<'_>, product: usize, fail: bool) {
    let route = "/api/recommendations";
    let path = format!("/api/recommendations/{product}");
    r.http(&Http { to: Service::Frontend, method: "GET", route, path }, |r| {
        r.work(1.0);
        let status = r.rpc(Service::Recommendation, "recommendation.Recommender/List", |r| {
            let variant = r.random.pick(&["baseline", "two-tower"]);
            r.flag("recommendation-model", variant);
            if neighbours(r, fail) {
                r.span(Span::new(Kind::Internal, "rank candidates"), Work::Own, |r| r.work(14.0));
                "OK"
            } else {
                "UNAVAILABLE"
            }
        });
        if status != "OK" {
            r.event("fallback", vec![("app.fallback", "bestsellers".into())]);
            r.work(1.0);
        }
        Answer::OK
    });
}

/// Asks the cache for products bought together; `false` when it does not answer.
fn neighbours(r: &mut Recorder<'_>, fail: bool) -> bool {
    r.cache("recommendation-redis.shop.internal", "ZRANGE", "neighbours:? 0 49", |r| {
        if !fail {
            return r.work(1.2);
        }
        r.work(100.0);
        r.throw(
            "redis.exceptions.TimeoutError",
            "Timeout reading from recommendation-redis.shop.internal:6379",
            "Traceback (most recent call last):\n  File \"/app/recommender.py\", line 74, in neighbours\n    \
             return self.redis.zrange(key, 0, 49)\nredis.exceptions.TimeoutError: Timeout reading from \
             recommendation-redis.shop.internal:6379\n",
        );
        let origin = r.here();
        r.world.truth.handled.push(Failure { origin, story: "recommendations unavailable" });
    });
    !fail
}
