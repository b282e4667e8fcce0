use spanscope::state::caret::{byte_of_unit, replaced, unit_of_byte};

#[test]
fn places_are_the_same_in_both_counts() {
    let text = "a ü 😀 z";
    for (byte, unit) in [(0, 0), (2, 2), (4, 3), (5, 4), (9, 6), (11, 8)] {
        assert_eq!(byte_of_unit(text, unit), byte);
        assert_eq!(unit_of_byte(text, byte), unit);
    }
    assert_eq!(byte_of_unit(text, 5), 5);
    assert_eq!(byte_of_unit(text, 99), text.len());
}

#[test]
fn a_passage_is_replaced_and_the_caret_stands_behind() {
    assert_eq!(
        replaced("{ .ser }", 2, 6, "resource.service.name"),
        ("{ resource.service.name }".to_owned(), 23)
    );
    assert_eq!(replaced("", 5, 9, "x"), ("x".to_owned(), 1));
}
