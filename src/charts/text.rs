//! Text cut to the room it has.

/// As much of a text as fits, with `…` where it is cut; `None` when not even three letters do.
pub fn cut(text: &str, room_px: f64, width_px: impl Fn(&str) -> f64) -> Option<String> {
    let whole_px = width_px(text);
    if whole_px <= room_px {
        return Some(text.to_owned());
    }
    let letters = text.chars().count();
    let mut kept = (room_px / whole_px * letters as f64) as usize;
    while kept >= 3 {
        let cut: String = text.chars().take(kept).chain(['…']).collect();
        if width_px(&cut) <= room_px {
            return Some(cut);
        }
        kept -= 1;
    }
    None
}
