use spanscope::base::words::{bytes, count, grouped, listed, mean_count, percent, share, shortened};

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

#[test]
fn percent_tell_the_smallest_part_from_nothing() {
    let texts: Vec<String> = [0, 1, 10, 21, 994, 1_000, 25_000].map(|part| percent(part, 10_000)).into();
    assert_eq!(texts, ["0 %", "< 0.1 %", "0.1 %", "0.2 %", "9.9 %", "10 %", "250 %"]);
    assert_eq!((percent(0, 0), percent(5, 0)), ("0 %".to_owned(), "500 %".to_owned()));
}

#[test]
fn a_share_is_all_or_nothing_only_when_it_is() {
    for (part, words) in [(0.0, "0 %"), (0.001, "< 1 %"), (0.005, "< 1 %"), (0.0051, "1 %"), (0.94, "94 %")] {
        assert_eq!(share(part), words, "{part}");
    }
    for (part, words) in
        [(0.995, "> 99 %"), (0.999, "> 99 %"), (1.0, "100 %"), (-0.2, "−20 %"), (-0.001, "> −1 %")]
    {
        assert_eq!(share(part), words, "{part}");
    }
}

#[test]
fn a_mean_count_has_a_digit_more_where_it_says_something() {
    assert_eq!([1.0, 2.54, 9.94, 9.97, 41.2].map(mean_count), ["1", "2.5", "9.9", "10", "41"]);
}

#[test]
fn parts_stand_in_a_row() {
    let parts = ["a", "b", "c"].map(str::to_owned);
    assert_eq!([0, 1, 2, 3].map(|n| listed(&parts[..n])), ["", "a", "a and b", "a, b and c"]);
}
