use spanscope::charts::palette::{COLOURS, Palette, Pattern, contrast, mixed, pattern_of};

const TOKENS: &str = include_str!("../../../style/tokens.css");

/// Every colour that a token of this name has, one a theme.
fn token(name: &str) -> Vec<[u8; 3]> {
    let colour = |text: &str| {
        let code = u32::from_str_radix(text.trim().strip_prefix('#')?.trim_end_matches(';'), 16).ok()?;
        let [_, red, green, blue] = code.to_be_bytes();
        Some([red, green, blue])
    };
    TOKENS.lines().filter_map(|line| colour(line.trim().strip_prefix(name)?.strip_prefix(':')?)).collect()
}

/// What is written on a service's colour can be read, also on one that has stepped back.
#[test]
fn an_ink_can_be_read_on_every_colour() {
    let inks = [token("--ink-dark")[0], token("--ink-light")[0]];
    let palette = Palette { inks, ..Palette::default() };
    for service in 0..COLOURS {
        let colours = token(&format!("--service-{service}"));
        assert_eq!(colours.len(), 2, "a colour in either theme");
        for (full, surface) in colours.into_iter().zip(token("--surface")) {
            for share in [0.0, 0.3, 0.72, 1.0] {
                let colour = mixed(full, surface, share);
                let ratio = contrast(palette.inks_on(colour).0, colour);
                assert!(ratio >= 4.5, "{ratio:.2} on {colour:?}");
            }
        }
    }
}

#[test]
fn contrast_is_that_of_the_guidelines() {
    assert_eq!(contrast([0; 3], [255; 3]), 21.0);
    assert_eq!(contrast([9; 3], [9; 3]), 1.0);
    assert!((contrast([119; 3], [255; 3]) - 4.48).abs() < 0.01);
}

#[test]
fn services_of_one_colour_have_another_pattern() {
    let patterns =
        [pattern_of(1), pattern_of(1 + COLOURS), pattern_of(1 + 2 * COLOURS), pattern_of(1 + 3 * COLOURS)];
    assert_eq!(patterns, [Pattern::Plain, Pattern::Stripes, Pattern::Dots, Pattern::Plain]);
}
