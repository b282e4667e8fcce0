use spanscope::state::markdown::cell;

#[test]
fn text_makes_no_markup_and_parts_no_cells() {
    assert_eq!(cell("a|b*c_d<e>[f](g)`h`\\i"), "a\\|b\\*c\\_d\\<e>\\[f](g)\\`h\\`\\\\i");
    assert_eq!(cell("two\nlines\r"), "two lines ");
}
