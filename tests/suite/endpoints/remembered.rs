use spanscope::{
    endpoints::{
        ask::Ask,
        remembered::{ANSWERS, BYTES, Remembered},
    },
    protocol::remote::Place,
};

fn ask(nth: usize) -> Ask {
    Ask::new(&Place::default(), "/names", &[("nth", &nth.to_string())])
}

#[test]
fn the_last_answers_are_remembered_each_once() {
    let mut remembered = Remembered::default();
    (0..=ANSWERS).for_each(|nth| remembered.keep(ask(nth), &format!("{nth}")));
    assert_eq!((remembered.answer(&ask(0)), remembered.answer(&ask(1))), (None, Some("1")));
    remembered.keep(ask(5), "anew");
    assert_eq!((remembered.answer(&ask(5)), remembered.answer(&ask(1))), (Some("anew"), Some("1")));
}

#[test]
fn large_answers_are_forgotten_sooner_and_too_large_ones_are_not_remembered() {
    let mut remembered = Remembered::default();
    let half = "x".repeat(BYTES / 2);
    (0..3).for_each(|nth| remembered.keep(ask(nth), &half));
    assert!(remembered.answer(&ask(0)).is_none() && remembered.answer(&ask(2)).is_some());
    assert_eq!(remembered.bytes(), BYTES);
    remembered.keep(ask(3), &"x".repeat(BYTES + 1));
    assert!(remembered.answer(&ask(3)).is_none() && remembered.answer(&ask(2)).is_some());
}
