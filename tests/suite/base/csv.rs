use spanscope::base::csv::field;

#[test]
fn fields_are_quoted_where_they_must_be_and_are_no_formulas() {
    for (text, written) in [
        ("plain", "plain"),
        ("", ""),
        ("a,b", "\"a,b\""),
        ("say \"no\"", "\"say \"\"no\"\"\""),
        ("two\nlines", "\"two\nlines\""),
        ("-5.5", "-5.5"),
        ("=1+1", "\"'=1+1\""),
        ("@x", "\"'@x\""),
    ] {
        assert_eq!(field(text), written);
    }
}
