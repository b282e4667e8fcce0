//! One file, or one of an archive: unpacked, recognised, read by the reader of its format.

use super::{
    console::{Go, Python},
    encoding::Decode,
    jaeger::document::Jaeger,
    otlp_json::document::OtlpJson,
    otlp_proto::walk::OtlpProto,
    reader::Failure,
    sniff::{ACCEPTED, Format, format_of},
    span_list::SpanList,
    unpack::Unpack,
    walk::Walk,
    zipkin::span::Zipkin,
};
use crate::{
    base::hash::Running,
    model::{
        builder::Builder,
        logs::LOGS_ALONE,
        notes::{NoteKind, Notes},
        origin::FileInfo,
    },
};

const PROTOBUF: &str = "OTLP protobuf";

/// A file being read.
#[derive(Debug, Default)]
pub(super) struct OneFile {
    bytes: u64,
    sum: Running,
    unpack: Unpack,
    decode: Decode,
    reader: Reader,
}

/// What reads the text.
#[derive(Debug)]
enum Reader {
    /// Text that waits until it is clear what it is.
    Unknown(Vec<u8>),
    OtlpJson(Box<Walk<OtlpJson>>),
    OtlpProto(Box<OtlpProto>),
    Jaeger(Box<Walk<Jaeger>>),
    Zipkin(Box<Walk<SpanList<Zipkin>>>),
    Python(Box<Walk<SpanList<Python>>>),
    Go(Box<Walk<SpanList<Go>>>),
}

impl Default for Reader {
    fn default() -> Self {
        Self::Unknown(Vec::new())
    }
}

impl OneFile {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// When the file cannot be traces.
    pub fn feed(&mut self, chunk: &[u8], builder: &mut Builder) -> Result<(), Failure> {
        self.bytes += chunk.len() as u64;
        self.sum.write(chunk);
        self.read(chunk, false, builder)
    }

    fn read(&mut self, chunk: &[u8], last: bool, builder: &mut Builder) -> Result<(), Failure> {
        let Self { unpack, decode, reader, .. } = self;
        unpack.feed(chunk, last, builder, |bytes, last, builder| {
            decode.feed(bytes, last, builder, |text, builder| reader.feed(text, last, builder))
        })
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When nothing in it is a trace.
    pub fn finish(mut self, builder: &mut Builder) -> Result<(), Failure> {
        let file = builder.file();
        (file.bytes, file.sum) = (self.bytes, self.sum.finish());
        self.read(&[], true, builder)?;
        let result = self.reader.finish(builder);
        if result.is_ok() {
            discard_if_open(builder);
        }
        result
    }
}

/// Whether what a file holds is there, if only until its traces come.
fn has_given(file: &FileInfo) -> bool {
    file.error.as_deref().is_none_or(|error| error == LOGS_ALONE)
}

/// A file whose bytes are already open gives nothing.
fn discard_if_open(builder: &mut Builder) {
    let Some((file, earlier)) = builder.files().split_last() else { return };
    let is_same = |other: &&FileInfo| other.sum == file.sum && other.bytes == file.bytes && has_given(other);
    let Some(same) = earlier.iter().find(is_same).map(|other| other.name.clone()) else { return };
    builder.discard_file();
    builder.file().notes = Notes::default();
    builder.note(NoteKind::AlreadyOpen, || same);
}

impl Reader {
    fn feed(&mut self, text: &[u8], last: bool, builder: &mut Builder) -> Result<(), Failure> {
        match self {
            Self::OtlpJson(walk) => walk.feed(text, builder),
            Self::OtlpProto(walk) => walk.feed(text, builder),
            Self::Jaeger(walk) => walk.feed(text, builder),
            Self::Zipkin(walk) => walk.feed(text, builder),
            Self::Python(walk) => walk.feed(text, builder),
            Self::Go(walk) => walk.feed(text, builder),
            Self::Unknown(held) => {
                held.extend_from_slice(text);
                let Some(format) = format_of(held, last) else { return Ok(()) };
                let held = std::mem::take(held);
                *self = match format {
                    Format::OtlpJson => Self::OtlpJson(Box::new(Walk::new())),
                    Format::OtlpProto { is_prefixed } => {
                        Self::OtlpProto(Box::new(OtlpProto::new(is_prefixed)))
                    }
                    Format::Jaeger => Self::Jaeger(Box::new(Walk::new())),
                    Format::Zipkin => Self::Zipkin(Box::new(Walk::new())),
                    Format::Python => Self::Python(Box::new(Walk::new())),
                    Format::Go => Self::Go(Box::new(Walk::new())),
                    Format::Other(sentence) => return Err(Failure(sentence)),
                };
                return self.feed(&held, last, builder);
            }
        }
        Ok(())
    }

    /// Takes what is left and names the format.
    fn finish(self, builder: &mut Builder) -> Result<(), Failure> {
        let mut has_logs = false;
        let (format, is_this, trouble) = match self {
            Self::OtlpJson(walk) => {
                let (otlp, trouble) = walk.finish(builder);
                has_logs = otlp.has_logs;
                ("OTLP/JSON", otlp.is_otlp, trouble)
            }
            Self::OtlpProto(walk) => (PROTOBUF, true, walk.finish(builder)),
            Self::Jaeger(walk) => {
                let (jaeger, trouble) = walk.finish(builder);
                ("Jaeger JSON", jaeger.is_jaeger, trouble)
            }
            Self::Zipkin(walk) => {
                let (_, trouble) = walk.finish(builder);
                builder.join_short_ids();
                ("Zipkin JSON", true, trouble)
            }
            Self::Python(walk) => ("Python console", true, walk.finish(builder).1),
            Self::Go(walk) => ("Go console", true, walk.finish(builder).1),
            Self::Unknown(_) => return Err(Failure("The file is empty".to_owned())),
        };
        let file = builder.file();
        let is_skipped = |kind| file.notes.count(kind) > 0;
        let logs = has_logs || is_skipped(NoteKind::LogsSkipped);
        let metrics = is_skipped(NoteKind::MetricsSkipped);
        if is_this || logs || metrics {
            format.clone_into(&mut file.format);
        }
        let (first, first_log) = (file.first_arrival, file.first_log);
        // Whose logs these are is known when every file is read.
        if builder.arrivals() > first || builder.log_count() > first_log {
            return Ok(());
        }
        Err(Failure(match trouble {
            _ if logs => "These are OTLP logs; there are no spans in them".to_owned(),
            _ if metrics => "These are OTLP metrics; there are no spans in them".to_owned(),
            Some(trouble) if is_this && format == PROTOBUF => {
                format!("This begins as {format}, but does not go on so: {trouble}")
            }
            Some(trouble) if is_this => format!("This begins as {format}, but is not JSON: {trouble}"),
            Some(trouble) => format!("Not JSON: {trouble}"),
            None if is_this => format!("This is {format}, but there are no spans in it"),
            None => format!(
                "This is JSON, but neither OTLP (resourceSpans), Jaeger (data) nor Zipkin; expected {ACCEPTED}"
            ),
        }))
    }
}
