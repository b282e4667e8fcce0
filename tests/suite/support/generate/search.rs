//! `GET /search`: fast, but for a shard that now and then is not.

use super::{
    calls::{Answer, Http},
    otlp::{Kind, Span},
    record::Recorder,
    services::{Service, Work},
};

/// The root's service and name.
pub const OPERATION: (&str, &str) = ("frontend", "GET /search");
const WORDS: [&str; 12] = [
    "kettle",
    "desk+lamp",
    "running+shoes",
    "notebook",
    "usb-c+cable",
    "rain+jacket",
    "coffee+grinder",
    "yoga+mat",
    "headphones",
    "plant+pot",
    "wool+socks",
    "board+game",
];

/// Records a search; one that stalls waits seconds for a shard.
pub fn search(r: &mut Recorder<'_>, stalls: bool) {
    if stalls {
        let trace = r.trace_id();
        r.world.truth.tail.traces.push(trace);
    }
    let words = r.random.pick(&WORDS);
    let path = "/search".to_owned();
    let page = Http { to: Service::Frontend, method: "GET", route: "/search", path: path.clone() };
    r.serve(&page, |r| {
        r.set("url.query", format!("q={words}"));
        r.set_caller();
        r.work(0.8);
        r.http(&Http { to: Service::Search, method: "GET", route: "/search", path }, |r| {
            r.work(0.9);
            ask_index(r, stalls);
            r.span(Span::new(Kind::Internal, "highlight"), Work::Own, |r| r.work(0.7));
            Answer::OK
        })
    });
}

fn ask_index(r: &mut Recorder<'_>, stalls: bool) {
    let node = if stalls { 7 } else { r.random.below(6) };
    let span = Span::new(Kind::Client, "search products")
        .with("db.system.name", "elasticsearch")
        .with("db.operation.name", "search")
        .with("db.collection.name", "products")
        .with("db.query.summary", "search products")
        .with(
            "db.query.text",
            "{\"query\":{\"multi_match\":{\"query\":\"?\",\"fields\":[\"title^3\",\"body\"]}}}",
        )
        .with("http.request.method", "POST")
        .with("url.full", "https://search-index.shop.internal:9200/products/_search")
        .with("server.address", "search-index.shop.internal")
        .with("server.port", 9200)
        .with("elasticsearch.node.name", format!("instance-{node:010}"));
    r.span(span, Work::Own, |r| r.work(if stalls { 2_600.0 } else { 6.0 }));
}
