use spanscope::state::long_text::first_part;

#[test]
fn long_texts_are_cut_and_say_how_much_is_left_out() {
    assert_eq!(first_part("short"), None);
    assert_eq!(first_part(&"x".repeat(320)), None);
    let long = "ä".repeat(321);
    let (first, rest) = first_part(&long).expect("too long");
    assert_eq!((first.chars().count(), rest.as_str()), (240, "81 characters more"));
}

#[test]
fn a_stack_is_folded_by_lines() {
    let eight = ["at f"; 8].join("\n");
    assert_eq!(first_part(&eight), None);
    let stack: Vec<String> = (0..30).map(|n| format!("  at frame{n}")).collect();
    let stack = stack.join("\n");
    assert_eq!(
        first_part(&stack),
        Some(("  at frame0\n  at frame1\n  at frame2\n  at frame3", "26 lines more".to_owned()))
    );
    let wide = vec!["y".repeat(200); 9].join("\n");
    assert_eq!(first_part(&wide).map(|(first, _)| first.len()), Some(240));
}
