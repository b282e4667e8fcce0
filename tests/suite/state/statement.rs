use spanscope::state::statement::in_lines;

fn check(statement: &str, lines: &str) {
    assert_eq!(in_lines(statement).as_deref(), Some(lines));
}

#[test]
fn clauses_begin_lines() {
    check(
        "SELECT id, name FROM items i LEFT JOIN stock s ON s.item = i.id WHERE i.cart = $1 AND s.n > 0 ORDER BY id LIMIT 5",
        "SELECT id, name\nFROM items i\nLEFT JOIN stock s ON s.item = i.id\nWHERE i.cart = $1\n  AND s.n > 0\nORDER BY id\nLIMIT 5",
    );
    check(
        "update stock set n = n - 1 where item = 17 and warehouse = 'from or to' returning n, item, warehouse",
        "update stock\nset n = n - 1\nwhere item = 17\n  and warehouse = 'from or to'\nreturning n, item, warehouse",
    );
}

#[test]
fn what_stands_in_parentheses_has_lines_only_when_it_is_a_statement() {
    check(
        "SELECT extract(year FROM at), count(*) FROM orders WHERE item IN (SELECT id FROM items WHERE price > 5 OR sale)",
        "SELECT extract(year FROM at), count(*)\nFROM orders\nWHERE item IN (\n  SELECT id\n  FROM items\n  WHERE price > 5\n    OR sale)",
    );
}

#[test]
fn words_that_only_look_like_clauses_stay() {
    check(
        "SELECT * FROM stock WHERE at BETWEEN 1 AND 2 AND or_else IS DISTINCT FROM fromage FOR UPDATE",
        "SELECT *\nFROM stock\nWHERE at BETWEEN 1 AND 2\n  AND or_else IS DISTINCT FROM fromage FOR UPDATE",
    );
    check(
        "SELECT \"from\", `set`, 'it''s from ''here' FROM a_table_with_a_very_long_name",
        "SELECT \"from\", `set`, 'it''s from ''here'\nFROM a_table_with_a_very_long_name",
    );
}

#[test]
fn nothing_but_white_space_changes() {
    let statement = "WITH a AS (SELECT 'ä(' FROM b WHERE c = \"d\\\"e\") INSERT INTO f (g) VALUES (1), (2) ON CONFLICT DO UPDATE SET g = 'open";
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(in_lines(statement).map(|lines| letters(&lines)), Some(letters(statement)));
}

#[test]
fn what_reads_well_already_stays_as_it_is() {
    for statement in [
        "SELECT * FROM items WHERE cart = $1",
        "SELECT *\nFROM items\nWHERE cart IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        "HMSET cart:1 items 3 total 42 currency EUR from web or else and so on and on",
        "selection of all the things that could be in a cart, or at least of many of them",
    ] {
        assert_eq!(in_lines(statement), None, "{statement}");
    }
}
