//! What was mended or left out while reading, counted by kind, with the first place it happened.

use std::collections::BTreeMap;

/// A kind of liberty taken with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// The file's bytes are already open; it was skipped.
    AlreadyOpen,
    /// The file, or what follows the last whole part of it, is not what it should be.
    BadPart,
    /// A line of JSON Lines could not be read.
    BadLine,
    /// The file ends in the middle of something.
    Truncated,
    /// There was no room in memory for the rest.
    NoRoom,
    /// A span could not be read at all.
    BadSpan,
    /// Bytes that are no UTF-8 were replaced.
    BadUtf8,
    /// UTF-16 was converted.
    Utf16,
    /// Log records that name no trace.
    LogsSkipped,
    /// Log records whose span or trace is not there.
    LogsUnplaced,
    /// Metrics beside the traces.
    MetricsSkipped,
    /// The server that gave the file says that it did not give all.
    PartialAnswer,
    /// Names in snake_case.
    SnakeCase,
    /// Ids in base64.
    Base64Ids,
    /// Ids given as lists of bytes.
    ByteIds,
    /// Ids that are neither hex nor base64, kept as text.
    OpaqueIds,
    /// Trace ids of 64 bits that are the end of one of 128.
    ShortIds,
    /// No trace id or no span id: a trace of its own.
    NoId,
    /// Kind or status is none we know.
    UnknownEnum,
    /// A number that is none, or out of range.
    BadNumber,
    /// A time that is none.
    BadTime,
    /// A time given as a rounded floating-point number.
    RoundedTime,
    /// A part that has another type than the format says.
    WrongType,
    /// The end lies before the start.
    EndBeforeStart,
    /// There is no end time.
    Unfinished,
    /// There is no start time.
    NoStart,
    /// Start and end are the same.
    NoLength,
    /// An event has no time.
    NoEventTime,
    /// No `service.name`.
    NoService,
    /// The same span twice.
    Duplicate,
    /// Two different spans of one id.
    SameId,
    /// A client and a server half under one id.
    SharedId,
    /// The parent is not in the trace.
    LostParent,
    /// The span is its own parent.
    OwnParent,
    /// Parents make a loop.
    ParentLoop,
    /// A span refers to itself.
    OwnReference,
    /// A span named several parents.
    SeveralParents,
    /// The exporter itself reports attributes, events or links it dropped.
    DroppedByExporter,
    /// A warning the producer wrote into the file.
    ProducerWarning,
}

impl NoteKind {
    /// The kind in kebab-case, as `summary` gives it.
    pub const fn code(self) -> &'static str {
        self.words().0
    }

    /// The sentence for people; it stands after the count.
    pub const fn sentence(self) -> &'static str {
        self.words().1
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::AlreadyOpen => ("already-open", "Already open: the same bytes were read before"),
            Self::BadPart => ("bad-part", "Not readable from here on; what came before is kept"),
            Self::BadLine => ("bad-line", "Lines that are not JSON were left out"),
            Self::Truncated => ("truncated", "The file ends in the middle; what was whole is kept"),
            Self::NoRoom => {
                ("no-room", "Reading stopped: there is no memory for more; what came before is kept")
            }
            Self::BadSpan => ("bad-span", "Entries that are no spans were left out"),
            Self::BadUtf8 => ("bad-utf8", "Bytes that are not UTF-8 were replaced"),
            Self::Utf16 => ("utf-16", "Converted from UTF-16"),
            Self::LogsSkipped => {
                ("logs-skipped", "Log records that name no trace, or stand in protobuf, were left out")
            }
            Self::LogsUnplaced => ("logs-unplaced", "Log records are of spans that are not open"),
            Self::MetricsSkipped => ("metrics-skipped", "Parts with metrics were left out"),
            Self::PartialAnswer => ("partial-answer", "The server says that it did not give all spans"),
            Self::SnakeCase => ("snake-case", "Field names in snake_case were accepted"),
            Self::Base64Ids => ("base64-ids", "Ids in base64 are shown as hex"),
            Self::ByteIds => ("byte-ids", "Ids given as lists of bytes are shown as hex"),
            Self::OpaqueIds => ("opaque-ids", "Ids that are neither hex nor base64 are kept as text"),
            Self::ShortIds => {
                ("short-ids", "Trace ids cut to 64 bits were joined to the whole ones that end in them")
            }
            Self::NoId => ("no-id", "Spans without a trace or span id each stand as a trace of their own"),
            Self::UnknownEnum => ("unknown-enum", "Unknown span kinds or status codes count as unset"),
            Self::BadNumber => ("bad-number", "Numbers that could not be read"),
            Self::BadTime => ("bad-time", "Times that could not be read count as absent"),
            Self::RoundedTime => {
                ("rounded-time", "Times were written as rounded numbers: exact to about 256 ns")
            }
            Self::WrongType => ("wrong-type", "Fields of an unexpected type were ignored"),
            Self::EndBeforeStart => {
                ("end-before-start", "Spans that end before they start are shown with no length")
            }
            Self::Unfinished => ("unfinished", "Spans without an end are shown with no length"),
            Self::NoStart => ("no-start", "Spans without a start are placed at their parent's"),
            Self::NoLength => ("no-length", "Spans start and end at the same nanosecond"),
            Self::NoEventTime => ("no-event-time", "Events without a time are placed at their span's start"),
            Self::NoService => {
                ("no-service", "Resources without service.name are shown as “unknown service”")
            }
            Self::Duplicate => ("duplicate", "Identical copies of spans were merged"),
            Self::SameId => ("same-id", "Different spans share an id; all are kept"),
            Self::SharedId => {
                ("shared-id", "Client and server halves share an id; the server stands under the client")
            }
            Self::LostParent => ("lost-parent", "Spans whose parent is missing are shown as orphans"),
            Self::OwnParent => ("own-parent", "Spans that name themselves as parent are shown as orphans"),
            Self::ParentLoop => ("parent-loop", "Parents that make a loop were cut"),
            Self::OwnReference => ("own-reference", "References of a span to itself were left out"),
            Self::SeveralParents => ("several-parents", "Further parents are kept as links"),
            Self::DroppedByExporter => {
                ("dropped-by-exporter", "The exporter says it dropped attributes, events or links")
            }
            Self::ProducerWarning => ("producer-warning", "Warnings the producer wrote into the file"),
        }
    }
}

/// How often something happened, and where first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// How often.
    pub count: usize,
    /// The first place: a line, byte offset or span.
    pub first: String,
}

/// The notes on one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(BTreeMap<NoteKind, Note>);

impl Notes {
    /// Counts one more; `place` is only asked the first time.
    pub fn add(&mut self, kind: NoteKind, place: impl FnOnce() -> String) {
        self.add_many(kind, 1, place);
    }

    /// Counts `count` more; `place` is only asked the first time.
    pub fn add_many(&mut self, kind: NoteKind, count: usize, place: impl FnOnce() -> String) {
        self.0.entry(kind).or_insert_with(|| Note { count: 0, first: place() }).count += count;
    }

    /// Forgets some kinds.
    pub fn forget(&mut self, kinds: &[NoteKind]) {
        self.0.retain(|kind, _| !kinds.contains(kind));
    }

    /// The notes by kind.
    pub fn iter(&self) -> impl Iterator<Item = (NoteKind, &Note)> {
        self.0.iter().map(|(&kind, note)| (kind, note))
    }

    /// How often a kind happened.
    pub fn count(&self, kind: NoteKind) -> usize {
        self.0.get(&kind).map_or(0, |note| note.count)
    }
}
