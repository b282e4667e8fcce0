//! `POST /checkout`: an auth service far below that answers 401; a payment that is tried again; work that goes on long
//! after the request, through a queue; a host whose clock is wrong.

use super::{
    calls::{Answer, Http, SHOP_HOST, Statement},
    cart::{Found, load},
    otlp::{Kind, Span},
    record::Recorder,
    services::{Service, Work},
    truth::{Failure, Job, Place},
    warehouse,
};

const ORDER: Statement = Statement {
    host: "orders-db.shop.internal",
    namespace: "orders",
    operation: "INSERT",
    collection: "order",
    summary: "INSERT order",
    text: "INSERT INTO \"order\" (id, user_id, total_cents, currency) VALUES ($1, $2, $3, $4)",
};
const RESERVE: Statement = Statement {
    host: "inventory-db.shop.internal",
    namespace: "inventory",
    operation: "UPDATE",
    collection: "stock",
    summary: "UPDATE stock",
    text: "UPDATE stock SET reserved = reserved + $2 WHERE sku = $1 AND quantity - reserved >= $2",
};

/// How a checkout goes.
#[derive(Clone, Copy)]
pub struct Course {
    /// The token has expired; auth says so.
    pub unauthorized: bool,
    /// The payment API answers 503 first.
    pub payment_retried: bool,
    pub items: usize,
}

/// Records a checkout, and the work on the order. Gives the span that announced it, unless it failed.
pub fn place_order(r: &mut Recorder<'_>, course: Course) -> Option<Place> {
    let mut announced = None;
    r.enter(Service::Storefront, |r| {
        let span = Span::new(Kind::Internal, "place order")
            .with("url.full", format!("https://{SHOP_HOST}/checkout"))
            .with("app.cart.items", course.items as i64);
        r.span(span, Work::Own, |r| {
            r.set_caller();
            r.work(8.0);
            let answer = r.http(&post(Service::Frontend, "/checkout"), |r| {
                r.set_caller();
                let variant = r.random.pick(&["one-page", "three-steps"]);
                r.flag("checkout-layout", variant);
                r.work(1.8);
                let answer = r.http(&post(Service::Gateway, "/api/checkout"), |r| {
                    r.work(0.7);
                    r.http(&post(Service::Orders, "/orders"), |r| {
                        order(r, course).map_or_else(
                            |answer| answer,
                            |producer| {
                                announced = Some(producer);
                                Answer::status(201)
                            },
                        )
                    })
                });
                // Whoever asked cannot help that the shop's own call was refused.
                if answer.status < 400 { Answer::status(201) } else { Answer::status(500) }
            });
            if answer.status >= 500 {
                r.fail("Checkout failed");
            }
            r.work(10.0);
        });
    });
    if let Some(producer) = announced {
        fulfil(r, producer, course.items);
    }
    announced
}

fn post(to: Service, route: &'static str) -> Http {
    Http { to, method: "POST", route, path: route.to_owned() }
}

/// Checks, pays and stores an order. Gives the span that announced it, or the answer that refuses it.
fn order(r: &mut Recorder<'_>, course: Course) -> Result<Place, Answer> {
    r.work(2.0);
    let refused = r.http(&post(Service::Auth, "/token/verify"), |r| {
        r.work(2.4);
        if !course.unauthorized {
            return Answer::OK;
        }
        let origin = r.here();
        r.world.truth.failures.push(Failure { origin, story: "token expired" });
        Answer { status: 401, error: Some("token_expired") }
    });
    if refused.status >= 400 {
        r.work(0.4);
        return Err(Answer::status(refused.status));
    }
    load(r, Found::InCache);
    ship(r);
    pay(r, course.payment_retried);
    r.query(&ORDER, 1, |r| r.work(6.0));
    Ok(r.announce())
}

fn ship(r: &mut Recorder<'_>) {
    r.http(&post(Service::Shipping, "/quotes"), |r| {
        r.work(12.0);
        r.call_outside("GET", "rates.parcel.example", "/v2/rates", 0, (95.0, Answer::OK));
        r.work(6.0);
        Answer::OK
    });
}

fn pay(r: &mut Recorder<'_>, retried: bool) {
    r.http(&post(Service::Payment, "/payments"), |r| {
        r.work(3.0);
        if retried {
            let busy = (40.0, Answer::status(503));
            let origin = r.call_outside("POST", "api.payments.example", "/v1/charges", 0, busy);
            r.world.truth.handled.push(Failure { origin, story: "first try of a payment" });
            r.event("retry", vec![("app.retry.delay_ms", 200.into())]);
            r.pass_ns(200_000_000);
        }
        let paid = (240.0, Answer::OK);
        r.call_outside("POST", "api.payments.example", "/v1/charges", i64::from(retried), paid);
        r.work(1.5);
        Answer::status(201)
    });
}

/// Works on the order, long after the shopper was answered.
fn fulfil(r: &mut Recorder<'_>, producer: Place, items: usize) {
    let wait_ns = (r.random.log_normal(6_000.0, 0.5) * 1e6) as u64;
    let start_ns = r.now_ns() + wait_ns;
    r.later(producer, start_ns, |r| {
        let consumer = r.consume(Service::Fulfilment, &[producer], |r| {
            for item in 0..items {
                let sku = r.random.between(10_000, 19_999);
                let (route, path) = ("/stock/{sku}/reservations", format!("/stock/SKU-{sku}/reservations"));
                r.http(&Http { to: Service::Inventory, method: "POST", route, path }, |r| {
                    r.query(&RESERVE, 1, |r| r.work(3.5));
                    Answer::status(201)
                });
                let span = Span::new(Kind::Internal, "pick item").with("app.item.position", item as i64);
                r.span(span, Work::Own, |r| r.work(1_900.0));
            }
            warehouse::notify(r);
            r.span(Span::new(Kind::Internal, "print label"), Work::Own, |r| r.work(700.0));
        });
        r.world.truth.jobs.push(Job { producer, consumer });
    });
}

/// Records the mails on some orders: a trace of their own that links back to each.
pub fn send_mails(r: &mut Recorder<'_>, orders: &[Place]) {
    let consumer = r.consume(Service::Notification, orders, |r| {
        for _ in orders {
            r.cache("notification-redis.shop.internal", "SETNX", "mailed:? 1", |r| r.work(0.7));
            r.span(Span::new(Kind::Internal, "render mail"), Work::Own, |r| r.work(7.0));
            r.call_outside("POST", "api.mail.example", "/v3/send", 0, (130.0, Answer::status(202)));
        }
    });
    for &producer in orders {
        r.world.truth.jobs.push(Job { producer, consumer });
    }
}
