//! Tests of `src/engine`: every request on a small file, as the page asks them.

mod answers;
mod attributes;
mod compare;
mod context;
mod dependencies;
mod detail;
mod failure;
mod facets;
mod fields;
mod find;
mod linked;
mod lints;
mod latency;
mod log;
mod findings;
mod one_line;
mod flame;
mod groups;
mod opening;
mod range;
mod repetitions;
mod runs;
mod services;
mod spans;
mod standing;
mod summary;
mod trace_groups;
mod traces;
mod warm_up;
mod waterfall;

use crate::support::generate::{self, truth::Truth};
use spanscope::{
    engine::Engine,
    protocol::request::{Failure, Reply, Request},
};

/// Two traces of a small shop as OTLP/JSON, with an error, an orphan, events, links and values of every kind.
pub const SHOP: &str = include_str!("../data/otlp-json/small-shop.json");

/// The trace that most tests look at.
pub const CART: &str = "0000000000000000000000000000ca47";

/// An engine with some files open.
pub fn engine(files: &[(&str, &str)]) -> Engine {
    let mut engine = Engine::new();
    let mut opening = engine.begin_opening();
    for (name, text) in files {
        opening.begin_file(name);
        opening.feed(text.as_bytes());
    }
    engine.finish_opening(opening);
    engine
}

/// The small shop.
pub fn shop() -> Engine {
    engine(&[("small-shop.json", SHOP)])
}

/// A generated shop, and what is true of it.
pub fn made_shop() -> (Engine, Truth) {
    let shop = generate::shop(80, 5);
    let mut json = Vec::new();
    shop.write_otlp(&mut json).expect("a Vec takes all");
    (engine(&[("shop.json", std::str::from_utf8(&json).expect("JSON is text"))]), shop.truth)
}

/// The reply, or why there is none. Both go through JSON, as between the page and its worker.
#[allow(clippy::needless_pass_by_value, reason = "requests are made where they are asked")]
pub fn ask(engine: &mut Engine, request: Request) -> Result<Reply, Failure> {
    let request = serde_json::to_string(&request).expect("a request as JSON");
    let reply = engine.answer(serde_json::from_str(&request).expect("a request"));
    let text = serde_json::to_string(&reply).expect("a reply as JSON");
    assert_eq!(serde_json::from_str::<Reply>(&text).expect("a reply"), reply, "{text}");
    match reply {
        Reply::Failed(failure) => Err(failure),
        reply => Ok(reply),
    }
}
