use crate::support::draw;
use spanscope::{
    analysis::{
        compare::aligned::{Aligned, ROWS_AT_MOST, aligned},
        derived::Derived,
    },
    base::time::MS,
    model::{builder::Builder, store::Store},
};

/// Two drawn traces beside each other; lines `depth service name: slow | fast`, each `n× start..end`.
fn check(slow: &str, fast: &str, expected: &[&str]) {
    let mut builder = Builder::new();
    builder.begin_file("drawing");
    draw::add(&mut builder, slow, 1);
    draw::add(&mut builder, fast, 2);
    let store = builder.finish();
    let found = of(&store);
    assert_eq!(found.left_out, 0);
    let done = |row: &spanscope::analysis::compare::aligned::Row, side: usize| match row.done[side] {
        Some(done) => format!("{}× {}..{}", done.count, done.start_ns / MS, done.end_ns / MS),
        None => "–".to_owned(),
    };
    let lines: Vec<String> = found
        .rows
        .iter()
        .map(|row| {
            let words = format!("{} {} {}", row.depth, store.text(row.service), store.text(row.name));
            format!("{words}: {} | {}", done(row, 0), done(row, 1))
        })
        .collect();
    assert_eq!(lines, expected);
}

fn of(store: &Store) -> Aligned {
    let find = |id: &str| store.find_trace(id).expect("it was drawn");
    aligned(store, &Derived::of_store(store), [find("1"), find("2")])
}

#[test]
fn what_both_did_stands_side_by_side() {
    check(
        "
        web GET /cart      |==========|
          cart load        |  ======  |
            db SELECT      |   ==     |
            db SELECT      |     ==   |
        ",
        "
        web GET /cart      |======    |
          cache get        | =        |
          cart load        |  ====    |
            db SELECT      |   ==     |
        ",
        &[
            "0 web GET /cart: 1× 0..10 | 1× 0..6",
            "1 cache get: – | 1× 1..2",
            "1 cart load: 1× 2..8 | 1× 2..6",
            "2 db SELECT: 2× 3..7 | 1× 3..5",
        ],
    );
}

#[test]
fn roots_of_other_names_stand_side_by_side() {
    check("web GET /a |====|", "api GET /b |==  |", &["0 web GET /a: 1× 0..4 | 1× 0..2"]);
}

#[test]
fn deep_and_wide_traces_are_cut() {
    let mut builder = Builder::new();
    builder.begin_file("drawing");
    let mut drawing = String::from("web root |=|\n");
    for nth in 0..ROWS_AT_MOST + 20 {
        drawing.push_str(&format!(" web call{nth} |=|\n"));
    }
    draw::add(&mut builder, &drawing, 1);
    draw::add(&mut builder, "web root |=|", 2);
    let found = of(&builder.finish());
    assert_eq!((found.rows.len(), found.left_out), (ROWS_AT_MOST, 21));
    assert_eq!(found.rows[0].done.map(|done| done.is_some()), [true, true]);
}
