//! What became of sources that were read.

use crate::{browser::source::Source, protocol::answers::FileSummary};

/// Those that hold traces, and those that hold none, given the files that came of all of them in their order.
pub fn parted(sources: Vec<Source>, mut files: &[FileSummary]) -> (Vec<Source>, Vec<Source>) {
    sources.into_iter().partition(|source| {
        let of_it = files.split_off(..files_of(&source.name, files)).unwrap_or_default();
        of_it.iter().any(|file| file.error.is_none())
    })
}

/// How many of the files, from the first on, come of a source: one, or all that an archive of this name holds.
fn files_of(name: &str, files: &[FileSummary]) -> usize {
    let is_inside =
        |file: &&FileSummary| file.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'));
    files.iter().take_while(is_inside).count().max(1).min(files.len())
}
