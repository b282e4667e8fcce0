use proptest::prelude::*;
use spanscope::{
    base::intern::Strings,
    model::value::{Numbers, Value, ValueRef},
};

proptest! {
    #[test]
    fn numbers_come_back_exactly(int in any::<i64>(), double in any::<f64>()) {
        let (mut numbers, strings) = (Numbers::default(), Strings::default());
        let (packed_int, packed_double) = (numbers.int(int), numbers.double(double));
        prop_assert_eq!(numbers.open(packed_int, &strings), ValueRef::Int(int));
        match numbers.open(packed_double, &strings) {
            ValueRef::Double(read) => prop_assert_eq!(read.to_bits(), double.to_bits()),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}

#[test]
fn small_numbers_take_no_room() {
    let mut numbers = Numbers::default();
    for int in [0, 1, -1, 65_535, (1 << 28) - 1, -(1 << 28)] {
        numbers.int(int);
    }
    assert_eq!(numbers.bytes(), 0);
    numbers.int(1 << 28);
    assert!(numbers.bytes() > 0);
}

#[test]
fn every_type_is_told_apart() {
    let (numbers, mut strings) = (Numbers::default(), Strings::default());
    let symbol = strings.intern("text");
    let open = |value| numbers.open(value, &strings);
    assert_eq!(open(Value::text(symbol)), ValueRef::Text("text"));
    assert_eq!(open(Value::bytes(symbol)), ValueRef::Bytes("text"));
    assert_eq!(open(Value::nested(symbol)), ValueRef::Nested("text"));
    assert_eq!(open(Value::bool(true)), ValueRef::Bool(true));
    assert_eq!(open(Value::bool(false)), ValueRef::Bool(false));
    assert_eq!(open(Value::NULL), ValueRef::Null);
    assert_eq!((Value::text(symbol).as_text(), Value::bytes(symbol).as_text()), (Some(symbol), None));
}
