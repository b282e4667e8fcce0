//! Random numbers that are the same everywhere: whole-number steps and plain multiplications only, since the exact bits
//! of `ln` and `exp` differ between the mathematics libraries of machines.

/// A stream of random numbers (SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
#[derive(Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own, so that more numbers drawn here change nothing there.
    pub fn fork(&mut self) -> Self {
        Self(self.next())
    }

    /// Any 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A span id: 64 bits, not all zero.
    pub fn span_id(&mut self) -> u64 {
        self.next().max(1)
    }

    /// A trace id: 128 bits, not all zero.
    pub fn trace_id(&mut self) -> u128 {
        u128::from(self.next()) << 64 | u128::from(self.span_id())
    }

    /// A number below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// A number from `low` up to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// A number from 0 up to 1, without 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// `true` with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// About log-normal: `median` times e to the power of a bell-shaped number with the deviation `sigma`. The bell
    /// comes of twelve uniform numbers, so it ends at six deviations.
    pub fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        let bell = (0..12).map(|_| self.unit()).sum::<f64>() - 6.0;
        // e^x as (1 + x/1024)^1024.
        let mut factor = 1.0 + bell * sigma / 1024.0;
        for _ in 0..10 {
            factor *= factor;
        }
        median * factor
    }

    /// 16 random bytes in the usual text form of a UUID, version 4.
    pub fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xfff,
            0x8000 | low >> 50,
            low & 0xffff_ffff_ffff
        )
    }
}
