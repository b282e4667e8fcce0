//! Names that tell what is in a file. Trunk gives such names to all but the worker's files.

use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    io,
    path::Path,
};

/// The worker's script and module, as trunk names them.
const WORKER: [&str; 2] = ["worker.js", "worker_bg.wasm"];
const HEAD_END: &str = "</head>";

/// Gives the worker's files a name of their content and writes it into the page, which asks for them by it.
///
/// # Errors
/// When the files cannot be read or renamed.
pub fn name_worker(dist: &Path, html: &str) -> io::Result<String> {
    let name = format!("worker-{}", version_of(WORKER.map(|file| dist.join(file)))?);
    for (file, end) in WORKER.into_iter().zip([".js", "_bg.wasm"]) {
        fs::rename(dist.join(file), dist.join(format!("{name}{end}")))?;
    }
    let meta = format!("<meta name=\"worker\" content=\"{name}\" />{HEAD_END}");
    Ok(html.replacen(HEAD_END, &meta, 1))
}

/// A word for the content of files; the same files, the same word.
///
/// # Errors
/// When one cannot be read.
pub fn version_of(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        let content = fs::read(path)?;
        hasher.write_usize(content.len());
        hasher.write(&content);
    }
    Ok(format!("{:016x}", hasher.finish()))
}
