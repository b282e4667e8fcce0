//! Tests of `src/formats`.

mod archive;
mod awkward;
mod borders;
mod console;
mod jaeger;
mod logs;
mod otlp_json;
mod otlp_proto;
mod pairs;
mod real_files;
mod robust;
mod shapes;
mod zipkin;

use spanscope::{
    formats::reader::{Failure, FileReader},
    model::{builder::Builder, store::Store},
};

/// Reads one file part by part; the store and why nothing could be read.
fn read_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> (Store, Option<String>) {
    let mut builder = Builder::new();
    let mut reader = FileReader::new("file", &mut builder);
    let fed = parts.into_iter().try_for_each(|part| reader.feed(part, &mut builder));
    let failure = fed.and_then(|()| reader.finish(&mut builder)).err();
    if failure.is_some() {
        builder.discard_file();
    }
    (builder.finish(), failure.map(|Failure(sentence)| sentence))
}

/// Reads one file in chunks of a size.
pub fn read(bytes: &[u8], chunk: usize) -> (Store, Option<String>) {
    read_parts(bytes.chunks(chunk))
}

/// The store of a text that holds traces.
fn store(text: &str) -> Store {
    let (store, failure) = read(text.as_bytes(), usize::MAX);
    assert_eq!(failure, None, "{text}");
    store
}

/// Names and depths of all spans in pre-order, orphans marked.
fn outline(store: &Store) -> String {
    let mut depths: Vec<usize> = Vec::new();
    let mut words = Vec::new();
    for span in store.spans() {
        let depth = store.parent(span).map_or(0, |parent| depths[parent.0 as usize] + 1);
        depths.push(depth);
        let mark = if store.has(span, spanscope::model::span::Mark::ORPHAN) { "!" } else { "" };
        words.push(format!("{}{}{mark}", ">".repeat(depth), store.text(store.name(span))));
    }
    words.join(" ")
}

/// The notes on the only file, by their code.
fn notes(store: &Store) -> Vec<(&'static str, usize)> {
    store.files()[0].notes.iter().map(|(kind, note)| (kind.code(), note.count)).collect()
}
