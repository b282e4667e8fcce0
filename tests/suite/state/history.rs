use spanscope::state::history::{read, with};

#[test]
fn the_latest_is_on_top_and_each_is_there_once() {
    let kept = with(&with(&with("", "a"), "b"), " a ");
    assert_eq!(read(&kept), ["a", "b"]);
    assert_eq!(with(&kept, "  "), kept);
    assert_eq!(read(&with("", "{ a }\n&& { b }")), ["{ a } && { b }"]);
}

#[test]
fn old_ones_go() {
    let kept = (0..40).fold(String::new(), |kept, nth| with(&kept, &nth.to_string()));
    assert_eq!((read(&kept).len(), read(&kept)[0].as_str()), (12, "39"));
}
