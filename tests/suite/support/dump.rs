//! A store as text, to compare stores and to show what is in one.

use spanscope::model::store::Store;
use std::fmt::Write;

/// Everything a store says, span by span, and the notes on its files.
pub fn dump(store: &Store) -> String {
    let mut text = String::new();
    let mut line = |words: std::fmt::Arguments<'_>| writeln!(text, "{words}").expect("a String takes all");
    for span in store.spans() {
        let trace = store.trace_id_text(store.trace_key(store.trace_of(span)));
        line(format_args!(
            "{trace} {} <- {:?} {:?} {:?} {}+{} {:?} {} / {} {:?}",
            store.span_id_text(store.span_id(span)),
            store.parent(span),
            store.span_id_text(store.parent_id(span)),
            store.bits(span),
            store.start_ns(span),
            store.duration_ns(span),
            store.raw_times_ns(span),
            store.text(store.service(span)),
            store.text(store.name(span)),
            (
                store.text(store.status_message(span)),
                store.text(store.trace_state(span)),
                store.dropped(span)
            ),
        ));
        let scope = store.scope(span);
        line(format_args!(
            "  scope {} {} {}",
            store.text(scope.name),
            store.text(scope.version),
            store.text(scope.schema_url)
        ));
        for &(key, value) in &scope.attributes {
            line(format_args!("    {} = {:?}", store.key_name(key), store.value(value)));
        }
        let resource = &store.resources()[store.resource(span).0 as usize];
        line(format_args!("  schema {}", store.text(resource.schema_url)));
        for warning in store.warnings(span) {
            line(format_args!("  warning {}", store.text(warning)));
        }
        for &(key, value) in &resource.attributes {
            line(format_args!("  resource {} = {:?}", store.key_name(key), store.value(value)));
        }
        for (key, value) in store.attributes(span) {
            line(format_args!("  {} = {:?}", store.key_name(key), store.value(value)));
        }
        for event in store.events(span) {
            line(format_args!("  event {} {}", event.time_ns, store.text(event.name)));
            for (key, value) in store.event_attributes(event) {
                line(format_args!("    {} = {:?}", store.key_name(key), store.value(value)));
            }
        }
        for link in store.links(span) {
            let trace = link.trace.map(|key| store.trace_id_text(key));
            let state = store.text(link.state);
            line(format_args!(
                "  link {trace:?} {} {state} {}",
                store.span_id_text(link.span_id),
                link.flags
            ));
            for (key, value) in store.link_attributes(link) {
                line(format_args!("    {} = {:?}", store.key_name(key), store.value(value)));
            }
        }
    }
    for file in store.files() {
        line(format_args!(
            "file {} {} {} {} {:?}",
            file.name, file.format, file.spans, file.traces, file.notes
        ));
    }
    text
}
