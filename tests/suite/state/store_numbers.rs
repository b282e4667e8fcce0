use spanscope::{
    protocol::measured::Unit,
    state::store_numbers::{
        StoreNumbers, USUAL_SLOW_NS, asks_for_numbers, rounded, slow_search, told, typical, without_numbers,
    },
};

#[test]
fn each_choice_is_a_search_that_is_known_again() {
    for numbers in StoreNumbers::ALL {
        let q = numbers.search("", USUAL_SLOW_NS);
        assert_eq!(StoreNumbers::of(&q), Some(numbers), "{q}");
        assert!(asks_for_numbers(&q));
        assert_eq!(without_numbers(&q), "", "what nobody chose is not left behind");
        let q = numbers.search("{ .a = 1 } | rate()", 1_500_000_000);
        assert!(q.starts_with("{ .a = 1 } | "), "{q}");
        assert_eq!(without_numbers(&q), "{ .a = 1 }");
    }
    assert_eq!(
        StoreNumbers::Slow.search("", 1_500_000_000),
        "{ nestedSetParent < 0 } | compare({ duration > 1.5s })"
    );
    assert_eq!(slow_search("{ .a }"), "{ .a } | quantile_over_time(duration, 0.9)");
    assert_eq!(without_numbers("{ kind = server }"), "{ kind = server }", "it was typed, not added");
    assert_eq!(without_numbers(""), "");
    assert_eq!(StoreNumbers::of("{ status = error }"), None);
}

#[test]
fn the_usual_time_is_in_the_middle_of_the_steps_that_have_any() {
    // The last step is seldom whole.
    assert_eq!(typical(&[0.0, 1.2, 1.3, 9.0, 1.1, 0.0, 0.002]), Some(1.2));
    assert_eq!(typical(&[0.5]), Some(0.5));
    assert_eq!(typical(&[0.0, 0.0]), None);
    assert_eq!(typical(&[]), None);
}

#[test]
fn what_is_slow_is_a_duration_that_people_would_say() {
    assert_eq!(rounded(0.937_912), 940_000_000);
    assert_eq!(rounded(1.234), 1_200_000_000);
    assert_eq!(rounded(0.000_015_52), 16_000);
    assert_eq!(rounded(0.0), 1);
}

#[test]
fn numbers_have_their_units() {
    assert_eq!(told(0.015_522, Unit::Seconds), "15.5 ms");
    assert_eq!(told(1_234.4, Unit::Count), "1,234");
    assert_eq!(told(22.216_66, Unit::PerSecond), "22.2/s");
    assert_eq!(told(0.766_66, Unit::PerSecond), "0.767/s");
    assert_eq!(told(0.0365, Unit::PerSecond), "0.0365/s");
    assert_eq!(told(0.0, Unit::Plain), "0");
    assert_eq!(told(1_234.4, Unit::Plain), "1,234");
}
