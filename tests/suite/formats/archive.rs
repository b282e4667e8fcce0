//! Zip archives, as one program or another writes them.

use super::{outline, read};
use flate2::{Compression, Crc, write::DeflateEncoder};
use spanscope::model::{notes::NoteKind, store::Store};
use std::io::Write;

const FOUR: &[u8] = include_bytes!("../../data/zip/python-zipfile-3.11/four.zip");
const STREAMED: &[u8] = include_bytes!("../../data/zip/python-zipfile-3.11/streamed.zip");
const LINE: &str =
    r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"01","spanId":"02","name":"n"}]}]}]}"#;

/// A file of an archive as it stands there.
fn entry(name: &str, flags: u16, method: u16, sum: u32, packed: &[u8]) -> Vec<u8> {
    let mut head = b"PK\x03\x04\x14\x00".to_vec();
    head.extend([flags.to_le_bytes(), method.to_le_bytes(), [0; 2], [0; 2]].concat());
    head.extend([sum, packed.len() as u32, 0].map(u32::to_le_bytes).concat());
    head.extend([name.len() as u16, 0].map(u16::to_le_bytes).concat());
    [&head, name.as_bytes(), packed].concat()
}

fn sum(content: &str) -> u32 {
    let mut sum = Crc::new();
    sum.update(content.as_bytes());
    sum.sum()
}

/// Names, formats, spans and errors of the files of a store.
fn files(store: &Store) -> Vec<(&str, &str, usize, Option<&str>)> {
    store
        .files()
        .iter()
        .map(|file| (file.name.as_str(), file.format.as_str(), file.spans, file.error.as_deref()))
        .collect()
}

#[test]
fn each_file_is_read_as_one_of_its_own_whatever_its_format() {
    for chunk in [1, 100, usize::MAX] {
        let (store, failure) = read(FOUR, chunk);
        assert_eq!(failure, None);
        let files = files(&store);
        assert_eq!(files.len(), 4, "neither folders nor what one system puts beside: {files:?}");
        assert_eq!(files[0].0, "file/traces/plain.pb");
        assert_eq!((files[0].1, files[1].1, files[2].1), ("OTLP protobuf", "OTLP/JSON", "Zipkin JSON"));
        assert!(files[3].3.is_some_and(|said| said.contains("text")), "{files:?}");
        assert!(store.files()[..3].iter().all(|file| file.error.is_none()));
        assert_eq!(store.trace_count(), 1);
    }
}

#[test]
fn sizes_may_stand_behind_the_files() {
    for chunk in [1, 64, usize::MAX] {
        let (store, failure) = read(STREAMED, chunk);
        assert_eq!(failure, None);
        let names: Vec<&str> = files(&store).iter().map(|file| file.0).collect();
        assert_eq!(names, ["file/lines.jsonl", "file/again.jsonl"]);
        assert_eq!(store.span_count(), 4, "ids are shared, but names and services differ");
        assert!(
            store.files().iter().all(|file| file.notes.count(NoteKind::BadPart) == 0),
            "{:?}",
            store.files()
        );
    }
}

#[test]
fn an_archive_that_breaks_off_keeps_what_came_before() {
    let (store, failure) = read(&STREAMED[..STREAMED.len() / 2], 50);
    assert_eq!(failure, None);
    assert_eq!(store.span_count(), 2);
    let (store, failure) = read(&STREAMED[..200], 50);
    assert!(failure.is_none() && store.files()[0].error.is_some(), "{:?}", store.files());
}

#[test]
fn what_cannot_be_read_is_said_and_the_next_file_is_read() {
    let good = entry("good.json", 0, 0, sum(LINE), LINE.as_bytes());
    for (bad, words) in [
        (entry("bad.json", 1, 8, 0, b"secret"), "encrypted"),
        (entry("bad.json", 0, 12, 0, b"BZh"), "method 12"),
        (entry("bad.json", 0, 0, 0, b"hello"), "text"),
        (entry("bad.zip", 0, 0, 0, b"PK\x03\x04"), "inside another"),
    ] {
        let (store, failure) = read(&[bad, good.clone()].concat(), 9);
        assert_eq!((failure, outline(&store).as_str()), (None, "n"), "{words}");
        assert!(
            store.files()[0].error.as_deref().is_some_and(|said| said.contains(words)),
            "{:?}",
            store.files()
        );
        assert_eq!((store.files()[1].name.as_str(), store.files()[1].spans), ("file/good.json", 1));
    }
}

#[test]
fn packing_that_is_broken_costs_one_file() {
    let mut deflater = DeflateEncoder::new(Vec::new(), Compression::fast());
    deflater.write_all(LINE.as_bytes()).expect("a Vec takes all");
    let deflated = deflater.finish().expect("a Vec takes all");
    let good = entry("good.json", 0, 0, sum(LINE), LINE.as_bytes());
    for broken in [&b"\x07not deflate"[..], &deflated[..deflated.len() - 4]] {
        for chunk in [1, 9, usize::MAX] {
            let archive = [
                entry("bad.json", 0, 8, 0, broken),
                entry(".DS_Store", 0, 8, 0, broken),
                good.clone(),
                b"PK\x05\x06".to_vec(),
            ]
            .concat();
            let (store, failure) = read(&archive, chunk);
            assert_eq!(failure, None);
            let [bad, good] = store.files() else { panic!("{:?}", store.files()) };
            let notes: Vec<_> = bad.notes.iter().filter(|(kind, _)| *kind == NoteKind::Truncated).collect();
            let is_named = |name: &str| {
                notes.iter().any(|(_, note)| note.first.starts_with(name) && note.first.contains("deflate"))
            };
            // What nobody asks for breaks without a word: its size was told, and the rest is read.
            assert!(is_named("bad.json: ") && !is_named(".DS_Store"), "{notes:?}");
            assert_eq!((good.name.as_str(), good.spans), ("file/good.json", 1));
            assert_eq!(good.notes.count(NoteKind::Truncated), 0);
        }
    }
}

#[test]
fn a_wrong_checksum_is_noted_and_the_spans_are_kept() {
    let (store, _) = read(&entry("a.json", 0, 0, 7, LINE.as_bytes()), 9);
    assert_eq!((store.span_count(), store.files()[0].notes.count(NoteKind::BadPart)), (1, 1));
    assert_eq!(first_places(&store)[0], "a.json: the checksum in the archive is another");
}

#[test]
fn notes_on_the_archive_name_the_file_they_are_about() {
    let good = entry("good.json", 0, 0, sum(LINE), LINE.as_bytes());
    let cut = entry("cut.json", 0, 0, sum(LINE), LINE.as_bytes());
    for (archive, places) in [
        (
            [&good[..], b"PK??"].concat(),
            vec![format!("byte {} of the archive, behind good.json: expected a file", good.len())],
        ),
        ([&good[..], b"PK"].concat(), vec![format!("byte {} of the archive, behind good.json", good.len())]),
        (
            [&good[..], &cut[..cut.len() - 9]].concat(),
            vec!["cut.json: the archive ends inside of it".to_owned()],
        ),
        (
            // Stored, and its size stands behind it: nobody can tell where it ends.
            [&good[..], &entry(".hidden", 8, 0, 0, b"")].concat(),
            vec![format!(".hidden, byte {} of the archive: it has no size", good.len())],
        ),
    ] {
        let (store, failure) = read(&archive, 7);
        assert_eq!((failure, store.files()[0].spans), (None, 1));
        let told = first_places(&store);
        assert!(places.iter().all(|place| told.contains(place)), "{told:?} tells of {places:?}");
    }
}

/// The first places of all notes on all files, as far as they are about the archive.
fn first_places(store: &Store) -> Vec<String> {
    let notes = store.files().iter().flat_map(|file| file.notes.iter());
    let of_archive = [NoteKind::BadPart, NoteKind::Truncated];
    notes.filter(|(kind, _)| of_archive.contains(kind)).map(|(_, note)| note.first.clone()).collect()
}

#[test]
fn what_is_packed_once_more_is_unpacked_once_more() {
    let mut deflater = DeflateEncoder::new(Vec::new(), Compression::fast());
    deflater.write_all(LINE.as_bytes()).expect("a Vec takes all");
    let deflated = deflater.finish().expect("a Vec takes all");
    let (store, failure) = read(&entry("a.json", 0, 8, sum(LINE), &deflated), 3);
    assert_eq!((failure, store.span_count(), files(&store)[0].1), (None, 1, "OTLP/JSON"));
}
