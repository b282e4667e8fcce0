use spanscope::base::severity::Severity;

#[test]
fn the_numbers_of_otlp_are_read() {
    let read: Vec<Option<Severity>> = [0, 1, 8, 9, 12, 13, 16, 17, 24, 25].map(Severity::of_number).to_vec();
    let [debug, info, warning, error] =
        [Severity::Debug, Severity::Info, Severity::Warning, Severity::Error].map(Some);
    assert_eq!(read, [None, debug, debug, info, info, warning, warning, error, error, None]);
}

#[test]
fn words_are_read_in_any_case() {
    for (words, severity) in [
        (["trace", "Debug", "FINEST"], Severity::Debug),
        (["info", "notice", ""], Severity::Info),
        (["warn", "WARNING", "Warn2"], Severity::Warning),
        (["error", "FATAL", "Critical"], Severity::Error),
    ] {
        for word in words {
            assert_eq!(Severity::of_word(word), severity, "{word}");
        }
    }
}
