use spanscope::endpoints::retry::wait_ms;

#[test]
fn waits_double_and_end() {
    assert_eq!([0, 1, 2, 3].map(|nth| wait_ms(nth, None)), [500, 1_000, 2_000, 4_000]);
    assert_eq!(wait_ms(40, None), 10_000);
}

#[test]
fn what_the_server_asks_for_is_kept_within_bounds() {
    assert_eq!(wait_ms(0, Some("3")), 3_000);
    assert_eq!(wait_ms(2, Some("1")), 2_000, "never sooner than without it");
    assert_eq!(wait_ms(0, Some("86400")), 10_000);
    assert_eq!(wait_ms(0, Some("Fri, 31 Dec 1999 23:59:59 GMT")), 500);
}
