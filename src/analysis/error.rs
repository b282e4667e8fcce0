//! Which spans have an error (analysis.md, "Error origins": `error(s)`).

use super::names::{GRPC_STATUS, HTTP_STATUS, Names, as_int};
use crate::{
    base::bits::Bits,
    model::{
        ids::SpanIx,
        span::{Kind, Status},
        store::Store,
        value::ValueRef,
    },
};

/// The gRPC status codes by number.
const GRPC_CODES: [&str; 17] = [
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
];
/// Those that are the server's own failure.
const GRPC_SERVER_ERRORS: [i64; 6] = [2, 4, 12, 13, 14, 15];

/// The spans with an error: status ERROR, HTTP 5xx on a SERVER, HTTP ≥ 400 on a CLIENT unless its status is OK, a
/// gRPC status on a CLIENT that is not OK, on a SERVER one that is its own failure.
pub fn errors(store: &Store) -> Bits {
    let http = Names::find(store, &HTTP_STATUS);
    let grpc = Names::find(store, &GRPC_STATUS);
    let mut bits = Bits::none(store.span_count());
    for span in store.spans() {
        if is_error(store, span, &http, &grpc) {
            bits.set(span.0 as usize);
        }
    }
    bits
}

fn is_error(store: &Store, span: SpanIx, http: &Names, grpc: &Names) -> bool {
    let (kind, status) = (store.kind(span), store.status(span));
    if status == Status::Error {
        return true;
    }
    let http_code = || http.of(store, span).and_then(as_int).unwrap_or(0);
    let grpc_code = || grpc.of(store, span).and_then(grpc_number).unwrap_or(0);
    match kind {
        Kind::Server => http_code() >= 500 || GRPC_SERVER_ERRORS.contains(&grpc_code()),
        Kind::Client => (status != Status::Ok && http_code() >= 400) || grpc_code() != 0,
        _ => false,
    }
}

/// A gRPC status by number or name.
fn grpc_number(value: ValueRef<'_>) -> Option<i64> {
    if let ValueRef::Text(text) = value
        && let Some(number) = GRPC_CODES.iter().position(|code| code.eq_ignore_ascii_case(text))
    {
        return Some(number as i64);
    }
    as_int(value)
}
