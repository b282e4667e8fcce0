use spanscope::{
    endpoints::{
        ask::Ask,
        remembered::{ANSWERS, BYTES, KEPT_MS, Remembered},
    },
    protocol::remote::Place,
};

fn ask(nth: usize) -> Ask {
    Ask::new(&Place::default(), "/names", &[("nth", &nth.to_string())])
}

#[test]
fn the_last_answers_are_remembered_each_once() {
    let mut remembered = Remembered::default();
    (0..=ANSWERS).for_each(|nth| remembered.keep(ask(nth), &format!("{nth}"), 0));
    assert_eq!((remembered.answer(&ask(0), 0), remembered.answer(&ask(1), 0)), (None, Some("1")));
    remembered.keep(ask(5), "anew", 0);
    assert_eq!((remembered.answer(&ask(5), 0), remembered.answer(&ask(1), 0)), (Some("anew"), Some("1")));
}

#[test]
fn large_answers_are_forgotten_sooner_and_too_large_ones_are_not_remembered() {
    let mut remembered = Remembered::default();
    let half = "x".repeat(BYTES / 2);
    (0..3).for_each(|nth| remembered.keep(ask(nth), &half, 0));
    assert!(remembered.answer(&ask(0), 0).is_none() && remembered.answer(&ask(2), 0).is_some());
    assert_eq!(remembered.bytes(), BYTES);
    remembered.keep(ask(3), &"x".repeat(BYTES + 1), 0);
    assert!(remembered.answer(&ask(3), 0).is_none() && remembered.answer(&ask(2), 0).is_some());
}

#[test]
fn an_old_answer_is_asked_for_again() {
    let mut remembered = Remembered::default();
    remembered.keep(ask(0), "a new service is missing", 7);
    let at = |now_ms| remembered.answer(&ask(0), now_ms).is_some();
    assert_eq!((at(7), at(6 + KEPT_MS), at(7 + KEPT_MS)), (true, true, false));
}
