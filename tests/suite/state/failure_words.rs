use spanscope::protocol::{
    detail::{FailureDetail, SpanName},
    findings::Verdict,
};

#[test]
fn the_origin_is_told_from_what_only_carried_the_error() {
    let headline = |verdict, origin: bool| {
        FailureDetail { verdict, origin: origin.then(SpanName::default), ..FailureDetail::default() }
            .headline()
    };
    let verdicts = [Verdict::Caused, Verdict::Also, Verdict::Background, Verdict::Handled];
    let mut all: Vec<&str> = verdicts.iter().flat_map(|&v| [headline(v, false), headline(v, true)]).collect();
    assert_eq!(all[..2], ["Caused the failure", "Passed on what caused the failure"]);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 8);
}

#[test]
fn other_errors_are_counted() {
    let words = |others| FailureDetail { others, ..FailureDetail::default() }.others_words();
    assert_eq!(words(0), "");
    assert_eq!(words(1), "1 other error came up here too");
    assert_eq!(words(3), "3 other errors came up here too");
}
