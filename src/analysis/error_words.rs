//! What an error says (analysis.md, "Error origins"): the exception, else the status message, else `error.type`, else
//! the code; and whom it timed out waiting for.

use super::{
    derived::Derived,
    error,
    levels::Levels,
    names::{ERROR_TYPE, GRPC_STATUS, HTTP_STATUS, Names, as_int, text},
    services,
};
use crate::{
    base::severity::Severity,
    model::{attributes::Event, ids::SpanIx, span::Kind, store::Store},
};

/// What an error says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The exception's type, else the code; may be empty.
    pub kind: String,
    /// A line for people; empty when the span says nothing but that it failed.
    pub message: String,
    /// The call it timed out waiting for.
    pub waited_for: Option<SpanIx>,
}

/// HTTP statuses that say that someone did not wait longer.
const HTTP_TIMEOUTS: [i64; 2] = [408, 504];
/// The gRPC status DEADLINE_EXCEEDED.
const GRPC_TIMEOUT: i64 = 4;

/// The names under which spans tell of their errors, looked up once a store.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    exception_type: Names,
    exception_message: Names,
    log_message: Names,
    levels: Levels,
    error_type: Names,
    http: Names,
    grpc: Names,
}

impl Reader {
    /// Looks the names up.
    pub fn of_store(store: &Store) -> Self {
        Self {
            // OpenTracing's error events come after those of OpenTelemetry.
            exception_type: Names::find(store, &["exception.type", "error.kind"]),
            exception_message: Names::find(store, &["exception.message", "message", "error.object"]),
            log_message: Names::find(store, &["message", "error"]),
            levels: Levels::of_store(store),
            error_type: Names::find(store, &ERROR_TYPE),
            http: Names::find(store, &HTTP_STATUS),
            grpc: Names::find(store, &GRPC_STATUS),
        }
    }

    /// What a span with an error says.
    pub fn read(&self, store: &Store, derived: &Derived, span: SpanIx) -> Words {
        let exception = self.exception(store, span);
        let (kind, said) = exception.unwrap_or_default();
        let status_message = store.text(store.status_message(span));
        let http = self.http.of(store, span).and_then(as_int).filter(|&code| code >= 400);
        let grpc = self.grpc.of(store, span).and_then(error::grpc_number).filter(|&code| code != 0);
        let code = match (http, grpc.and_then(error::grpc_name)) {
            (_, Some(name)) => name.to_owned(),
            (Some(code), None) => code.to_string(),
            (None, None) => String::new(),
        };
        // A type that is only the code again says less than the code with its protocol.
        let error_type = self.error_type.of(store, span).map(text).filter(|kind| *kind != code);
        let error_type = error_type.unwrap_or_default();
        let coded = if grpc.is_none() && http.is_some() { format!("HTTP {code}") } else { code.clone() };
        let says_timeout = http.is_some_and(|code| HTTP_TIMEOUTS.contains(&code))
            || grpc == Some(GRPC_TIMEOUT)
            || [&kind, &said, status_message, &error_type].into_iter().any(tells_of_timeout);
        if let (true, Some(callee)) = (says_timeout, waited_for(store, derived, span)) {
            let message = format!("timed out waiting for {}", callee_name(store, span, callee));
            return Words { kind: first([&kind, &code]), message, waited_for: Some(callee) };
        }
        let log = || self.error_log(store, span);
        let message = first([&with_type(&kind, &said), status_message, &error_type, &coded]);
        let message = if message.is_empty() { log() } else { message };
        Words { kind: first([&kind, &code]), message, waited_for: None }
    }

    /// Type and message of the span's last exception: the one it ended with.
    fn exception(&self, store: &Store, span: SpanIx) -> Option<(String, String)> {
        let is_exception = |event: &Event| ["exception", "error"].contains(&store.text(event.name));
        let event = store.events(span).filter(is_exception).last()?;
        let of = |names: &Names| names.of_event(store, event).map(text).unwrap_or_default();
        Some((of(&self.exception_type), of(&self.exception_message)))
    }

    /// What the last log of level error says: all that older tracers leave of an error, and those who write log records.
    fn error_log(&self, store: &Store, span: SpanIx) -> String {
        let is_error = |event: &Event| !store.is_of_trace(*event) && self.is_error(store, *event);
        let Some(event) = store.events(span).filter(is_error).last() else { return String::new() };
        let said = self.log_message.of_event(store, event).map(text).unwrap_or_default();
        match store.log_of(event) {
            // A record without a name is an event whose name says nothing.
            Some(record) => first([&text(store.value(record.body)), &said, store.text(record.event_name)]),
            None => first([&said, store.text(event.name)]),
        }
    }

    fn is_error(&self, store: &Store, event: Event) -> bool {
        self.levels.of(store, event) == Some(Severity::Error)
    }
}

/// The first line of the first that is not empty.
fn first<const N: usize>(texts: [&str; N]) -> String {
    let line = |text: &str| text.trim().lines().next().unwrap_or_default().trim_end().to_owned();
    texts.into_iter().map(line).find(|text| !text.is_empty()).unwrap_or_default()
}

/// `IOException: connection reset`, unless one says the other already or is missing.
fn with_type(kind: &str, said: &str) -> String {
    match (kind.is_empty(), said.is_empty()) {
        (true, _) => said.to_owned(),
        (_, true) => kind.to_owned(),
        _ if said.starts_with(kind) => said.to_owned(),
        _ => format!("{kind}: {said}"),
    }
}

fn tells_of_timeout(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    ["deadline", "timeout", "timed out", "time out"].into_iter().any(|sign| words.contains(sign))
}

/// What a CLIENT waited for: of its children without an error, if it has any, the one that ends last.
fn waited_for(store: &Store, derived: &Derived, span: SpanIx) -> Option<SpanIx> {
    if store.kind(span) != Kind::Client {
        return None;
    }
    let times = derived.times(store);
    store.children(span).filter(|&child| !derived.is_error(child)).max_by_key(|&child| times.end_ns(child))
}

/// The other service, or the operation when it is the same one.
fn callee_name(store: &Store, span: SpanIx, callee: SpanIx) -> &str {
    let service = store.service(callee);
    if service == store.service(span) {
        store.text(store.name(callee))
    } else {
        services::name(store, service)
    }
}
