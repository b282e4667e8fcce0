use spanscope::{
    base::stamp::stamp,
    state::kept::{Kept, KeptFile},
};

fn file(id: &str, bytes: u64) -> KeptFile {
    KeptFile { id: id.to_owned(), name: "a \"b\".json".to_owned(), bytes, is_packed: true }
}

#[test]
fn the_list_is_read_as_it_was_written() {
    let kept = Kept { is_allowed: true, files: vec![file("1", 5), file("2", 7)] };
    assert_eq!(Kept::read(&kept.write()), kept);
}

#[test]
fn files_are_taken_out_by_their_ids() {
    let mut kept = Kept { is_allowed: true, files: vec![file("1", 5), file("2", 7), file("3", 9)] };
    let ids = ["3", "1", "of another window"].map(str::to_owned);
    assert_eq!(kept.take(&ids), [file("1", 5), file("3", 9)]);
    assert_eq!(kept.files, [file("2", 7)]);
    assert_eq!(kept.take(&ids), []);
}

#[test]
fn what_a_broken_keep_left_behind_is_known_by_its_age() {
    let (hour_ms, now_ms) = (3_600_000, 1_767_268_800_000);
    let [listed, old, young] = [3, 2, 0].map(|hours| stamp(now_ms - hours * hour_ms, hours));
    let kept = Kept { is_allowed: true, files: vec![file(&listed, 5)] };
    let foreign = ["file-1-2", "notes.txt"];
    let there = [&listed, &old, &young].into_iter().cloned().chain(foreign.map(str::to_owned));
    assert_eq!(kept.orphans(there.collect(), now_ms), [old]);
}

#[test]
fn what_cannot_be_read_is_nothing() {
    for text in ["", "{", "[]", "null", "{\"files\":3}"] {
        assert_eq!(Kept::read(text), Kept::default(), "{text}");
    }
    // A list of a later version still says what this one knows.
    assert!(Kept::read("{\"is_allowed\":true,\"more\":1}").is_allowed);
}

#[test]
fn the_sentence_tells_the_size() {
    let kept = Kept { files: vec![file("1", 1_200_000), file("2", 300_000)], ..Kept::default() };
    let sentence = kept.words();
    assert!(sentence.contains("2 files") && sentence.contains("1.5 MB"), "{sentence}");
}
