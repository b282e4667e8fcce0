use spanscope::state::embed::trust::Trust;

const DASH: &str = "https://dash.example";
const OTHER: &str = "https://other.example";

fn named(origin: &str) -> Trust {
    Trust { named: vec![origin.to_owned()], ..Trust::default() }
}

#[test]
fn without_a_named_origin_any_page_that_has_one_is_heard() {
    assert!(Trust::default().hears(DASH));
    assert!(!Trust::default().hears("null"));
}

#[test]
fn with_a_named_origin_only_that_is_heard() {
    assert!(named(DASH).hears(DASH));
    assert!(!named(DASH).hears(OTHER));
    assert!(!named(DASH).hears("null"));
    assert!(named("null").hears("null"));
}

#[test]
fn an_origin_is_told_of_what_it_gave_and_of_nothing_else() {
    let trust = named(DASH);
    assert!(trust.may_tell(DASH, []));
    assert!(trust.may_tell(DASH, [Some(DASH), Some(DASH)]));
    assert!(!trust.may_tell(DASH, [Some(DASH), Some(OTHER)]));
    assert!(!trust.may_tell(DASH, [Some(DASH), None]), "naming an origin proves nothing");
}

#[test]
fn a_yes_of_the_person_opens_everything() {
    let trust = Trust { agreed: vec![DASH.to_owned()], ..Trust::default() };
    assert!(trust.may_tell(DASH, [None]));
    assert!(!trust.may_tell(OTHER, [None]));
}

#[test]
fn who_runs_the_page_opens_everything_to_the_origins_of_its_settings() {
    let trust = Trust { allowed: vec![DASH.to_owned()], ..Trust::default() };
    assert!(trust.may_tell(DASH, [None]));
    assert!(!trust.may_tell(OTHER, [None]));
}

#[test]
fn answers_go_to_the_origin_alone_where_it_has_one() {
    assert_eq!(Trust::target(DASH), DASH);
    assert_eq!(Trust::target("null"), "*");
}
