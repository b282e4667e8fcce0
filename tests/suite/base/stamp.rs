use spanscope::base::stamp::{given_ms, stamp};

#[test]
fn a_stamp_tells_when_it_was_given() {
    assert_eq!(stamp(255, 7), "file-ff-0000000000000007");
    for now_ms in [0, 1_767_268_800_000, u64::MAX] {
        assert_eq!(given_ms(&stamp(now_ms, u64::MAX - now_ms)), Some(now_ms));
    }
}

#[test]
fn other_names_are_none() {
    for name in ["", "notes.txt", "file-1-2", "file-zz-0000000000000001", "file-1-000000000000000g", "file-1"]
    {
        assert_eq!(given_ms(name), None, "{name}");
    }
}
