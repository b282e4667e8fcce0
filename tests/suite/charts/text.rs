use spanscope::charts::text::cut;

/// Ten pixels a letter.
fn ten(text: &str) -> f64 {
    text.chars().count() as f64 * 10.0
}

#[test]
fn what_fits_stays_whole() {
    assert_eq!(cut("añb", 30.0, ten).as_deref(), Some("añb"));
    assert_eq!(cut("", 0.0, ten).as_deref(), Some(""));
}

#[test]
fn what_does_not_fit_is_cut_at_a_letter() {
    assert_eq!(cut("SELECT ités", 59.0, ten).as_deref(), Some("SELE…"));
    assert_eq!(cut("ééééééé", 45.0, ten).as_deref(), Some("ééé…"));
    assert_eq!(cut("SELECT", 35.0, ten), None);
}

#[test]
fn wide_letters_at_the_beginning_are_measured() {
    let wide_first = |text: &str| text.chars().map(|letter| if letter == 'W' { 30.0 } else { 5.0 }).sum();
    let found = cut("WWWiiiiiiiiii", 100.0, wide_first).expect("three letters fit");
    assert!(wide_first(&found) <= 100.0 && found.starts_with("WWW"), "{found}");
}
