//! Zipkin JSON, changed in every way; what it begins with are the files of `tests/data`.
#![no_main]

#[path = "support/opening.rs"]
mod opening;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| opening::check(input));
