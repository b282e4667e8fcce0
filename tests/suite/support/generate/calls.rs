//! The calls services make, each with both of its halves and the attributes that the conventions (v1.44) ask for.

use super::{
    fleet::user_agent,
    otlp::{Kind, Link, Span},
    record::Recorder,
    services::{Service, Work},
    truth::Place,
};

/// Where the shop is to be had from outside.
pub const SHOP_HOST: &str = "shop.example";
/// The topic that orders are announced in.
pub const TOPIC: &str = "orders";
/// What calls the shop when it is no browser.
const APP_AGENT: &str = "ShopApp/5.2.1 (iOS 26.1)";
/// From a browser to the shop, one way.
const FAR_MS: f64 = 28.0;
/// Between two pods, one way.
const NEAR_MS: f64 = 0.3;
/// What a server does before its own code and after it.
const ROUTING_MS: f64 = 0.25;

/// An HTTP call to a service.
#[derive(Clone)]
pub struct Http {
    pub to: Service,
    pub method: &'static str,
    pub route: &'static str,
    pub path: String,
}

/// What a server answered.
#[derive(Clone, Copy)]
pub struct Answer {
    pub status: u16,
    /// `error.type` of the server half when it is more than the status.
    pub error: Option<&'static str>,
}

impl Answer {
    /// 200.
    pub const OK: Self = Self::status(200);

    /// Of a status alone.
    pub const fn status(status: u16) -> Self {
        Self { status, error: None }
    }
}

/// A query as an application prepares it.
pub struct Statement {
    pub host: &'static str,
    pub namespace: &'static str,
    pub operation: &'static str,
    pub collection: &'static str,
    /// Operation and collection: also the span's name.
    pub summary: &'static str,
    pub text: &'static str,
}

impl Recorder<'_> {
    /// Calls a service by HTTP: a CLIENT span here, a SERVER span there, around `serve`.
    pub fn http(&mut self, call: &Http, serve: impl FnOnce(&mut Self) -> Answer) -> Answer {
        self.span(client_half(call, self.service()), Work::HttpClient, |r| {
            r.network();
            let answer = r.serve(call, serve);
            r.network();
            r.answered(answer);
            answer
        })
    }

    /// The SERVER half of an HTTP call, around `serve`.
    pub fn serve(&mut self, call: &Http, serve: impl FnOnce(&mut Self) -> Answer) -> Answer {
        let agent = match self.service() {
            None => APP_AGENT.into(),
            Some(Service::Storefront) => user_agent(self.resource()),
            Some(service) => service.language().user_agent().into(),
        };
        self.enter(call.to, |r| {
            let outside = call.to == Service::Frontend;
            let address = if outside { SHOP_HOST.to_owned() } else { host_of(call.to) };
            let mut span = Span::new(Kind::Server, format!("{} {}", call.method, call.route))
                .with("http.request.method", call.method)
                .with("http.route", call.route)
                .with("url.path", call.path.clone())
                .with("url.scheme", if outside { "https" } else { "http" })
                .with("server.address", address)
                .with("server.port", if outside { 443 } else { call.to.port() })
                .with("network.protocol.version", if outside { "2" } else { "1.1" });
            if outside {
                let host = r.random.between(1, 254);
                span = span.with("client.address", format!("203.0.113.{host}"));
            }
            span = span.with("user_agent.original", agent);
            r.span(span, Work::HttpServer, |r| {
                r.work(ROUTING_MS);
                let answer = serve(r);
                r.work(ROUTING_MS);
                r.set("http.response.status_code", i64::from(answer.status));
                if let Some(error) = answer.error {
                    r.set("error.type", error);
                }
                if answer.status >= 500 {
                    r.fail("");
                }
                answer
            })
        })
    }

    /// A call over HTTP to someone who records no spans for us, taking about so long.
    pub fn call_outside(
        &mut self,
        method: &'static str,
        host: &'static str,
        path: &str,
        resend: i64,
        (median_ms, answer): (f64, Answer),
    ) -> Place {
        let mut span = Span::new(Kind::Client, method)
            .with("http.request.method", method)
            .with("url.full", format!("https://{host}{path}"))
            .with("server.address", host)
            .with("server.port", 443)
            .with("network.protocol.version", "2");
        if resend > 0 {
            span = span.with("http.request.resend_count", resend);
        }
        self.span(span, Work::HttpClient, |r| {
            r.work(median_ms);
            r.answered(answer);
            r.here()
        })
    }

    /// What the CLIENT half of an HTTP call is told: from 400 on it is an error there.
    pub fn answered(&mut self, answer: Answer) {
        self.set("http.response.status_code", i64::from(answer.status));
        if answer.status >= 400 {
            self.set("error.type", answer.status.to_string());
            self.fail("");
        }
    }

    /// Calls a gRPC method. `serve` gives the status by name.
    pub fn rpc(
        &mut self,
        to: Service,
        method: &'static str,
        serve: impl FnOnce(&mut Self) -> &'static str,
    ) -> &'static str {
        let half = |kind| {
            Span::new(kind, method)
                .with("rpc.system.name", "grpc")
                .with("rpc.method", method)
                .with("server.address", host_of(to))
                .with("server.port", to.port())
        };
        let client = half(Kind::Client).with("service.peer.name", to.name());
        self.span(client, Work::Rpc, |r| {
            r.network();
            let status = r.enter(to, |r| {
                r.span(half(Kind::Server), Work::Rpc, |r| {
                    r.work(ROUTING_MS);
                    let status = serve(r);
                    r.work(ROUTING_MS);
                    r.rpc_ended(status);
                    status
                })
            });
            r.network();
            r.rpc_ended(status);
            status
        })
    }

    fn rpc_ended(&mut self, status: &'static str) {
        self.set("rpc.response.status_code", status);
        if status != "OK" {
            self.set("error.type", status);
            self.fail("");
        }
    }

    /// Asks a database and waits as long as `wait` lets it.
    pub fn query(&mut self, statement: &Statement, rows: usize, wait: impl FnOnce(&mut Self)) {
        let span = Span::new(Kind::Client, statement.summary)
            .with("db.system.name", "postgresql")
            .with("db.namespace", statement.namespace)
            .with("db.operation.name", statement.operation)
            .with("db.collection.name", statement.collection)
            .with("db.query.summary", statement.summary)
            .with("db.query.text", statement.text)
            .with("server.address", statement.host)
            .with("server.port", 5432);
        self.span(span, Work::Database, |r| {
            wait(r);
            r.set("db.response.returned_rows", rows as i64);
        });
    }

    /// Asks redis. `ends` is what happens before it ends.
    pub fn cache(
        &mut self,
        host: &'static str,
        operation: &'static str,
        key: &'static str,
        ends: impl FnOnce(&mut Self),
    ) {
        let span = Span::new(Kind::Client, operation)
            .with("db.system.name", "redis")
            .with("db.namespace", "0")
            .with("db.operation.name", operation)
            .with("db.query.text", format!("{operation} {key}"))
            .with("server.address", host)
            .with("server.port", 6379);
        self.span(span, Work::Cache, ends);
    }

    /// Announces an order; gives the PRODUCER span.
    pub fn announce(&mut self) -> Place {
        let id = self.random.uuid();
        let (partition, offset) = (self.random.below(6), self.random.between(481_000, 499_000));
        let span = message(Kind::Producer, "send")
            .with("messaging.message.id", id)
            .with("messaging.destination.partition.id", partition.to_string())
            .with("messaging.kafka.offset", offset as i64);
        self.span(span, Work::Messaging, |r| {
            r.work(2.5);
            r.here()
        })
    }

    /// Works on announced orders: a CONSUMER span that links back to them, around `process`.
    pub fn consume(&mut self, service: Service, orders: &[Place], process: impl FnOnce(&mut Self)) -> Place {
        let mut span = message(Kind::Consumer, "process")
            .with("messaging.consumer.group.name", service.name())
            .with("messaging.batch.message_count", orders.len() as i64);
        span.links = orders.iter().map(|o| Link { trace_id: o.trace_id, span_id: o.span_id }).collect();
        self.enter(service, |r| {
            r.span(span, Work::Messaging, |r| {
                process(r);
                r.here()
            })
        })
    }

    /// Records that a feature flag was evaluated.
    pub fn flag(&mut self, key: &'static str, variant: &'static str) {
        let user = self.caller.user.clone();
        self.event(
            "feature_flag.evaluation",
            vec![
                ("feature_flag.key", key.into()),
                ("feature_flag.result.variant", variant.into()),
                ("feature_flag.result.reason", "split".into()),
                ("feature_flag.provider.name", "flagd".into()),
                ("feature_flag.context.id", user.into()),
            ],
        );
    }

    /// Tells the innermost open span who is behind it.
    pub fn set_caller(&mut self) {
        let caller = self.caller.clone();
        self.set("user.id", caller.user);
        self.set("app.user.plan", caller.plan);
        self.set("session.id", caller.session);
    }

    /// One way over the network.
    pub fn network(&mut self) {
        let far = self.service() == Some(Service::Storefront);
        self.work(if far { FAR_MS } else { NEAR_MS });
    }
}

/// The CLIENT half of an HTTP call, before it is answered.
pub fn client_half(call: &Http, caller: Option<Service>) -> Span {
    if caller == Some(Service::Storefront) {
        // What fetch records knows no template.
        return Span::new(Kind::Client, call.method)
            .with("http.request.method", call.method)
            .with("url.full", format!("https://{SHOP_HOST}{}", call.path))
            .with("server.address", SHOP_HOST)
            .with("server.port", 443);
    }
    let host = host_of(call.to);
    Span::new(Kind::Client, format!("{} {}", call.method, call.route))
        .with("http.request.method", call.method)
        .with("url.full", format!("http://{host}:{}{}", call.to.port(), call.path))
        .with("url.template", call.route)
        .with("server.address", host)
        .with("server.port", call.to.port())
        .with("service.peer.name", call.to.name())
}

fn host_of(service: Service) -> String {
    format!("{}.shop.svc.cluster.local", service.name())
}

fn message(kind: Kind, operation: &'static str) -> Span {
    Span::new(kind, format!("{operation} {TOPIC}"))
        .with("messaging.system", "kafka")
        .with("messaging.destination.name", TOPIC)
        .with("messaging.operation.type", operation)
        .with("messaging.operation.name", operation)
        .with("server.address", "kafka.shop.internal")
        .with("server.port", 9092)
}
