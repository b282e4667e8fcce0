//! Every file that gains by it, also as `.gz` and `.br`, for hosts that serve such files instead.

use flate2::{Compression, write::GzEncoder};
use std::{
    fs,
    io::{self, Write},
    path::Path,
};

/// Endings of files that gain.
const GAINING: [&str; 8] = ["css", "html", "js", "json", "svg", "ts", "txt", "wasm"];
/// The slowest and smallest of brotli, and its window.
const QUALITY: u32 = 11;
const WINDOW_BITS: u32 = 22;
const BUFFER_BYTES: usize = 1 << 16;

/// A file's size as it is and compressed, in bytes.
pub struct Sizes {
    /// Its path from the folder.
    pub file: String,
    /// As it is.
    pub plain: usize,
    /// As `.gz`.
    pub gzip: usize,
    /// As `.br`.
    pub brotli: usize,
}

/// Compresses those of the files that gain, the largest first in what it gives.
///
/// # Errors
/// When one cannot be read or written.
pub fn compress(dist: &Path, files: &[String]) -> io::Result<Vec<Sizes>> {
    let gains = |file: &&String| GAINING.iter().any(|ending| file.ends_with(&format!(".{ending}")));
    let mut sizes = files.iter().filter(gains).map(|file| one(dist, file)).collect::<io::Result<Vec<_>>>()?;
    sizes.sort_by_key(|sizes| std::cmp::Reverse(sizes.plain));
    Ok(sizes)
}

fn one(dist: &Path, file: &str) -> io::Result<Sizes> {
    let content = fs::read(dist.join(file))?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&content)?;
    let gzip = gzip.finish()?;
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), BUFFER_BYTES, QUALITY, WINDOW_BITS);
    brotli.write_all(&content)?;
    let brotli = brotli.into_inner();
    fs::write(dist.join(format!("{file}.gz")), &gzip)?;
    fs::write(dist.join(format!("{file}.br")), &brotli)?;
    Ok(Sizes { file: file.to_owned(), plain: content.len(), gzip: gzip.len(), brotli: brotli.len() })
}
