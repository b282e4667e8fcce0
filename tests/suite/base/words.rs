use spanscope::base::words::{bytes, count, grouped, shortened};

#[test]
fn counts_are_grouped_and_have_their_plural() {
    assert_eq!(count(1, "span", "spans"), "1 span");
    assert_eq!(count(0, "span", "spans"), "0 spans");
    assert_eq!(count(1_234_567, "span", "spans"), "1,234,567 spans");
    assert_eq!(grouped(999), "999");
}

#[test]
fn bytes_have_a_unit() {
    let texts: Vec<String> =
        [0, 999, 1_000, 9_949, 12_345, 999_499, 1_000_000, 200_000_000].map(bytes).into();
    assert_eq!(texts, ["0 B", "999 B", "1.0 KB", "9.9 KB", "12 KB", "999 KB", "1.0 MB", "200 MB"]);
}

#[test]
fn shortening_counts_characters() {
    assert_eq!(shortened("añb", 3), "añb");
    assert_eq!(shortened("añbc", 2), "añ…");
}
