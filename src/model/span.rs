//! The parts of a span that fit into 32 bits, and what a reader says of a span as a whole.

use super::ids::{ResourceIx, ScopeIx, SpanId, TraceKey};
use crate::base::intern::Symbol;

/// The kind of a span, numbered as in OTLP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Not said.
    #[default]
    Unspecified,
    /// Work within a service.
    Internal,
    /// A request being answered.
    Server,
    /// A call to another service or a database.
    Client,
    /// A message being sent.
    Producer,
    /// A message being worked on.
    Consumer,
}

impl Kind {
    /// Every kind by its OTLP number.
    pub const ALL: [Self; 6] =
        [Self::Unspecified, Self::Internal, Self::Server, Self::Client, Self::Producer, Self::Consumer];

    /// The kind of an OTLP number.
    pub fn from_number(number: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }

    /// The word TraceQL uses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unspecified => "unspecified",
            Self::Internal => "internal",
            Self::Server => "server",
            Self::Client => "client",
            Self::Producer => "producer",
            Self::Consumer => "consumer",
        }
    }

    /// Reads `SPAN_KIND_SERVER`, `SpanKind.SERVER`, `server` and the like.
    pub fn from_word(word: &str) -> Option<Self> {
        let bare = word.strip_prefix("SPAN_KIND_").or_else(|| word.strip_prefix("SpanKind.")).unwrap_or(word);
        Self::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(bare))
    }
}

/// The status of a span, numbered as in OTLP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Not said.
    #[default]
    Unset,
    /// Said to be well.
    Ok,
    /// Said to have failed.
    Error,
}

impl Status {
    /// Every status by its OTLP number.
    pub const ALL: [Self; 3] = [Self::Unset, Self::Ok, Self::Error];

    /// The status of an OTLP number.
    pub fn from_number(number: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }

    /// The word TraceQL uses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unset => "unset",
            Self::Ok => "ok",
            Self::Error => "error",
        }
    }

    /// Reads `STATUS_CODE_ERROR`, `Error`, `OK` and the like.
    pub fn from_word(word: &str) -> Option<Self> {
        let bare =
            word.strip_prefix("STATUS_CODE_").or_else(|| word.strip_prefix("StatusCode.")).unwrap_or(word);
        Self::ALL.into_iter().find(|status| status.word().eq_ignore_ascii_case(bare))
    }
}

/// W3C trace flags and OTLP's two bits on the parent: the ten low bits of `flags`.
pub const FLAGS_MASK: u32 = 0x3ff;
/// OTLP flag: whether the parent is remote is known.
pub const FLAG_REMOTE_KNOWN: u32 = 0x100;
/// OTLP flag: the parent is remote.
pub const FLAG_REMOTE: u32 = 0x200;

/// What was found or mended about a span, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(u32);

impl Mark {
    /// The parent is missing, the span itself, or part of a loop.
    pub const ORPHAN: Self = Self(1 << 16);
    /// The file gives no start time, or 0.
    pub const NO_START: Self = Self(1 << 17);
    /// There was no end time.
    pub const UNFINISHED: Self = Self(1 << 18);
    /// The end lay before the start.
    pub const END_MENDED: Self = Self(1 << 19);
    /// The server half of a pair that shares one id.
    pub const SHARED: Self = Self(1 << 20);
    /// The only reference to the parent is FOLLOWS_FROM.
    pub const FOLLOWS: Self = Self(1 << 21);
    /// Stands as a trace of its own for want of an id.
    pub const OWN_TRACE: Self = Self(1 << 22);
    /// It was placed at its parent's start for want of its own.
    pub const PLACED: Self = Self(1 << 23);
}

/// Kind, status, flags and marks of a span in one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpanBits(u32);

impl SpanBits {
    /// Packs the parts; of `flags` the ten low bits are kept.
    pub const fn new(kind: Kind, status: Status, flags: u32) -> Self {
        Self((kind as u32) << 10 | (status as u32) << 13 | flags & FLAGS_MASK)
    }

    /// The kind.
    pub const fn kind(self) -> Kind {
        Kind::ALL[(self.0 >> 10 & 7) as usize]
    }

    /// The status.
    pub const fn status(self) -> Status {
        Status::ALL[(self.0 >> 13 & 3) as usize]
    }

    /// The ten low bits of the OTLP flags.
    pub const fn flags(self) -> u32 {
        self.0 & FLAGS_MASK
    }

    /// Whether a mark is set.
    pub const fn has(self, mark: Mark) -> bool {
        self.0 & mark.0 != 0
    }

    /// The same with a mark set.
    #[must_use]
    pub const fn with(self, mark: Mark) -> Self {
        Self(self.0 | mark.0)
    }

    /// The same with a mark taken away.
    #[must_use]
    pub const fn without(self, mark: Mark) -> Self {
        Self(self.0 & !mark.0)
    }
}

/// What a reader says of a span, once its attributes, events and links are pushed.
#[derive(Clone, Copy, Debug)]
pub struct SpanHead {
    /// From `Builder::trace_id`; `None` for an empty or all-zero id.
    pub trace: Option<TraceKey>,
    /// From `Builder::span_id`; `SpanId::NONE` for an empty or all-zero id.
    pub span_id: SpanId,
    /// The parent's id, `SpanId::NONE` for a root.
    pub parent_id: SpanId,
    /// Nanoseconds since 1970; 0 when the file gives none.
    pub start_ns: u64,
    /// Nanoseconds since 1970; 0 when the file gives none.
    pub end_ns: u64,
    /// The operation.
    pub name: Symbol,
    /// The kind.
    pub kind: Kind,
    /// The status.
    pub status: Status,
    /// The status message, or the empty symbol.
    pub status_message: Symbol,
    /// OTLP flags.
    pub flags: u32,
    /// W3C trace state, or the empty symbol.
    pub trace_state: Symbol,
    /// How many attributes, events and links the exporter says it dropped.
    pub dropped: Dropped,
    /// The only reference to the parent is FOLLOWS_FROM.
    pub follows_from: bool,
    /// From `Builder::begin_resource`.
    pub resource: ResourceIx,
    /// From `Builder::begin_scope`.
    pub scope: ScopeIx,
}

impl SpanHead {
    /// A span that says nothing yet but where it comes from.
    pub const fn from(resource: ResourceIx, scope: ScopeIx) -> Self {
        Self {
            trace: None,
            span_id: SpanId::NONE,
            parent_id: SpanId::NONE,
            start_ns: 0,
            end_ns: 0,
            name: Symbol::EMPTY,
            kind: Kind::Unspecified,
            status: Status::Unset,
            status_message: Symbol::EMPTY,
            flags: 0,
            trace_state: Symbol::EMPTY,
            dropped: Dropped { attributes: 0, events: 0, links: 0 },
            follows_from: false,
            resource,
            scope,
        }
    }
}

/// What the exporter says it dropped of a span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Attributes.
    pub attributes: u32,
    /// Events.
    pub events: u32,
    /// Links.
    pub links: u32,
}

impl Dropped {
    /// Whether anything was dropped.
    pub const fn any(self) -> bool {
        self.attributes | self.events | self.links != 0
    }
}
