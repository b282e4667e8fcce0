use spanscope::{
    base::time::MS,
    protocol::compare::{AttributeRow, CompareAnswer, GroupRow, NumbersRow, PartsRow, ShapeRow},
    query::cohort::Cohort,
    state::compare_words::{attribute, change, cohort, csv, having, markdown, probability, signed, why},
};

fn group() -> GroupRow {
    GroupRow {
        label: "inventory → postgres SELECT | stock".to_owned(),
        delta_ns: 1_800 * MS,
        se_ns: 20 * MS,
        share: Some(0.94),
        p: [0.03, 0.98],
        n: [1.0, 1.5],
        t_ns: [20 * MS, 30 * MS],
        parts_ns: PartsRow { presence: 1_700 * MS, count: 60 * MS, each: 40 * MS },
        ..GroupRow::default()
    }
}

#[test]
fn figures_are_told_as_people_read_them() {
    assert_eq!((signed(5 * MS), signed(-5 * MS), signed(0)), ("+5 ms".into(), "−5 ms".into(), "0 ns".into()));
    assert_eq!((probability(0.0301), probability(1e-9)), ("0.030".into(), "< 0.001".into()));
    assert_eq!((having(0.5, 3, 6, true), having(0.5, 3, 6, false)), ("3 of 6".into(), "50 %".into()));
}

#[test]
fn a_group_says_what_it_is_mostly_because_of() {
    let with = |presence, count, each| GroupRow {
        delta_ns: presence + count + each,
        parts_ns: PartsRow { presence, count, each },
        ..group()
    };
    assert_eq!(why(&with(5, 1, 1)), "in 3 % → 98 % of traces");
    assert_eq!(why(&with(1, -5, 1)), "1 → 1.5 calls");
    assert_eq!(why(&with(1, 1, 5)), "20 ms → 30 ms each");
    assert_eq!(why(&with(10, 40, -45)), "1 → 1.5 calls", "what worked against it is no reason");
}

#[test]
fn attributes_and_shapes_have_names() {
    let row = |scope: &str, numbers| AttributeRow {
        key: "k".to_owned(),
        value: "v".to_owned(),
        scope: scope.to_owned(),
        numbers,
        ..AttributeRow::default()
    };
    assert_eq!(attribute(&row("span", None)), "k = v");
    assert_eq!(attribute(&row("flag", None)), "flag k = v");
    assert_eq!(attribute(&row("span", Some(NumbersRow::default()))), "k v");
    let shape = |change: &str| ShapeRow {
        change: change.to_owned(),
        slow_mean: 14.0,
        fast_mean: 1.5,
        ..ShapeRow::default()
    };
    assert_eq!(
        (change(&shape("appears")), change(&shape("repeats"))),
        ("appears".into(), "×1.5 → ×14".into())
    );
}

#[test]
fn cohorts_are_told_in_words() {
    for (text, words) in [
        ("op:web GET /cart;p95..", "web GET /cart, from p95"),
        ("p25..p75", "p25 to p75"),
        ("duration:1s..3s", "1 s to 3 s"),
        ("duration:..3s", "under 3 s"),
        ("trace:a,b", "2 chosen traces"),
        ("{ status = error }", "{ status = error }"),
        ("time:1970-01-01T00:00:01Z..", "from 1970-01-01 00:00:01"),
        ("", ""),
    ] {
        let found = cohort(&Cohort::read(text).expect("a cohort"));
        assert!(found.starts_with(words) && found.len() <= words.len() + 12, "{text}: {found}");
    }
}

fn answer() -> CompareAnswer {
    CompareAnswer {
        slow: 40,
        fast: 1,
        slow_cohort: "{ .a = `x|y` }".to_owned(),
        sentence: "Slow *GET* takes 1.9 s longer".to_owned(),
        gap_ns: 1_900 * MS,
        mix_ns: 40 * MS,
        other_ns: 60 * MS,
        groups: vec![group()],
        attributes: vec![AttributeRow {
            key: "=cmd".to_owned(),
            value: "a,\"b\"".to_owned(),
            scope: "span".to_owned(),
            slow_share: 0.9,
            ..AttributeRow::default()
        }],
        ..CompareAnswer::default()
    }
}

#[test]
fn markdown_says_it_all_and_holds_no_foreign_markup() {
    let text = markdown(&answer(), "https://example.org/#/compare");
    for expected in [
        "**Slow \\*GET\\* takes 1.9 s longer**",
        "Slow: 40 traces (``{ .a = `x|y` }``), mean",
        "Fast: 1 trace (the rest)",
        "| inventory → postgres SELECT \\| stock | +1.8 s ± 20 ms | 94 % | in 3 % → 98 % of traces |",
        "| =cmd = a,\"b\" | 90 % | 0 % |",
        "https://example.org/#/compare",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn csv_holds_a_line_a_row_and_no_formula() {
    let text = csv(&answer());
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[0], "what,name,delta_ns,se_ns,share,slow,fast,q");
    assert_eq!(lines[1], "mix,mix,40000000,,,,,");
    assert_eq!(lines[3], "gap,gap,1900000000,,,,,");
    assert_eq!(lines[4], "group,inventory → postgres SELECT | stock,1800000000,20000000,0.94,0.98,0.03,");
    assert_eq!(lines[5], "attribute,\"'=cmd = a,\"\"b\"\"\",,,,0.9,0,0");
    assert!(lines.iter().filter(|line| !line.is_empty()).count() == 6 && text.ends_with("\r\n"));
}
