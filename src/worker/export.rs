//! A file written from what is open, in slices, so that the page can call it off.

use super::{State, pause::Pause};
use crate::{
    browser::said,
    protocol::{
        export::{ExportProgress, ExportQuery},
        request::Failure,
    },
};
use js_sys::{Array, Uint8Array};
use std::{cell::RefCell, rc::Rc};
use web_sys::{Blob, BlobPropertyBag};

/// Pieces between two pauses: a few milliseconds of work.
const PIECES_IN_SLICE: usize = 8;
/// Pieces become a blob when there are so many bytes of them: browsers put blobs on the disk.
const BLOB_BYTES: u64 = 8 << 20;

/// Writes a file. How far it is, is told after each slice.
///
/// # Errors
/// When the query cannot be answered, when the page has called it off, or when the browser has no room.
pub async fn write(
    state: &Rc<RefCell<State>>,
    query: &ExportQuery,
    tell: impl Fn(&ExportProgress),
) -> Result<(ExportProgress, Blob), Failure> {
    let mut export = state.borrow_mut().engine.begin_export(query)?;
    let pause = Pause::new().map_err(failure)?;
    let (blobs, mut pieces, mut pieces_bytes) = (Array::new(), Array::new(), 0);
    let mut out = Vec::new();
    let mut goes_on = true;
    while goes_on {
        for _ in 0..PIECES_IN_SLICE {
            goes_on = state.borrow().engine.write_export(&mut export, &mut out);
            pieces.push(&Uint8Array::from(&out[..]));
            pieces_bytes += out.len() as u64;
            if !goes_on {
                break;
            }
        }
        if pieces_bytes >= BLOB_BYTES || !goes_on {
            let blob = blob_of(&pieces, "")?;
            blobs.push(&blob);
            (pieces, pieces_bytes) = (Array::new(), 0);
        }
        tell(&export.progress());
        pause.take().await;
        if std::mem::take(&mut state.borrow_mut().is_stopped) {
            return Err(Failure {
                code: "stopped".to_owned(),
                ..failure("The writing was cancelled".to_owned())
            });
        }
    }
    Ok((export.progress(), blob_of(&blobs, query.format.media_type())?))
}

fn blob_of(parts: &Array, media_type: &str) -> Result<Blob, Failure> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_blob_sequence_and_options(parts, &options)
        .map_err(|error| failure(format!("The browser has no room for the file: {}", said(&error))))
}

fn failure(message: String) -> Failure {
    Failure { code: "unknown".to_owned(), message, at: None }
}
