use super::{CART, ask, shop};
use spanscope::protocol::{
    request::{Reply, Request},
    waterfall::{FindQuery, FindReply, Step},
};

fn find(
    find: &str,
    from: Option<u32>,
    step: Option<Step>,
    errors_only: bool,
) -> (usize, Option<u32>, Option<usize>) {
    let query = FindQuery { trace_id: CART.to_owned(), find: find.to_owned(), from, step, errors_only };
    match ask(&mut shop(), Request::Find(query)) {
        Ok(Reply::Found(FindReply { total, row, nth })) => (total, row, nth),
        other => panic!("{other:?}"),
    }
}

#[test]
fn next_and_previous_go_round() {
    assert_eq!(find("select", None, Some(Step::Next), false), (2, Some(2), Some(1)));
    assert_eq!(find("select", Some(2), Some(Step::Next), false), (2, Some(3), Some(2)));
    assert_eq!(find("select", Some(3), Some(Step::Next), false), (2, Some(2), Some(1)));
    assert_eq!(find("select", Some(2), Some(Step::Previous), false), (2, Some(3), Some(2)));
    assert_eq!(find("select", None, Some(Step::Previous), false), (2, Some(3), Some(2)));
}

#[test]
fn counting_tells_whether_the_row_is_one() {
    assert_eq!(find("select", Some(3), None, false), (2, Some(3), Some(2)));
    assert_eq!(find("select", Some(1), None, false), (2, None, None));
    assert_eq!(find("nowhere", Some(1), Some(Step::Next), false), (0, None, None));
    assert_eq!(find("", Some(1), Some(Step::Next), false), (0, None, None));
}

#[test]
fn errors_are_walked_with_and_without_words() {
    assert_eq!(find("", Some(0), Some(Step::Next), true), (2, Some(3), Some(2)));
    assert_eq!(find("prices", None, Some(Step::Next), true), (1, Some(3), Some(1)));
}
