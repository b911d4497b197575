//! Chance that can be repeated (splitmix64).

/// Throws from a seed.
pub struct Dice(u64);

impl Dice {
    /// Begins at a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    /// A number below another.
    pub const fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True once in so many throws.
    pub const fn one_in(&mut self, throws: usize) -> bool {
        self.below(throws) == 0
    }

    /// One of them.
    pub fn of<'a, T: ?Sized>(&mut self, these: &[&'a T]) -> &'a T {
        these[self.below(these.len())]
    }

    /// A character of a range.
    pub fn within(&mut self, first: u32, last: u32) -> char {
        loop {
            let point = first + self.below((last - first + 1) as usize) as u32;
            if let Some(it) = char::from_u32(point) {
                return it;
            }
        }
    }
}
