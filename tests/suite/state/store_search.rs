use spanscope::{
    base::time::{HOUR, MIN, MS, S},
    query::terms::Terms,
    state::{
        store_search::{
            LOOKBACKS, bounds, duration_text, is_only_errors, lookback_ns, pasted_id, range_of, range_words,
            read_duration, with_only_errors,
        },
        time_range::{Moment, TimeRange},
    },
};

const NOW_NS: i64 = 1_000 * HOUR;

#[test]
fn without_a_range_the_last_hour_is_searched() {
    assert_eq!(bounds(&TimeRange::WHOLE, NOW_NS), (NOW_NS - HOUR, NOW_NS));
    let to = Some(Moment::At(10 * HOUR));
    assert_eq!(bounds(&TimeRange { from: None, to }, NOW_NS), (9 * HOUR, 10 * HOUR));
    let from = Some(Moment::Ago(15 * MIN));
    assert_eq!(bounds(&TimeRange { from, to: None }, NOW_NS), (NOW_NS - 15 * MIN, NOW_NS));
    // Never the wrong way round.
    let from = Some(Moment::At(20 * HOUR));
    assert_eq!(bounds(&TimeRange { from, to }, NOW_NS), (10 * HOUR, 10 * HOUR));
}

#[test]
fn every_choice_is_known_again() {
    for (words, ns) in LOOKBACKS {
        assert_eq!(lookback_ns(&range_of(ns)), Some(ns), "{words}");
        assert_eq!(bounds(&range_of(ns), NOW_NS), (NOW_NS - ns, NOW_NS), "{words}");
    }
    let other = TimeRange { from: Some(Moment::Ago(7 * MIN)), to: None };
    assert_eq!(lookback_ns(&other), None);
    assert_eq!(range_words(&other), "now-7m – now");
    assert_eq!(
        range_words(&TimeRange { from: None, to: Some(Moment::At(0)) }),
        "an hour before – 1970-01-01T00:00:00Z"
    );
}

#[test]
fn a_pasted_id_is_filled_up() {
    assert_eq!(pasted_id(" 10370DE997AA00E4 ").as_deref(), Some("000000000000000010370de997aa00e4"));
    let id = "bc44b494cee1b9d0300f7eaa468cde10";
    assert_eq!(pasted_id(id).as_deref(), Some(id));
    for other in ["", "cart", "{ duration > 1s }", "bc44b494", "10370de997aa00e4 cart"] {
        assert_eq!(pasted_id(other), None, "{other}");
    }
}

#[test]
fn durations_are_read_as_they_are_shown() {
    assert_eq!(read_duration(" 250 ms "), Ok(Some(250 * MS)));
    assert_eq!(read_duration(""), Ok(None));
    assert_eq!(duration_text(read_duration("1.5s").expect("a duration")), "1.5s");
    assert_eq!(duration_text(None), "");
    for wrong in ["5", "soon", "-1s"] {
        assert!(read_duration(wrong).expect_err("no duration").starts_with(&format!("“{wrong}”")), "{wrong}");
    }
}

#[test]
fn errors_are_asked_for_and_no_longer() {
    let terms = Terms { service: "cart".to_owned(), least_ns: Some(S), ..Terms::default() };
    let only = with_only_errors(terms.clone(), true);
    assert!(is_only_errors(&only) && !is_only_errors(&terms));
    assert_eq!(only.write(), "{ resource.service.name = \"cart\" && duration >= 1s && status = error }");
    assert_eq!(with_only_errors(with_only_errors(only, true), false), terms);
}
