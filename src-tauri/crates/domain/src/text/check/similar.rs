//! How much two texts say the same: for noticing a post that was on the channel shortly before.

use crate::text::{Detection, EntityKind, Reading};
use std::{
    collections::{HashSet, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

/// Words that stand together.
const TOGETHER: usize = 3;
/// Fewer words say too little to compare.
const FEWEST: usize = 6;
/// From this share of common words on, two texts are nearly the same.
const NEARLY: f32 = 0.8;

/// What a text says, small enough to keep: links, mentions and hashtags left out, case and signs ignored.
#[derive(Debug, Clone, Default)]
pub struct Gist {
    parts: HashSet<u64>,
    words: usize,
}

impl Gist {
    /// Of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let reading = Reading::new(text);
        let words = words(&reading);
        let hash = |it: &[String]| {
            let mut hasher = DefaultHasher::new();
            it.hash(&mut hasher);
            hasher.finish()
        };
        Self {
            parts: words.windows(TOGETHER).map(hash).collect(),
            words: words.len(),
        }
    }

    /// The share of what both say in what either says, 0 to 1.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f32 {
        let common = self.parts.intersection(&other.parts).count();
        let all = self.parts.len() + other.parts.len() - common;
        if all == 0 {
            0.0
        } else {
            common as f32 / all as f32
        }
    }

    /// Whether readers would take it for the same post.
    #[must_use]
    pub fn is_nearly(&self, other: &Self) -> bool {
        self.words >= FEWEST && other.words >= FEWEST && self.likeness(other) >= NEARLY
    }
}

fn words(reading: &Reading<'_>) -> Vec<String> {
    let text = reading.text();
    let mut plain = String::with_capacity(text.len());
    let mut done = 0;
    for it in reading.entities(Detection::Common) {
        plain.push_str(text.get(done..it.byte_start as usize).unwrap_or_default());
        // A hashtag within a sentence is a word of it.
        if it.kind == EntityKind::Hashtag {
            plain.push_str(it.of(text).trim_start_matches(['#', '＃']));
        }
        plain.push(' ');
        done = it.byte_end as usize;
    }
    plain.push_str(text.get(done..).unwrap_or_default());
    plain
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_with_other_links_and_signs_are_nearly_the_same() {
        let first = Gist::of(
            "Kopi susu gula aren kembali hadir mulai besok pagi di kedai kami! https://a.id/1",
        );
        let second = Gist::of(
            "KOPI susu gula aren kembali hadir, mulai besok pagi di kedai kami https://b.id/2 @sari",
        );
        let other = Gist::of(
            "Resep kopi susu untuk di rumah: siapkan gula aren, susu segar dan es batu secukupnya",
        );
        assert!(first.is_nearly(&second), "{}", first.likeness(&second));
        assert!(!first.is_nearly(&other), "{}", first.likeness(&other));
        assert!(
            !Gist::of("Selamat pagi").is_nearly(&Gist::of("Selamat pagi")),
            "too short to tell"
        );
    }
}
