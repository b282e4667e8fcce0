//! Names that nothing else has, whoever gives them: of the time at which they were given and a number that was drawn.

const START: &str = "file-";
const DRAWN_DIGITS: usize = 16;

/// A name.
pub fn stamp(now_ms: u64, drawn: u64) -> String {
    format!("{START}{now_ms:x}-{drawn:0DRAWN_DIGITS$x}")
}

/// When a name was given; `None`: it is none of these.
pub fn given_ms(name: &str) -> Option<u64> {
    let (given, drawn) = name.strip_prefix(START)?.split_once('-')?;
    let is_drawn = drawn.len() == DRAWN_DIGITS && drawn.bytes().all(|byte| byte.is_ascii_hexdigit());
    u64::from_str_radix(given, 16).ok().filter(|_| is_drawn)
}
