//! Where a span stands among those of its service and name, in words.

use crate::{
    base::{time, words},
    protocol::detail::Standing,
};

impl Standing {
    /// `Slower than 97 % of 1,204 GET /cart`. Percentages are of the other spans and never rounded up.
    pub fn sentence(&self, name: &str) -> String {
        let others = self.spans.saturating_sub(1);
        let all = format!("{} {name}", words::grouped(self.spans));
        let percent = |part: usize| part * 100 / others.max(1);
        match (self.faster, self.slower) {
            _ if others == 0 => format!("The only {name}"),
            (0, 0) => format!("As slow as each of {all}"),
            (faster, 0) if faster == others => format!("The slowest of {all}"),
            (0, slower) if slower == others => format!("The fastest of {all}"),
            (faster, slower) if faster >= slower => format!("Slower than {} % of {all}", percent(faster)),
            (_, slower) => format!("Faster than {} % of {all}", percent(slower)),
        }
    }

    /// What else is known of them; empty for the only one.
    pub fn figures(&self) -> String {
        if self.spans < 2 {
            return String::new();
        }
        let errors = match self.errors {
            0 => String::new(),
            errors => format!(", {}", words::count(errors, "error", "errors")),
        };
        format!("p50 {}, p95 {}{errors}", time::duration(self.p50_ns), time::duration(self.p95_ns))
    }

    /// The heights of the picture's columns, from 0 to 1: any span at all is seen.
    pub fn heights(&self) -> Vec<f64> {
        /// The lowest column that is seen.
        const LOWEST: f64 = 0.08;
        let most = self.bins.iter().copied().max().unwrap_or(0).max(1);
        let height = |&n: &u32| if n == 0 { 0.0 } else { (f64::from(n) / f64::from(most)).max(LOWEST) };
        self.bins.iter().map(height).collect()
    }
}
