//! Log records of the files, joined to the spans they name: there they are events (exceptions move from span events to
//! log records). They are joined when all files are read, since lines of logs may come before those of their spans.

use super::{
    attributes::{AttributeLists, Events},
    builder::Builder,
    few::Few,
    ids::{Key, ResourceIx, ScopeIx, SpanId, TraceKey},
    notes::NoteKind,
    span::Mark,
    staged::Staged,
    store::Trace,
    value::Value,
};
use crate::base::{column::Column, intern::Symbol};

/// What an event is called that comes of a record without a name.
const LOG: &str = "log";
/// What an event is called that tells of an exception.
const EXCEPTION: &str = "exception";
/// Attributes that only exceptions have.
const EXCEPTION_KEYS: [&str; 3] = ["exception.type", "exception.message", "exception.stacktrace"];
/// Under what names an event has what a record has beside its attributes.
const BODY: &str = "body";
const SEVERITY: &str = "severity";
/// The severities that OTLP numbers from 1, four numbers each: `SEVERITY_NUMBER_WARN2` is 14.
pub const SEVERITIES: [&str; 6] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/// Why a file of logs alone has failed, until a file with their traces is open too.
pub const LOGS_ALONE: &str =
    "These are OTLP logs, and none is of a trace that is open; open them together with their traces";

/// A log record, as the file gave it.
#[derive(Clone, Copy, Debug)]
pub struct LogRecord {
    /// The trace it names.
    pub trace: Option<TraceKey>,
    /// The span it names; `SpanId::NONE`: it is of the trace as a whole.
    pub span_id: SpanId,
    /// Nanoseconds since 1970; 0 when it gives none.
    pub time_ns: u64,
    /// When it was collected; 0 when it gives none.
    pub observed_ns: u64,
    /// OTLP's number, 0 for none.
    pub severity_number: u32,
    /// What its producer calls the severity, or the empty symbol.
    pub severity_text: Symbol,
    /// The name of the event it tells of, or the empty symbol.
    pub event_name: Symbol,
    /// What it says.
    pub body: Value,
    /// W3C trace flags.
    pub flags: u32,
    /// Attributes that the exporter says it dropped.
    pub dropped: u32,
    /// From `Builder::begin_resource`.
    pub resource: ResourceIx,
    /// From `Builder::begin_scope`.
    pub scope: ScopeIx,
}

/// The records of all files in the order they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Logs {
    pub records: Column<LogRecord>,
    pub attributes: AttributeLists,
    /// The events that records have become, with the record's number, by the event's position.
    pub joined: Few<u32>,
    /// Of those the ones that are of a trace and not of one of its spans: they stand at its root.
    pub of_trace: Few<()>,
}

impl Logs {
    /// Forgets what was pushed for a record that is not closed.
    pub fn abandon(&mut self) {
        self.attributes.truncate(self.records.len());
    }

    /// Forgets all records from `records` on.
    pub fn truncate(&mut self, records: usize) {
        self.records.truncate(records);
        self.attributes.truncate(records);
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.records.bytes() + self.attributes.bytes() + self.joined.bytes() + self.of_trace.bytes()
    }
}

/// A record that has its place: the span's arrival, the record's number, whether it is of the trace as a whole.
type Placed = (u32, u32, bool);

impl Builder {
    /// An attribute of the log record that is being read.
    pub fn log_attribute(&mut self, key: Key, value: Value) {
        self.logs.attributes.push(key, value);
    }

    /// Closes the log record that is being read. One that names no trace belongs nowhere and is left out.
    pub fn end_log(&mut self, record: LogRecord) {
        if record.trace.is_none() {
            self.logs.abandon();
            self.note_here(NoteKind::LogsSkipped);
            return;
        }
        if record.dropped > 0 {
            self.note_here(NoteKind::DroppedByExporter);
        }
        self.logs.attributes.close();
        self.logs.records.push(record);
    }

    /// Makes events of the records whose trace is there. `traces` and `order` are the rows as they were just found.
    pub(super) fn join_logs(&mut self, traces: &[Trace], order: &[u32]) {
        if self.logs.records.is_empty() {
            return;
        }
        let placed = self.place_logs(traces, order);
        self.tell_of_unplaced(&placed);
        let mut placed = placed.into_iter().peekable();
        self.copy_events(
            |_| true,
            |builder, arrival| {
                while let Some((_, record, of_trace)) = placed.next_if(|place| place.0 == arrival) {
                    builder.become_event(record, of_trace);
                }
            },
        );
    }

    /// Where each record belongs, in the order of the spans' arrival.
    fn place_logs(&self, traces: &[Trace], order: &[u32]) -> Vec<Placed> {
        let named = |number: u32| {
            let record = self.logs.records.get(number as usize);
            (record.trace, record.span_id)
        };
        let mut by_trace: Vec<u32> = (0..self.log_count()).collect();
        by_trace.sort_unstable_by_key(|&number| (named(number), number));
        let mut placed = Vec::new();
        for trace in traces {
            let from = by_trace.partition_point(|&number| named(number).0 < Some(trace.key));
            let wanted = by_trace[from..].iter().map(|&number| (number, named(number)));
            let mut wanted = wanted.take_while(|(_, (key, _))| *key == Some(trace.key)).peekable();
            if wanted.peek().is_none() {
                continue;
            }
            let spans = places_by_id(&self.staged, trace, order);
            let root = order[trace.root.0 as usize] as usize;
            for (number, (_, span_id)) in wanted {
                if span_id.is_none() {
                    placed.push((self.staged.arrival.get(root), number, true));
                } else if let Ok(at) = spans.binary_search_by_key(&span_id.0, |span| span.0) {
                    placed.push((spans[at].1, number, false));
                }
            }
        }
        placed.sort_unstable();
        placed
    }

    /// Counts the records that stay without a place on their file. A file that gave nothing but such has failed.
    fn tell_of_unplaced(&mut self, placed: &[Placed]) {
        let mut has_place = vec![false; self.logs.records.len()];
        placed.iter().for_each(|&(_, record, _)| has_place[record as usize] = true);
        for at in 0..self.files.len() {
            let end = self.files.get(at + 1).map_or(has_place.len(), |next| next.first_log as usize);
            let file = &mut self.files[at];
            let own = &has_place[file.first_log as usize..end];
            let lost = own.iter().filter(|has_place| !**has_place).count();
            let is_alone = file.spans == 0 && !own.is_empty() && lost == own.len();
            if is_alone {
                file.error = Some(LOGS_ALONE.to_owned());
            } else if file.error.as_deref() == Some(LOGS_ALONE) {
                file.error = None;
            }
            let Some(first) = own.iter().position(|has_place| !has_place) else { continue };
            file.notes.add_many(NoteKind::LogsUnplaced, lost, || format!("record {}", first + 1));
        }
    }

    /// Copies the events that are to stay, and adds what comes behind those of each span. What was copied is let go on
    /// the way, so that no two copies of all events stand side by side.
    fn copy_events(&mut self, stays: impl Fn(u32) -> bool, mut behind: impl FnMut(&mut Self, u32)) {
        let mut events = std::mem::take(&mut self.events);
        for arrival in 0..events.ends.len() as u32 {
            for event in events.of(arrival).filter(|event| stays(event.number)) {
                self.copy_event(&events, event.number);
            }
            behind(self, arrival);
            self.events.ends.push(self.events.time_ns.len() as u32);
            events.let_go(arrival);
        }
    }

    fn copy_event(&mut self, from: &Events, number: u32) {
        let dropped = from.dropped.get(number);
        if let Some(dropped) = dropped {
            self.events.dropped.push(self.events.time_ns.len() as u32, dropped);
        }
        from.attributes.of(number).for_each(|(key, value)| self.events.attributes.push(key, value));
        self.events.attributes.close();
        self.events.time_ns.push(from.time_ns.get(number as usize));
        self.events.name.push(from.name.get(number as usize));
    }

    /// The record as an event: its attributes, then what it says and how severe it is.
    fn become_event(&mut self, number: u32, of_trace: bool) {
        let at = self.events.time_ns.len() as u32;
        self.logs.joined.push(at, number);
        if of_trace {
            self.logs.of_trace.push(at, ());
        }
        let record = self.logs.records.get(number as usize);
        if record.dropped > 0 {
            self.events.dropped.push(at, record.dropped);
        }
        let mut tells_of_exception = false;
        for (key, value) in self.logs.attributes.of(number) {
            tells_of_exception |= EXCEPTION_KEYS.contains(&self.keys.get(Symbol(key.0)));
            self.events.attributes.push(key, value);
        }
        if record.body != Value::NULL {
            let key = Key(self.keys.intern(BODY).0);
            self.events.attributes.push(key, record.body);
        }
        if let Some(severity) = self.severity_of(&record) {
            let key = Key(self.keys.intern(SEVERITY).0);
            self.events.attributes.push(key, Value::text(severity));
        }
        self.events.attributes.close();
        let name = if of_trace {
            // An exception is one of its span, and this one has none.
            self.strings.intern(LOG)
        } else if tells_of_exception {
            self.strings.intern(EXCEPTION)
        } else if record.event_name == Symbol::EMPTY {
            self.strings.intern(LOG)
        } else {
            record.event_name
        };
        let time_ns = if record.time_ns == 0 { record.observed_ns } else { record.time_ns };
        self.events.time_ns.push(time_ns.min(i64::MAX as u64) as i64);
        self.events.name.push(name.0);
    }

    fn severity_of(&mut self, record: &LogRecord) -> Option<Symbol> {
        if record.severity_text != Symbol::EMPTY {
            return Some(record.severity_text);
        }
        let level = record.severity_number.checked_sub(1)? as usize / 4;
        SEVERITIES.get(level).map(|word| self.strings.intern(word))
    }

    /// Makes records of events again, so that they are joined anew when more files were read.
    pub(super) fn part_logs(&mut self) {
        let joined = std::mem::take(&mut self.logs.joined);
        if joined.is_empty() {
            return;
        }
        self.logs.of_trace = Few::default();
        self.copy_events(|event| joined.get(event).is_none(), |_, _| {});
    }
}

/// The ids of a trace's spans with the arrival a record of that id goes to: of a shared id the server half, where the
/// work went on, else the first one.
fn places_by_id(staged: &Staged, trace: &Trace, order: &[u32]) -> Vec<(u64, u32)> {
    let rows = order[trace.first as usize..trace.end as usize].iter();
    let mut spans: Vec<(u64, bool, u32)> = rows
        .map(|&at| {
            let at = at as usize;
            let is_server_half = staged.bits.get(at).has(Mark::SHARED);
            (staged.span_id.get(at), !is_server_half, staged.arrival.get(at))
        })
        .collect();
    spans.sort_unstable();
    spans.dedup_by_key(|span| span.0);
    spans.into_iter().map(|(id, _, arrival)| (id, arrival)).collect()
}
