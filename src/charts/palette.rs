//! The colours a raster is drawn in. The page reads them from its tokens, so that no colour stands in the code.

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// Colours for services in `tokens.css`.
pub const COLOURS: u32 = 12;
/// Patterns over a colour, the plain one included.
const PATTERNS: u32 = 3;

/// Colours by meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// One a hue; services take turns.
    pub services: Vec<Rgb>,
    /// Errors.
    pub error: Rgb,
    /// The critical path.
    pub critical: Rgb,
    /// A cell of a heatmap with one thing in it, and the fullest.
    pub heat: [Rgb; 2],
    /// What everything stands on.
    pub surface: Rgb,
    /// What is written with on a service's colour: dark and light.
    pub inks: [Rgb; 2],
}

/// What tells services of one colour apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// The colour alone.
    Plain,
    /// Slanting stripes.
    Stripes,
    /// Dots.
    Dots,
}

/// The pattern over the colour of a service.
pub const fn pattern_of(service: u32) -> Pattern {
    match service / COLOURS % PATTERNS {
        0 => Pattern::Plain,
        1 => Pattern::Stripes,
        _ => Pattern::Dots,
    }
}

impl Palette {
    /// The colour of a service, by its place in `Summary::service_names`.
    pub fn service(&self, service: u32) -> Rgb {
        match self.services.len() {
            0 => [128; 3],
            hues => self.services[service as usize % hues],
        }
    }

    /// The ink that reads best on a colour, and the other one.
    pub fn inks_on(&self, colour: Rgb) -> (Rgb, Rgb) {
        let [dark, light] = self.inks;
        if contrast(dark, colour) >= contrast(light, colour) { (dark, light) } else { (light, dark) }
    }
}

/// A colour between two: `share` of the other, from 0 to 1.
pub fn mixed(one: Rgb, other: Rgb, share: f64) -> Rgb {
    let mix = |at: usize| (f64::from(one[at]) * (1.0 - share) + f64::from(other[at]) * share).round() as u8;
    [mix(0), mix(1), mix(2)]
}

/// How well two colours are told apart, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, "relative luminance".
fn luminance(colour: Rgb) -> f64 {
    let linear = |byte: u8| {
        let share = f64::from(byte) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
