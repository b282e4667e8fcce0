use spanscope::analysis::fingerprint::{fingerprint, folded};

#[test]
fn what_differs_from_time_to_time_is_folded() {
    for (message, expected) in [
        ("connection reset", "connection reset"),
        ("no stock left of SKU-10432", "no stock left of SKU-<n>"),
        ("took 1.5 s, 3 tries", "took <n> s, <n> tries"),
        ("connect to 10.0.0.7:5432 failed", "connect to <n>:<n> failed"),
        ("at 0x7fffDEAD0010", "at <hex>"),
        ("commit 9fceb02 is gone", "commit <hex> is gone"),
        ("trace 4bf92f3577b34da6a3ce929d0e0e4736", "trace <hex>"),
        ("user 123e4567-e89b-12d3-a456-426614174000 unknown", "user <uuid> unknown"),
        ("KeyError: 'cart'", "KeyError: <…>"),
        ("relation \"orders_2024\" does not exist", "relation <…> does not exist"),
        ("column `a b` and “c”", "column <…> and <…>"),
        ("can't open the user's file 'x'", "can't open the user's file <…>"),
        ("an 'open quote", "an 'open quote"),
        ("HTTP 503", "HTTP <n>"),
        ("facade added", "facade added"),
        ("driver T773024C", "driver T<n>C"),
        ("größe 12 in ü1", "größe <n> in ü<n>"),
        ("version 2. Next", "version <n>. Next"),
        ("first line\nsecond line", "first line"),
        ("", ""),
    ] {
        assert_eq!(folded(message), expected, "{message}");
    }
}

#[test]
fn long_messages_count_by_their_beginning() {
    let long = |end: &str| format!("{}{end}", "word ".repeat(100));
    assert_eq!(folded(&long("a")), folded(&long("b")));
    assert!(folded(&long("")).len() < 300);
}

#[test]
fn service_name_and_type_tell_errors_apart() {
    let of = |service, name, kind| fingerprint(service, name, kind, "no stock of 'x'");
    assert_eq!(of("cart", "GET /cart", "OutOfStock"), "cart · GET /cart · OutOfStock · no stock of <…>");
    assert_eq!(of("cart", "GET /cart", ""), "cart · GET /cart · no stock of <…>");
    assert_ne!(of("cart", "GET /cart", "OutOfStock"), of("cart", "GET /cart", "500"));
}
