//! The service nobody updated: ids in span names, names that say nothing, attribute names of years ago.

use super::{
    otlp::{Kind, Span},
    record::Recorder,
    services::{Service, Work},
};

/// The nightly exchange with a partner: a trace of its own.
pub fn sync(r: &mut Recorder<'_>, orders: usize) {
    handler(r, "/edi/orders", |r| {
        for _ in 0..orders {
            let order = r.random.between(400_000, 499_999);
            r.span(Span::new(Kind::Internal, format!("sync order {order}")), Work::Own, |r| {
                r.work(1.0);
                query(r, format!("SELECT * FROM orders WHERE id = {order}"));
                query(r, format!("UPDATE orders SET exported = 1 WHERE id = {order}"));
            });
        }
    });
}

/// Called when an order is picked.
pub fn notify(r: &mut Recorder<'_>) {
    let span = Span::new(Kind::Client, "POST")
        .with("http.request.method", "POST")
        .with("url.full", "http://warehouse.shop.svc.cluster.local/picked")
        .with("server.address", "warehouse.shop.svc.cluster.local")
        .with("server.port", Service::Warehouse.port())
        .with("http.response.status_code", 200)
        .with("service.peer.name", Service::Warehouse.name());
    r.span(span, Work::HttpClient, |r| {
        r.network();
        handler(r, "/picked", |r| {
            let order = r.random.between(400_000, 499_999);
            query(r, format!("INSERT INTO picked (order_id) VALUES ({order})"));
        });
        r.network();
    });
}

fn handler(r: &mut Recorder<'_>, path: &'static str, body: impl FnOnce(&mut Recorder<'_>)) {
    r.enter(Service::Warehouse, |r| {
        let span = Span::new(Kind::Server, "handler")
            .with("http.method", "POST")
            .with("http.target", path)
            .with("http.scheme", "http")
            .with("http.status_code", 200)
            .with("net.host.name", "warehouse");
        r.span(span, Work::HttpServer, body);
    });
}

fn query(r: &mut Recorder<'_>, statement: String) {
    let span = Span::new(Kind::Client, "query")
        .with("db.system", "mysql")
        .with("db.name", "wms")
        .with("db.statement", statement)
        .with("net.peer.name", "wms-db.shop.internal");
    r.span(span, Work::Database, |r| r.work(8.0));
}
