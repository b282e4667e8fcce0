use spanscope::{protocol::log::Severity, state::severity::CHOICES};

#[test]
fn every_choice_has_its_word() {
    for (severity, _) in CHOICES {
        assert_eq!(Severity::from_key(severity.key()), Some(severity));
    }
    assert_eq!(Severity::from_key("loud"), None);
    assert!(CHOICES.is_sorted_by_key(|(severity, _)| *severity));
}
