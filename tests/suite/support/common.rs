//! Two stores of one trace in two formats, each as text without what either format cannot hold.

use spanscope::model::{
    ids::{Key, SpanIx},
    span::{Kind, Status},
    store::Store,
    value::{Value, ValueRef},
};
use std::fmt::Write;

/// Something a format cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Times below a microsecond.
    SubMicros,
    /// Schema URLs of resources and scopes.
    SchemaUrl,
    /// The scope.
    Scope,
    /// Attributes of the scope.
    ScopeAttributes,
    /// W3C trace state.
    TraceState,
    /// How much the exporter dropped.
    Dropped,
    /// W3C and OTLP flags.
    Flags,
    /// Links, which have become text or are gone.
    Links,
    /// Attributes and state of links.
    LinkAttributes,
    /// Arrays, lists and bytes, which have become text.
    Nested,
    /// Numbers and words, which have become text; arrays are written in another way.
    Types,
    /// Attributes of events, which have gone into the name.
    Events,
    /// Attributes of the resource besides its service.
    Resource,
    /// The status besides errors.
    Ok,
    /// Tags that stand for something else, such as `error`.
    OwnTags,
}

/// What the format of a file cannot hold.
pub fn lost(format: &str) -> &'static [Lost] {
    use Lost::*;
    match format {
        "OTLP/JSON" | "OTLP protobuf" => &[],
        "Go console" => &[SchemaUrl],
        "Python console" => &[Scope, ScopeAttributes, Dropped, Flags, SubMicros],
        "Jaeger JSON" => &[
            SubMicros,
            SchemaUrl,
            ScopeAttributes,
            TraceState,
            Dropped,
            Flags,
            LinkAttributes,
            Nested,
            OwnTags,
        ],
        "Zipkin JSON" => &[
            SubMicros,
            SchemaUrl,
            ScopeAttributes,
            TraceState,
            Dropped,
            Flags,
            Links,
            Nested,
            Types,
            Events,
            Resource,
            Ok,
            OwnTags,
        ],
        other => panic!("a format nobody knows: {other}"),
    }
}

/// Both stores as text without what the format of either cannot hold.
pub fn common(a: &Store, b: &Store) -> (String, String) {
    let lost: Vec<Lost> = [a, b].iter().flat_map(|store| lost(&store.files()[0].format)).copied().collect();
    (told(a, &lost), told(b, &lost))
}

fn told(store: &Store, lost: &[Lost]) -> String {
    let mut spans: Vec<String> = store.spans().map(|span| span_told(store, span, lost)).collect();
    spans.sort_unstable();
    spans.concat()
}

fn span_told(store: &Store, span: SpanIx, lost: &[Lost]) -> String {
    let has = |part: Lost| !lost.contains(&part);
    let time = |ns: i64| if has(Lost::SubMicros) { ns } else { ns / 1_000 };
    let mut text = String::new();
    let mut line = |words: String| writeln!(text, "{words}").expect("a String takes all");
    let parent = store.parent(span).map(|parent| store.span_id_text(store.span_id(parent)));
    let kind = match store.kind(span) {
        // No kind and the kind of local work are the same to some.
        Kind::Unspecified => Kind::Internal,
        kind => kind,
    };
    let status = match store.status(span) {
        Status::Ok if !has(Lost::Ok) => Status::Unset,
        status => status,
    };
    line(format!(
        "{} {} <- {parent:?} {:?} {kind:?} {status:?} {} {}",
        store.trace_id_text(store.trace_key(store.trace_of(span))),
        store.span_id_text(store.span_id(span)),
        store.span_id_text(store.parent_id(span)),
        time(store.start_ns(span)),
        store.text(store.name(span))
    ));
    // Start and end may each be cut, so that the length is told only where it is exact.
    if has(Lost::SubMicros) {
        line(format!("  {} ns", store.duration_ns(span)));
    }
    line(format!("  {} {}", store.text(store.service(span)), store.text(store.status_message(span))));
    if has(Lost::TraceState) {
        line(format!("  {}", store.text(store.trace_state(span))));
    }
    if has(Lost::Dropped) {
        line(format!("  {:?}", store.dropped(span)));
    }
    if has(Lost::Flags) {
        line(format!("  {:x}", store.bits(span).flags() & 0xff));
    }
    let resource = &store.resources()[store.resource(span).0 as usize];
    if has(Lost::Resource) {
        attributes(store, resource.attributes.iter().copied(), lost, &mut line);
    }
    let scope = store.scope(span);
    if has(Lost::Scope) {
        line(format!("  scope {} {}", store.text(scope.name), store.text(scope.version)));
    }
    if has(Lost::ScopeAttributes) {
        attributes(store, scope.attributes.iter().copied(), lost, &mut line);
    }
    if has(Lost::SchemaUrl) {
        line(format!("  schema {} {}", store.text(scope.schema_url), store.text(resource.schema_url)));
    }
    attributes(store, store.attributes(span), lost, &mut line);
    for event in store.events(span) {
        line(format!("  event {}", time(event.time_ns)));
        if has(Lost::Events) {
            line(format!("  {}", store.text(event.name)));
            attributes(store, store.event_attributes(event), lost, &mut line);
        }
    }
    for link in store.links(span).filter(|_| has(Lost::Links)) {
        let trace = link.trace.map(|key| store.trace_id_text(key));
        line(format!("  link {trace:?} {}", store.span_id_text(link.span_id)));
        if has(Lost::LinkAttributes) {
            line(format!("  {}", store.text(link.state)));
            attributes(store, store.link_attributes(link), lost, &mut line);
        }
    }
    text
}

/// Attributes by key: not every format keeps their order.
fn attributes(
    store: &Store,
    attributes: impl Iterator<Item = (Key, Value)>,
    lost: &[Lost],
    line: &mut impl FnMut(String),
) {
    let is_gone = |part: Lost| lost.contains(&part);
    let mut told: Vec<String> = Vec::new();
    for (key, value) in attributes {
        let key = store.key_name(key);
        let is_own =
            is_gone(Lost::OwnTags) && matches!(key, "error" | "service.name" | "internal.span.format");
        let is_resource = is_gone(Lost::Resource) && key.starts_with("process.");
        if is_own || is_resource {
            continue;
        }
        told.push(match store.value(value) {
            ValueRef::Bytes(_) | ValueRef::Nested(_) if is_gone(Lost::Nested) => format!("    {key}"),
            ValueRef::Text(text) if is_gone(Lost::Nested) && text.starts_with('[') => format!("    {key}"),
            ValueRef::Nested(json) => format!("    {key} = {}", compared(json)),
            ValueRef::Text(text) => format!("    {key} = {text}"),
            ValueRef::Int(number) if is_gone(Lost::Types) => format!("    {key} = {number}"),
            ValueRef::Double(number) if is_gone(Lost::Types) => format!("    {key} = {number:?}"),
            ValueRef::Bool(word) if is_gone(Lost::Types) => format!("    {key} = {word}"),
            value => format!("    {key} = {value:?}"),
        });
    }
    told.sort_unstable();
    told.into_iter().for_each(line);
}

/// Nested values with numbers written in one way.
fn compared(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).expect("nested values are JSON");
    value.to_string().replace(".0}", "}")
}
