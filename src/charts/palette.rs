//! The colours a raster is drawn in. The page reads them from its tokens, so that no colour stands in the code.

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// Colours by meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// One a hue; services take turns.
    pub services: Vec<Rgb>,
    /// Errors.
    pub error: Rgb,
    /// The critical path.
    pub critical: Rgb,
}

impl Palette {
    /// The colour of a service, by its place in `Summary::service_names`.
    pub fn service(&self, service: u32) -> Rgb {
        match self.services.len() {
            0 => [128; 3],
            hues => self.services[service as usize % hues],
        }
    }
}
