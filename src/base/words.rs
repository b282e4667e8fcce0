//! Counts, bytes and plurals as people read them.

/// `1 span`, `12,345 spans`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(n)) }
}

/// `12,345`.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `12 B`, `3.4 KB`, `200 MB` (powers of 1000, as file managers show them).
pub fn bytes(n: u64) -> String {
    const UNITS: [&str; 5] = ["KB", "MB", "GB", "TB", "PB"];
    if n < 1_000 {
        return format!("{n} B");
    }
    let mut value = n as f64 / 1_000.0;
    let mut unit = 0;
    while value >= 999.5 && unit + 1 < UNITS.len() {
        value /= 1_000.0;
        unit += 1;
    }
    if value < 9.95 { format!("{value:.1} {}", UNITS[unit]) } else { format!("{value:.0} {}", UNITS[unit]) }
}

/// The first `limit` characters of a text, with `…` when something was left out.
pub fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A part of a whole in percent, as `2.1 %`; the smallest there is is told as `< 0.1 %`.
pub fn percent(part: i64, whole: i64) -> String {
    let share = part as f64 / whole.max(1) as f64 * 100.0;
    match share {
        _ if part <= 0 => "0 %".to_owned(),
        share if share < 0.1 => "< 0.1 %".to_owned(),
        share if share < 9.95 => format!("{share:.1} %"),
        share => format!("{} %", grouped(share.round() as usize)),
    }
}

/// A share in whole percent: `94 %`; what is not all is never told as such, and something is never told as nothing.
pub fn share(share: f64) -> String {
    match share * 100.0 {
        percent if (-0.5..0.0).contains(&percent) => "> −1 %".to_owned(),
        percent if percent < 0.0 => format!("−{}", self::share(-share)),
        percent if (99.5..100.0).contains(&percent) => "> 99 %".to_owned(),
        percent if percent > 0.0 && percent <= 0.5 => "< 1 %".to_owned(),
        percent => format!("{percent:.0} %"),
    }
}

/// How often something was done, on average: `1`, `2.5`, `41`.
pub fn mean_count(n: f64) -> String {
    let text = if n < 9.95 { format!("{n:.1}") } else { format!("{n:.0}") };
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Parts of a sentence in a row: `a, b and c`.
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The text with a large first letter.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
