//! All events of a trace in one order of time.

use super::{Engine, attributes::shown};
use crate::{
    analysis::{latency, levels::Levels, services},
    base::{caseless::Word, words},
    model::{
        attributes::Event,
        ids::{Key, SpanIx, TraceIx},
    },
    protocol::{
        log::{LogPage, LogQuery, LogRow, Severity},
        request::Failure,
    },
    query::{
        reading::{Query, read},
        words::{Term, Test},
    },
};

/// Characters of an event's text in a row.
const TEXT_LIMIT: usize = 600;
/// Under what names events say what they have to say, those of exceptions last.
const MESSAGES: [&str; 5] = ["message", "body", "log.message", "event", "exception.message"];
/// The type of an exception stands before its message.
const EXCEPTION_TYPE: &str = "exception.type";
/// Too long for a row, and shown in the span's details.
const STACK: &str = "exception.stacktrace";

/// The log last asked for.
#[derive(Debug)]
pub(super) struct Log {
    trace: TraceIx,
    skew: bool,
    entries: Vec<Entry>,
    /// Those asked for, by their places among all.
    listed: Option<(String, Severity, Vec<u32>)>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    time_ns: i64,
    span: SpanIx,
    event: Event,
    severity: Severity,
}

/// The keys that tell messages and levels, looked up once.
struct Keys {
    messages: Vec<Key>,
    levels: Levels,
    exception_type: Option<Key>,
    stack: Option<Key>,
}

impl Engine {
    /// A window of the log.
    pub(super) fn log(&mut self, query: &LogQuery) -> Result<LogPage, Failure> {
        let trace = self.trace(&query.trace_id)?;
        self.set_clocks(query.skew);
        let keys = self.log_keys();
        let kept = self.log.take().filter(|log| log.trace == trace && log.skew == query.skew);
        let mut log = kept.unwrap_or_else(|| self.collect_log(trace, query.skew, &keys));
        let is_listed =
            log.listed.as_ref().is_some_and(|(find, least, _)| (find, *least) == (&query.find, query.least));
        if !is_listed {
            let listed = self.list_log(&log, query, &keys);
            log.listed = Some((query.find.clone(), query.least, listed));
        }
        let listed = log.listed.as_ref().map_or(&[][..], |(.., listed)| listed);
        let (origin_ns, _) = latency::bounds_ns(self.derived_with(query.skew).times(&self.store), trace);
        let window = listed.iter().skip(query.offset).take(query.limit.min(super::ROWS_AT_MOST));
        let page = LogPage {
            total: listed.len(),
            all: log.entries.len(),
            rows: window.map(|&at| self.log_row(log.entries[at as usize], origin_ns, &keys)).collect(),
        };
        self.log = Some(log);
        Ok(page)
    }

    fn log_keys(&self) -> Keys {
        let find = |names: &[&str]| names.iter().filter_map(|name| self.store.find_key(name)).collect();
        Keys {
            messages: find(&MESSAGES),
            levels: Levels::of_store(&self.store),
            exception_type: self.store.find_key(EXCEPTION_TYPE),
            stack: self.store.find_key(STACK),
        }
    }

    /// The events by time; of those at one time the span further up comes first.
    fn collect_log(&self, trace: TraceIx, skew: bool, keys: &Keys) -> Log {
        let store = &self.store;
        let times = self.derived_with(skew).times(store);
        let of_span = |span| {
            let shift_ns = times.shift_ns(span);
            store.events(span).map(move |event| Entry {
                time_ns: event.time_ns.saturating_add(shift_ns),
                span,
                event,
                severity: self.severity(event, keys),
            })
        };
        let mut entries: Vec<Entry> = store.spans_of(trace).flat_map(of_span).collect();
        entries.sort_by_key(|entry| (entry.time_ns, entry.span));
        Log { trace, skew, entries, listed: None }
    }

    /// The places of the entries that are asked for. What is wrong with a search is said where it stands; here it
    /// leaves nothing out.
    fn list_log(&mut self, log: &Log, query: &LogQuery, keys: &Keys) -> Vec<u32> {
        let mut spans = None;
        let mut terms = Vec::new();
        match read(&query.find).query {
            Query::All => {}
            Query::Words(words) if words.terms.iter().all(|term| matches!(term.test, Test::Text(_))) => {
                terms = words.terms;
            }
            Query::Words(_) | Query::TraceQl(_) => spans = self.search(&query.find, Some(log.trace)).ok(),
        }
        let sought: Vec<(Word<'_>, bool)> = terms.iter().filter_map(word_of).collect();
        let is_asked_for = |entry: &Entry| {
            entry.severity >= query.least
                && spans.as_ref().is_none_or(|spans| spans.get(entry.span.0 as usize))
                && (sought.is_empty() || self.has_words(*entry, &sought, keys))
        };
        (0..).zip(&log.entries).filter(|(_, entry)| is_asked_for(entry)).map(|(at, _)| at).collect()
    }

    fn has_words(&self, entry: Entry, sought: &[(Word<'_>, bool)], keys: &Keys) -> bool {
        let store = &self.store;
        let all = [
            store.text(entry.event.name),
            &self.event_text(entry.event, keys),
            store.text(store.name(entry.span)),
            services::name(store, store.service(entry.span)),
        ]
        .join("\n");
        sought.iter().all(|(word, exclude)| word.find(all.as_bytes(), 0).is_some() != *exclude)
    }

    fn severity(&self, event: Event, keys: &Keys) -> Severity {
        let store = &self.store;
        if ["exception", "error"].contains(&store.text(event.name)) {
            return Severity::Error;
        }
        keys.levels.of(store, event).unwrap_or(Severity::Info)
    }

    /// What an event says: its message first, the other attributes after it.
    fn event_text(&self, event: Event, keys: &Keys) -> String {
        let store = &self.store;
        let all = || store.event_attributes(event);
        let value_of =
            |wanted: Key| all().find(|&(key, _)| key == wanted).map(|(_, value)| store.value(value));
        let message = keys.messages.iter().find(|&&key| value_of(key).is_some()).copied();
        let heads = [keys.exception_type, message];
        let head: Vec<String> =
            heads.iter().flatten().filter_map(|&key| value_of(key)).map(|value| shown(value).0).collect();
        let is_rest =
            |key: &Key| !heads.contains(&Some(*key)) && keys.stack != Some(*key) && !keys.levels.has(*key);
        let rest = all()
            .filter(|(key, _)| is_rest(key))
            .map(|(key, value)| format!("{}={}", store.key_name(key), shown(store.value(value)).0));
        let head = Some(head.join(": ")).filter(|head| !head.is_empty());
        head.into_iter().chain(rest).collect::<Vec<_>>().join("  ")
    }

    fn log_row(&self, entry: Entry, origin_ns: i64, keys: &Keys) -> LogRow {
        let store = &self.store;
        LogRow {
            offset_ns: entry.time_ns - origin_ns,
            severity: entry.severity,
            name: store.text(entry.event.name).to_owned(),
            text: words::shortened(&self.event_text(entry.event, keys), TEXT_LIMIT),
            of_trace: store.is_of_trace(entry.event),
            span: self.span_name(entry.span),
            span_id: store.span_id_text(store.span_id(entry.span)),
        }
    }
}

/// The word of a term, and whether it excludes.
fn word_of(term: &Term) -> Option<(Word<'_>, bool)> {
    match &term.test {
        Test::Text(text) => Word::new(text).map(|word| (word, term.exclude)),
        Test::Field(_) => None,
    }
}
