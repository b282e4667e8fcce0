//! OTLP/JSON: what was read, not what was mended. Ids, parents and times are the file's own, 64-bit numbers are text,
//! and arrays and key-value lists stand as they came.
//!
//! Spans come in the order they were read, then the log records that were joined to them; those of one resource and scope that follow one another share them.

use super::json_text::{element, member, name, number, text};
use crate::model::{
    attributes::{Event, Link},
    ids::{Key, ResourceIx, ScopeIx, SpanIx, TraceKey},
    logs::LogRecord,
    store::Store,
    value::{Value, ValueRef},
    value_text,
};

/// The document being written: what is open in it.
#[derive(Debug, Default)]
pub(super) struct OtlpJson {
    is_in_logs: bool,
    resource: Option<ResourceIx>,
    scope: Option<ScopeIx>,
}

impl OtlpJson {
    /// Opens the document.
    pub(super) fn begin(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"resourceSpans\":[");
    }

    /// Writes a span, below its resource and scope.
    pub(super) fn span(&mut self, store: &Store, span: SpanIx, out: &mut Vec<u8>) {
        self.open(store, store.resource(span), store.scope_ix(span), ["scopeSpans", "spans"], out);
        whole_span(store, span, out);
    }

    /// Writes a log record, after all spans.
    pub(super) fn log(&mut self, store: &Store, number: u32, out: &mut Vec<u8>) {
        if !self.is_in_logs {
            self.close(out);
            out.extend_from_slice(b"],\"resourceLogs\":[");
            self.is_in_logs = true;
        }
        let record = &store.log(number);
        self.open(store, record.resource, record.scope, ["scopeLogs", "logRecords"], out);
        whole_log(store, number, record, out);
    }

    /// Closes the document.
    pub(super) fn end(&mut self, out: &mut Vec<u8>) {
        self.close(out);
        out.extend_from_slice(b"]}\n");
    }

    /// Opens a resource and a scope, unless they are open, for the next element.
    fn open(
        &mut self,
        store: &Store,
        resource: ResourceIx,
        scope: ScopeIx,
        [scopes, elements]: [&str; 2],
        out: &mut Vec<u8>,
    ) {
        if self.resource != Some(resource) {
            self.close(out);
            element(out);
            out.push(b'{');
            resource_of(store, resource, out);
            name(out, scopes);
            out.push(b'[');
            self.resource = Some(resource);
        }
        if self.scope != Some(scope) {
            self.close_scope(out);
            element(out);
            out.push(b'{');
            scope_of(store, scope, out);
            name(out, elements);
            out.push(b'[');
            self.scope = Some(scope);
        }
        element(out);
    }

    fn close_scope(&mut self, out: &mut Vec<u8>) {
        if self.scope.take().is_some() {
            out.extend_from_slice(b"]}");
        }
    }

    fn close(&mut self, out: &mut Vec<u8>) {
        self.close_scope(out);
        if self.resource.take().is_some() {
            out.extend_from_slice(b"]}");
        }
    }
}

fn resource_of(store: &Store, resource: ResourceIx, out: &mut Vec<u8>) {
    let resource = &store.resources()[resource.0 as usize];
    name(out, "resource");
    out.push(b'{');
    attributes(store, resource.attributes.iter().copied(), out);
    number(out, "droppedAttributesCount", resource.dropped);
    out.push(b'}');
    text(out, "schemaUrl", store.text(resource.schema_url));
}

fn scope_of(store: &Store, scope: ScopeIx, out: &mut Vec<u8>) {
    let scope = &store.scopes()[scope.0 as usize];
    name(out, "scope");
    out.push(b'{');
    text(out, "name", store.text(scope.name));
    text(out, "version", store.text(scope.version));
    attributes(store, scope.attributes.iter().copied(), out);
    number(out, "droppedAttributesCount", scope.dropped);
    out.push(b'}');
    text(out, "schemaUrl", store.text(scope.schema_url));
}

fn whole_span(store: &Store, span: SpanIx, out: &mut Vec<u8>) {
    let (start_ns, end_ns) = store.raw_times_ns(span).unwrap_or_else(|| {
        // Both were within 64 bits with a sign when they were read.
        (store.start_ns(span).max(0) as u64, store.end_ns(span).max(0) as u64)
    });
    let (bits, dropped) = (store.bits(span), store.dropped(span));
    out.push(b'{');
    member(out, "traceId", &trace_id(store, store.raw_trace(span)));
    member(out, "spanId", &store.raw_span_id_text(span));
    text(out, "parentSpanId", &store.span_id_text(store.parent_id(span)));
    text(out, "traceState", store.text(store.trace_state(span)));
    number(out, "flags", bits.flags());
    member(out, "name", store.text(store.name(span)));
    member(out, "kind", &(bits.kind() as u32));
    member(out, "startTimeUnixNano", &start_ns.to_string());
    member(out, "endTimeUnixNano", &end_ns.to_string());
    attributes(store, store.attributes(span), out);
    number(out, "droppedAttributesCount", dropped.attributes);
    list(out, "events", own_events(store, span), |event, out| event_of(store, event, out));
    number(out, "droppedEventsCount", dropped.events);
    list(out, "links", store.links(span), |link, out| link_of(store, link, out));
    number(out, "droppedLinksCount", dropped.links);
    name(out, "status");
    out.push(b'{');
    number(out, "code", bits.status() as u32);
    text(out, "message", store.text(store.status_message(span)));
    out.extend_from_slice(b"}}");
}

/// The events that are not log records: those stand with the logs.
fn own_events(store: &Store, span: SpanIx) -> impl Iterator<Item = Event> + '_ {
    store.events_as_read(span).filter(|event| store.log_of(*event).is_none())
}

fn whole_log(store: &Store, number_: u32, record: &LogRecord, out: &mut Vec<u8>) {
    out.push(b'{');
    time(out, "timeUnixNano", record.time_ns);
    time(out, "observedTimeUnixNano", record.observed_ns);
    number(out, "severityNumber", record.severity_number);
    text(out, "severityText", store.text(record.severity_text));
    text(out, "eventName", store.text(record.event_name));
    if record.body != Value::NULL {
        name(out, "body");
        any_value(store.value(record.body), out);
    }
    attributes(store, store.log_attributes(number_), out);
    number(out, "droppedAttributesCount", record.dropped);
    number(out, "flags", record.flags);
    member(out, "traceId", &trace_id(store, record.trace));
    text(out, "spanId", &store.span_id_text(record.span_id));
    out.push(b'}');
}

/// A time in nanoseconds; none when it is 0.
fn time(out: &mut Vec<u8>, name: &str, ns: u64) {
    if ns != 0 {
        member(out, name, &ns.to_string());
    }
}

fn event_of(store: &Store, event: Event, out: &mut Vec<u8>) {
    member(out, "timeUnixNano", &event.time_ns.to_string());
    member(out, "name", store.text(event.name));
    attributes(store, store.event_attributes(event), out);
    number(out, "droppedAttributesCount", store.event_dropped(event));
}

fn link_of(store: &Store, link: Link, out: &mut Vec<u8>) {
    member(out, "traceId", &trace_id(store, link.trace));
    member(out, "spanId", &store.span_id_text(link.span_id));
    text(out, "traceState", store.text(link.state));
    number(out, "flags", link.flags);
    attributes(store, store.link_attributes(link), out);
    number(out, "droppedAttributesCount", store.link_dropped(link));
}

fn trace_id(store: &Store, trace: Option<TraceKey>) -> String {
    trace.map(|trace| store.trace_id_text(trace)).unwrap_or_default()
}

fn attributes(store: &Store, list_: impl Iterator<Item = (Key, Value)>, out: &mut Vec<u8>) {
    list(out, "attributes", list_, |(key, of), out| {
        member(out, "key", store.key_name(key));
        name(out, "value");
        any_value(store.value(of), out);
    });
}

/// A list of objects; none when it is empty.
fn list<T>(
    out: &mut Vec<u8>,
    name_: &str,
    items: impl Iterator<Item = T>,
    mut write: impl FnMut(T, &mut Vec<u8>),
) {
    let mut is_open = false;
    for item in items {
        if !is_open {
            name(out, name_);
            out.push(b'[');
            is_open = true;
        }
        element(out);
        out.push(b'{');
        write(item, out);
        out.push(b'}');
    }
    if is_open {
        out.push(b']');
    }
}

fn any_value(of: ValueRef<'_>, out: &mut Vec<u8>) {
    if let ValueRef::Nested(json) = of {
        // It was kept as it was read, and that was JSON.
        out.extend_from_slice(json.as_bytes());
        return;
    }
    out.push(b'{');
    match of {
        ValueRef::Null | ValueRef::Nested(_) => {}
        ValueRef::Text(text) => member(out, "stringValue", text),
        ValueRef::Bytes(base64) => member(out, "bytesValue", base64),
        ValueRef::Bool(truth) => member(out, "boolValue", &truth),
        ValueRef::Int(number) => member(out, "intValue", &number.to_string()),
        ValueRef::Double(number) if number.is_finite() => member(out, "doubleValue", &number),
        ValueRef::Double(number) => member(out, "doubleValue", &value_text::double(number)),
    }
    out.push(b'}');
}
