//! Randomness, handed in so that a run can be repeated from its seed.

use std::sync::atomic::{AtomicU64, Ordering};

/// A source of random numbers.
pub trait Random: Send + Sync {
    /// The next number.
    fn next(&self) -> u64;

    /// A number in [0, 1).
    fn fraction(&self) -> f64 {
        // 53 bits are all an f64 can tell apart.
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn next(&self) -> u64 {
        // A source that fails costs only the jitter: ids also carry the time.
        getrandom::u64().unwrap_or(0x9e37_79b9_7f4a_7c15)
    }
}

/// A run of numbers that a seed repeats (SplitMix64), for tests.
#[derive(Debug)]
pub struct SeededRandom(AtomicU64);

impl SeededRandom {
    /// The run of this seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Random for SeededRandom {
    fn next(&self) -> u64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut z = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_its_run() {
        let (one, two) = (SeededRandom::new(7), SeededRandom::new(7));
        let run = |it: &SeededRandom| (0..5).map(|_| it.next()).collect::<Vec<_>>();
        assert_eq!(run(&one), run(&two));
        assert_ne!(run(&SeededRandom::new(8)), run(&SeededRandom::new(7)));
    }

    #[test]
    fn fractions_stay_below_one() {
        let it = SeededRandom::new(1);
        assert!(
            (0..1000)
                .map(|_| it.fraction())
                .all(|it| (0.0..1.0).contains(&it))
        );
    }
}
