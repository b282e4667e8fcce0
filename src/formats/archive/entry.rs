//! One file of an archive: its content is unpacked and read as it comes.

use super::header::Header;
use crate::{
    formats::{one_file::OneFile, reader::Failure},
    model::{builder::Builder, notes::NoteKind},
};
use flate2::{Crc, Decompress, FlushDecompress, Status};

/// See the module.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name in the archive: notes on it may stand with a neighbour, when nobody asks for it.
    name: String,
    /// What reads it; nothing once it has failed, and for what nobody asks for.
    file: Option<Box<OneFile>>,
    packing: Packing,
    sum: Crc,
    /// The checksum of the content, where it is known before.
    wanted_sum: Option<u32>,
}

#[derive(Debug)]
enum Packing {
    /// As it is; so many bytes are left. What is packed by zstd is read like a file of that kind.
    Stored { left: u64, has_sum: bool },
    /// Packed; so many bytes are left, where that is known before.
    Deflate { inflater: Box<Decompress>, left: Option<u64> },
}

/// What became of some bytes.
pub(super) enum Taken {
    /// So many were taken; the entry goes on.
    Some(usize),
    /// So many were the last of it.
    All(usize),
}

/// So much is unpacked at a time.
const PART_BYTES: usize = 1 << 16;

impl Entry {
    /// A file that begins behind its header. `None`: its end cannot be told.
    ///
    /// # Errors
    /// A sentence when its content cannot be read, which is passed over.
    pub fn new(header: &Header, is_wanted: bool) -> (Option<Self>, Result<(), Failure>) {
        let refused = match header.method {
            _ if header.is_encrypted => Err(Failure("This is encrypted; expected no password".to_owned())),
            0 | 8 | 93 => Ok(()),
            other => {
                Err(Failure(format!("This is packed by method {other}; expected deflate, zstd or none")))
            }
        };
        let packing = match (header.method, header.packed_bytes) {
            (8, left) if left.is_none() || refused.is_ok() => {
                Packing::Deflate { inflater: Box::new(Decompress::new(false)), left }
            }
            (method, Some(left)) => Packing::Stored { left, has_sum: method == 0 },
            (_, None) => {
                let sentence =
                    "This has no size before it; expected an archive that was not written as a stream";
                return (None, refused.and(Err(Failure(sentence.to_owned()))));
            }
        };
        let file = (is_wanted && refused.is_ok()).then(Box::default);
        (
            Some(Self { name: header.name.clone(), file, packing, sum: Crc::new(), wanted_sum: header.sum }),
            refused,
        )
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, chunk: &[u8], builder: &mut Builder) -> Taken {
        match &mut self.packing {
            Packing::Stored { left, .. } => {
                let part = &chunk[..chunk.len().min(usize::try_from(*left).unwrap_or(usize::MAX))];
                *left -= part.len() as u64;
                let is_all = *left == 0;
                self.read(part, builder);
                if is_all { Taken::All(part.len()) } else { Taken::Some(part.len()) }
            }
            Packing::Deflate { left, .. } => {
                let most = left.map_or(usize::MAX, |left| usize::try_from(left).unwrap_or(usize::MAX));
                self.inflate(&chunk[..chunk.len().min(most)], builder)
            }
        }
    }

    fn inflate(&mut self, chunk: &[u8], builder: &mut Builder) -> Taken {
        let mut content = vec![0; PART_BYTES];
        let mut at = 0;
        loop {
            let Packing::Deflate { inflater, left } = &mut self.packing else { return Taken::Some(at) };
            let (taken_before, given_before) = (inflater.total_in(), inflater.total_out());
            let status = inflater.decompress(&chunk[at..], &mut content, FlushDecompress::None);
            let taken = (inflater.total_in() - taken_before) as usize;
            let given = (inflater.total_out() - given_before) as usize;
            at += taken;
            if let Some(left) = left {
                *left -= taken as u64;
            }
            let left = *left;
            self.read(&content[..given], builder);
            match status {
                Ok(Status::StreamEnd) => return Taken::All(at),
                Err(error) => {
                    self.give_up(left, &error.to_string(), builder);
                    return if left == Some(0) { Taken::All(at) } else { Taken::Some(at) };
                }
                Ok(_) if taken == 0 && given == 0 && left == Some(0) => {
                    self.give_up(left, "it has no end", builder);
                    return Taken::All(at);
                }
                Ok(_) if taken == 0 && given == 0 => return Taken::Some(at),
                Ok(_) => {}
            }
        }
    }

    /// What is packed is broken: what came before counts, the rest is passed over. Where that ends is not known unless
    /// the size is; then the whole archive ends here.
    fn give_up(&mut self, left: Option<u64>, why: &str, builder: &mut Builder) {
        let file = self.file.take();
        if file.is_some() || left.is_none() {
            let name = &self.name;
            builder.note(NoteKind::Truncated, || format!("{name}: the deflate data: {why}"));
        }
        if let Some(Err(Failure(sentence))) = file.map(|file| file.finish(builder)) {
            builder.fail_file(sentence);
        }
        self.packing = Packing::Stored { left: left.unwrap_or(u64::MAX), has_sum: false };
    }

    fn read(&mut self, content: &[u8], builder: &mut Builder) {
        self.sum.update(content);
        if let Some(file) = &mut self.file
            && let Err(Failure(sentence)) = file.feed(content, builder)
        {
            self.file = None;
            builder.fail_file(sentence);
        }
    }

    /// Ends the file. `sum` is the checksum that stands behind it.
    pub fn finish(self, sum: Option<u32>, is_whole: bool, builder: &mut Builder) {
        let Some(file) = self.file else { return };
        if !is_whole {
            let name = &self.name;
            builder.note(NoteKind::Truncated, || format!("{name}: the archive ends inside of it"));
        }
        if let Err(Failure(sentence)) = file.finish(builder) {
            builder.fail_file(sentence);
            return;
        }
        let has_sum = !matches!(self.packing, Packing::Stored { has_sum: false, .. });
        let is_wrong = self.wanted_sum.or(sum).is_some_and(|sum| sum != self.sum.sum());
        if is_whole && has_sum && is_wrong {
            let name = &self.name;
            builder.note(NoteKind::BadPart, || format!("{name}: the checksum in the archive is another"));
        }
    }

    /// Whether sizes and checksum stand behind the content.
    pub const fn has_descriptor(&self) -> bool {
        self.wanted_sum.is_none()
    }
}
