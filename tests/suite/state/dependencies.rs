use spanscope::{
    protocol::measured::Dependency,
    state::dependencies::{CallColumn, CallSort, rows},
};

fn calls() -> Vec<Dependency> {
    let call = |from: &str, to: &str, calls, errors| Dependency {
        from: from.to_owned(),
        to: to.to_owned(),
        calls,
        errors: Some(errors),
    };
    vec![
        call("web", "Cart", 90, 9),
        call("web", "auth", 50, 0),
        call("Cart", "db", 50, 25),
        call("auth", "db", 2, 1),
    ]
}

fn told(find: &str, column: CallColumn, descending: bool) -> Vec<String> {
    let calls = calls();
    let rows = rows(&calls, find, CallSort { column, descending });
    rows.iter().map(|call| format!("{} {}", call.from, call.to)).collect()
}

#[test]
fn letters_of_a_caller_or_callee_narrow_the_rows() {
    let found = |find| told(find, CallColumn::Calls, true);
    assert_eq!(found(" cart "), ["web Cart", "Cart db"]);
    assert_eq!(found("DB"), ["Cart db", "auth db"]);
    assert_eq!((found("").len(), found("no such").len()), (4, 0));
}

#[test]
fn rows_are_sorted_by_a_column_and_equal_ones_by_their_calls() {
    let sorted = |column, descending| told("", column, descending);
    assert_eq!(sorted(CallColumn::Calls, true), ["web Cart", "web auth", "Cart db", "auth db"]);
    assert_eq!(sorted(CallColumn::Calls, false), ["auth db", "web auth", "Cart db", "web Cart"]);
    assert_eq!(sorted(CallColumn::Caller, false), ["Cart db", "auth db", "web Cart", "web auth"]);
    assert_eq!(sorted(CallColumn::Callee, true), ["Cart db", "auth db", "web auth", "web Cart"]);
    // A half of two fails as often as a half of fifty.
    assert_eq!(sorted(CallColumn::Failed, true), ["Cart db", "auth db", "web Cart", "web auth"]);
}
