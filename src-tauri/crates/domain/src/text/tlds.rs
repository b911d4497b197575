//! Top-level domains: what makes `kompas.id` a link and `selesai.lalu` two words.

use std::{collections::HashSet, sync::LazyLock};

// One per line, lower case; the list X's own conformance data name (twitter-text 3.1, 2021-10-21).
static KNOWN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("tlds.txt").lines().collect());

/// The longest known top-level domain has at most this many bytes.
pub const LONGEST: usize = 33;

/// Whether `label` (lower case, no dot) is a top-level domain.
pub fn is_known(label: &str) -> bool {
    KNOWN.contains(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_label_is_as_long_as_stated() {
        assert_eq!(KNOWN.iter().map(|it| it.len()).max(), Some(LONGEST));
        assert!(is_known("id") && is_known("com") && !is_known("lalu") && !is_known(""));
    }
}
