use spanscope::analysis::template::{of_name, of_path, of_statement};

#[test]
fn literals_of_statements_are_folded() {
    for (statement, template) in [
        ("SELECT * FROM customer WHERE customer_id=731", "SELECT * FROM customer WHERE customer_id=?"),
        ("SELECT a\n  FROM b\tWHERE c = 'it''s' AND d <> -1.5e-3;", "SELECT a FROM b WHERE c = ? AND d <> ?"),
        ("SELECT * FROM t WHERE id IN (1, 2,3 , 4)", "SELECT * FROM t WHERE id IN (?)"),
        ("SELECT * FROM t WHERE id IN ($1, $2)", "SELECT * FROM t WHERE id IN (?)"),
        ("INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y')", "INSERT INTO t (a, b) VALUES (?)"),
        (
            "INSERT INTO \"order\" (id, \"user\") VALUES (%s, %d)",
            "INSERT INTO \"order\" (id, \"user\") VALUES (?)",
        ),
        (
            "SELECT x FROM t1 WHERE y2 = 0x1F /* trace=ab12 */ LIMIT 10",
            "SELECT x FROM t1 WHERE y2 = ? LIMIT ?",
        ),
        ("SELECT 1 -- why not\nFROM t", "SELECT ? FROM t"),
        (
            "SELECT c::text FROM t WHERE a = :name AND b = @p0",
            "SELECT c::text FROM t WHERE a = :name AND b = @p0",
        ),
        ("GET user:4711", "GET user:?"),
        ("GET session:6fa459ea-ee8a-3ca4-894e-db77e160355e", "GET session:?"),
        ("GET s:0123456789abcdef", "GET s:?"),
        (
            "{\"find\":\"users\",\"filter\":{\"age\":42,\"name\":\"Ada\"}}",
            "{\"find\":?,\"filter\":{\"age\":?,\"name\":?}}",
        ),
        (
            "SELECT * FROM a JOIN b ON \"a\".\"x\" = \"b\".\"y\"",
            "SELECT * FROM a JOIN b ON \"a\".\"x\" = \"b\".\"y\"",
        ),
        ("SELECT 'not closed", "SELECT ?"),
        ("SELECT 'ä\\'ö', straße FROM größe WHERE ü=1", "SELECT ?, straße FROM größe WHERE ü=?"),
        ("", ""),
    ] {
        assert_eq!(of_statement(statement).template, template, "{statement}");
    }
}

#[test]
fn a_statement_says_whether_it_has_placeholders() {
    for (statement, has) in [
        ("SELECT a FROM b WHERE c = 1", false),
        ("SELECT a FROM b WHERE c = 'what?'", false),
        ("SELECT a FROM b WHERE c = ?", true),
        ("SELECT a FROM b WHERE c = '?'", true),
        ("SELECT a FROM b WHERE c = $1", true),
        ("SELECT a FROM b WHERE c = :c", true),
        ("SELECT a::int FROM b", false),
        ("SELECT a FROM b", false),
    ] {
        assert_eq!(of_statement(statement).has_placeholders, has, "{statement}");
    }
    let text = "SELECT a FROM b WHERE c = 12 AND d = 'x'";
    let literals: Vec<&str> = of_statement(text).literals.into_iter().map(|range| &text[range]).collect();
    assert_eq!(literals, ["12", "'x'"]);
}

#[test]
fn ids_of_paths_are_folded() {
    for (path, folded) in [
        ("/users/42/orders", "/users/{id}/orders"),
        ("/api/v2/stock/SKU-10432?full=1", "/api/v2/stock/SKU-{id}"),
        ("/carts/6fa459ea-ee8a-3ca4-894e-db77e160355e", "/carts/{id}"),
        ("/assets/1f3c9a0b.js#top", "/assets/{id}.js"),
        ("/users/u-31415", "/users/u-{id}"),
        ("/order12345/facade/route53", "/order{id}/facade/route53"),
        ("/straße/7", "/straße/{id}"),
        ("", ""),
    ] {
        assert_eq!(of_path(path), folded, "{path}");
    }
}

#[test]
fn ids_of_names_are_folded_and_small_numbers_are_none() {
    for (name, folded) in [
        ("sync order 412345", "sync order {id}"),
        ("GET /users/2", "GET /users/{id}"),
        ("GET /api/v1", "GET /api/v1"),
        ("step 2", "step 2"),
        ("HTTP/1.1", "HTTP/1.1"),
        ("handle 6fa459ea-ee8a-3ca4-894e-db77e160355e", "handle {id}"),
        ("SELECT cart_item", "SELECT cart_item"),
    ] {
        assert_eq!(of_name(name), folded, "{name}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_folds(text in "\\PC*") {
        let folded = of_statement(&text);
        proptest::prop_assert!(folded.literals.iter().all(|range| text.get(range.clone()).is_some()));
        of_path(&text);
        of_name(&text);
    }

    #[test]
    fn templates_do_not_depend_on_the_literals(a in 0_i64..1_000_000, b in "[a-z ]{0,12}") {
        let text = format!("SELECT x FROM t WHERE a = {a} AND b = '{b}'");
        proptest::prop_assert_eq!(of_statement(&text).template, "SELECT x FROM t WHERE a = ? AND b = ?");
    }
}
