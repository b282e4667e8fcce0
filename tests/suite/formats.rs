//! Tests of `src/formats`.

mod otlp_json;
mod real_files;
mod shapes;

use spanscope::{formats::reader::FileReader, model::builder::Builder, model::store::Store};

/// Reads one file in chunks of a size; the store and why nothing could be read.
pub fn read(bytes: &[u8], chunk: usize) -> (Store, Option<String>) {
    let mut builder = Builder::new();
    let mut reader = FileReader::new("file", &mut builder);
    for part in bytes.chunks(chunk) {
        if let Err(failure) = reader.feed(part, &mut builder) {
            builder.discard_file();
            return (builder.finish(), Some(failure.to_string()));
        }
    }
    let failure = reader.finish(&mut builder).err().map(|failure| failure.to_string());
    (builder.finish(), failure)
}
