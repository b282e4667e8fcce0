use spanscope::model::notes::{NoteKind, Notes};

#[test]
fn notes_count_and_keep_the_first_place() {
    let mut notes = Notes::default();
    notes.add(NoteKind::BadLine, || "line 3".to_owned());
    notes.add(NoteKind::BadLine, || unreachable!("the place is only asked once"));
    notes.add_many(NoteKind::LostParent, 4, || "span 9".to_owned());
    let told: Vec<_> =
        notes.iter().map(|(kind, note)| (kind.code(), note.count, note.first.as_str())).collect();
    assert_eq!(told, [("bad-line", 2, "line 3"), ("lost-parent", 4, "span 9")]);
    notes.forget(&[NoteKind::BadLine]);
    assert_eq!((notes.count(NoteKind::BadLine), notes.count(NoteKind::LostParent)), (0, 4));
}
