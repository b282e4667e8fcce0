use spanscope::state::markdown::{cell, code};

#[test]
fn text_makes_no_markup_and_parts_no_cells() {
    assert_eq!(cell("a|b*c_d<e>[f](g)`h`\\i"), "a\\|b\\*c\\_d\\<e>\\[f](g)\\`h\\`\\\\i");
    assert_eq!(cell("two\nlines\r"), "two lines ");
}

#[test]
fn code_stays_code_whatever_is_in_it() {
    assert_eq!(code("5b8e"), "`5b8e`");
    assert_eq!(code("a`b``c"), "```a`b``c```");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code("two\nlines*"), "`two lines*`");
}
