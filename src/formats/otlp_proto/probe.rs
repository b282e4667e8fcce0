//! Whether bytes are OTLP protobuf, told by how the lengths of its first messages fit into each other.

use super::wire::{Cut, head};

/// What the bytes may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Probe {
    /// Something else.
    No,
    /// Too few to tell.
    More,
    /// One message.
    Plain,
    /// Messages, each behind its length.
    Prefixed,
}

/// Looks at the beginning of a file.
pub(in crate::formats) fn probe(start: &[u8], last: bool) -> Probe {
    let plain = fits(start, u64::MAX);
    let prefixed = || match start.split_first_chunk() {
        Some((length, message)) => match u32::from_be_bytes(*length) {
            // A text has no such first byte.
            2..0x0900_0000 => fits(message, u64::from(u32::from_be_bytes(*length))),
            _ => Ok(false),
        },
        None if start.first().is_some_and(|&byte| byte < 9) => Err(Cut::More(4)),
        None => Ok(false),
    };
    match (plain, prefixed()) {
        (Ok(true), _) => Probe::Plain,
        (_, Ok(true)) => Probe::Prefixed,
        (Ok(false) | Err(Cut::Bad), Ok(false) | Err(Cut::Bad)) => Probe::No,
        _ if !last => Probe::More,
        _ => Probe::No,
    }
}

/// Whether a message of so many bytes begins with a `ResourceSpans`, or one of logs or metrics, which are alike.
fn fits(message: &[u8], bytes: u64) -> Result<bool, Cut> {
    let outer = head(message)?;
    if outer.number != 1 || !outer.is_message() || outer.bytes as u64 + outer.body_bytes > bytes {
        return Ok(false);
    }
    let inside = &message[outer.bytes..];
    if outer.body_bytes == 0 {
        return Ok(inside.is_empty() || inside[0] == 10);
    }
    let inner = head(inside)?;
    if !inner.is_message() || inner.bytes as u64 + inner.body_bytes > outer.body_bytes {
        return Ok(false);
    }
    match inner.number {
        // The list of scopes, or the schema URL: their tags stand in no text.
        2 | 3 | 1000 => Ok(true),
        // The resource: white space may look like this up to here.
        1 if inner.body_bytes == 0 => Ok(true),
        1 => {
            let innermost = head(&inside[inner.bytes..])?;
            let is_within = innermost.bytes as u64 + innermost.body_bytes <= inner.body_bytes;
            Ok(matches!(innermost.number, 1..=3) && is_within)
        }
        _ => Ok(false),
    }
}
