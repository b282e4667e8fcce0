//! Which spans have an error (analysis.md, "Error origins": `error(s)` and soft errors).

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
/// Stands for a name that gRPC does not have: not OK, nor a failure of the server's own.
const GRPC_OTHER: i64 = -1;

/// What a span says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Well,
    /// An error only together with its parent or with what lies below it.
    Soft,
    Failed,
}

/// The spans with an error: status ERROR, HTTP 5xx on a SERVER, HTTP ≥ 400 on a CLIENT unless its status is OK, a
/// gRPC status on a CLIENT that is not OK, on a SERVER one that is its own failure.
///
/// Soft errors count when an error lies directly below them on a chain, or when their parent is an error. A chain runs
/// upwards through errors, and through INTERNAL spans and CLIENTs of unset status of the same service; it does not
/// leave an asynchronous part.
pub fn errors(store: &Store, asynchronous: &Bits) -> Bits {
    let (http, grpc) = (Names::find(store, &HTTP_STATUS), Names::find(store, &GRPC_STATUS));
    let (mut errors, mut soft) = (Bits::none(store.span_count()), Bits::none(store.span_count()));
    for span in store.spans() {
        match said(store, span, &http, &grpc) {
            Said::Failed => errors.set(span.0 as usize),
            Said::Soft => soft.set(span.0 as usize),
            Said::Well => {}
        }
    }
    if !soft.is_empty() {
        count_soft_above(store, asynchronous, &soft, &mut errors);
        count_soft_below(store, &soft, &mut errors);
    }
    errors
}

/// Soft errors that a chain comes up to. Rows stand in pre-order, so backwards every child comes before its parent.
fn count_soft_above(store: &Store, asynchronous: &Bits, soft: &Bits, errors: &mut Bits) {
    // Where a chain comes up to, and which of those it passes through without an error of their own.
    let (mut reached, mut passed) = (Bits::none(store.span_count()), Bits::none(store.span_count()));
    for span in store.spans().rev() {
        let row = span.0 as usize;
        if soft.get(row) && reached.get(row) {
            errors.set(row);
        }
        if !(errors.get(row) || passed.get(row)) {
            continue;
        }
        if let Some(parent) = above(store, asynchronous, span) {
            reached.set(parent.0 as usize);
            if is_passed(store, parent, span) {
                passed.set(parent.0 as usize);
            }
        }
    }
}

/// Where a chain of errors comes to next: the parent, unless the span is asynchronous.
pub(super) fn above(store: &Store, asynchronous: &Bits, span: SpanIx) -> Option<SpanIx> {
    if asynchronous.get(span.0 as usize) { None } else { store.parent(span) }
}

/// Whether a chain of errors that comes up from `below` passes through its parent though that is no error. OTLP lets
/// an unspecified kind count as INTERNAL.
pub(super) fn is_passed(store: &Store, parent: SpanIx, below: SpanIx) -> bool {
    store.status(parent) == Status::Unset
        && matches!(store.kind(parent), Kind::Internal | Kind::Unspecified | Kind::Client)
        && store.service(parent) == store.service(below)
}

/// Soft errors whose parent is an error.
fn count_soft_below(store: &Store, soft: &Bits, errors: &mut Bits) {
    for row in soft.ones() {
        let parent = store.parent(SpanIx(row as u32));
        if parent.is_some_and(|parent| errors.get(parent.0 as usize)) {
            errors.set(row);
        }
    }
}

fn said(store: &Store, span: SpanIx, http: &Names, grpc: &Names) -> Said {
    let (kind, status) = (store.kind(span), store.status(span));
    if status == Status::Error {
        return Said::Failed;
    }
    if matches!(kind, Kind::Server | Kind::Client) {
        let http_code = http.of(store, span).and_then(as_int).unwrap_or(0);
        let grpc_code = grpc.of(store, span).and_then(grpc_number).unwrap_or(0);
        let has_failed = match kind {
            Kind::Server => http_code >= 500 || GRPC_SERVER_ERRORS.contains(&grpc_code),
            _ => (status != Status::Ok && http_code >= 400) || grpc_code != 0,
        };
        if has_failed {
            return Said::Failed;
        }
        if (status == Status::Unset && (400..500).contains(&http_code)) || grpc_code != 0 {
            return Said::Soft;
        }
    }
    let has_exception = || store.events(span).any(|event| store.text(event.name) == "exception");
    if status == Status::Unset && has_exception() { Said::Soft } else { Said::Well }
}

/// A gRPC status by number or name, also as Go writes names (`DeadlineExceeded`, `Canceled`).
pub(super) fn grpc_number(value: ValueRef<'_>) -> Option<i64> {
    let ValueRef::Text(text) = value else { return as_int(value) };
    if text.trim().is_empty() {
        return None;
    }
    let is_it = |name: &str| letters(name).eq(letters(text)) || (name == "CANCELLED" && text == "Canceled");
    let known = GRPC_CODES.iter().position(|name| is_it(name));
    known.map(|number| number as i64).or_else(|| as_int(value)).or(Some(GRPC_OTHER))
}

/// The name of a gRPC status, unless gRPC has none for it.
pub fn grpc_name(number: i64) -> Option<&'static str> {
    usize::try_from(number).ok().and_then(|number| GRPC_CODES.get(number)).copied()
}

/// The letters of a name, whatever their case and however its words are told apart.
fn letters(name: &str) -> impl Iterator<Item = u8> + '_ {
    name.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_uppercase())
}
