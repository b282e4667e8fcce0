//! Measurements of hot functions, natively: `cargo bench`, or a part of them: `cargo bench -- analysis`.

#![allow(clippy::expect_used, reason = "a benchmark of data that is made here")]

mod analysis;
mod comparing;
mod data;
#[path = "../tests/suite/support/generate.rs"]
#[expect(dead_code, unused_imports, reason = "the sample and what is known of it are made by xtask")]
mod generate;
mod opening;
mod reading;
mod services;

fn main() {
    divan::main();
}
