//! What stands before a file in a zip archive (APPNOTE.TXT 4.3.7).

/// A local file header.
#[derive(Debug)]
pub(super) struct Header {
    /// Its name, with folders.
    pub name: String,
    /// How it is packed: 0 not at all, 8 deflate, 93 zstd.
    pub method: u16,
    /// The length of its packed bytes, where it is known before.
    pub packed_bytes: Option<u64>,
    /// The checksum of its content, where it is known before.
    pub sum: Option<u32>,
    /// It can only be read with a password.
    pub is_encrypted: bool,
    /// Its own length.
    pub bytes: usize,
}

/// A header's fields before the name.
const FIXED_BYTES: usize = 30;
/// Sizes that do not fit stand among the extra fields.
const ELSEWHERE: u32 = u32::MAX;
const ZIP64: u16 = 1;

fn half(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |two| u16::from_le_bytes(*two))
}

pub(super) fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |four| u32::from_le_bytes(*four))
}

/// Reads the header that begins here; `None` until all of it is there.
pub(super) fn read(start: &[u8]) -> Option<Header> {
    if start.len() < FIXED_BYTES {
        return None;
    }
    let flags = half(start, 6);
    let name_end = FIXED_BYTES + usize::from(half(start, 26));
    let bytes = name_end + usize::from(half(start, 28));
    let extra = start.get(name_end..bytes)?;
    // Bit 3: sizes and checksum stand behind the content.
    let is_known = flags & 8 == 0;
    let packed_bytes = match word(start, 18) {
        ELSEWHERE => packed_bytes_of(extra),
        size => Some(u64::from(size)),
    };
    Some(Header {
        name: String::from_utf8_lossy(&start[FIXED_BYTES..name_end]).into_owned(),
        method: half(start, 8),
        packed_bytes: packed_bytes.filter(|_| is_known),
        sum: is_known.then(|| word(start, 14)),
        is_encrypted: flags & 1 == 1,
        bytes,
    })
}

/// The packed size among the extra fields, where it stands behind the other one.
fn packed_bytes_of(mut extra: &[u8]) -> Option<u64> {
    while extra.len() >= 4 {
        let (id, bytes) = (half(extra, 0), usize::from(half(extra, 2)));
        let body = extra.get(4..4 + bytes)?;
        if id == ZIP64 {
            return body.get(8..16)?.first_chunk().map(|eight| u64::from_le_bytes(*eight));
        }
        extra = &extra[4 + bytes..];
    }
    None
}
