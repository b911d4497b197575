//! Top-level domains: what makes `kompas.id` a link and `selesai.lalu` two words.

use std::{collections::HashMap, sync::LazyLock};

/// Whose list names a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lists {
    Both,
    X,
    Bluesky,
}

// One per line, lower case: the list X's own conformance data name (twitter-text 3.1, 2021-10-21) and the newer
// one Bluesky's client uses (npm package tlds 1.261.0); `x` or `b` marks what stands in one of them only.
static KNOWN: LazyLock<HashMap<&'static str, Lists>> = LazyLock::new(|| {
    include_str!("tlds.txt")
        .lines()
        .map(|line| match line.split_once(' ') {
            Some((name, "x")) => (name, Lists::X),
            Some((name, _)) => (name, Lists::Bluesky),
            None => (line, Lists::Both),
        })
        .collect()
});

/// The longest known top-level domain has at most this many bytes.
pub const LONGEST: usize = 33;

/// Whether `label` (lower case, no dot) is a top-level domain to X.
pub fn is_known(label: &str) -> bool {
    matches!(KNOWN.get(label), Some(Lists::Both | Lists::X))
}

/// Whether `label` (lower case, no dot) is a top-level domain to Bluesky's client.
pub fn is_known_to_bluesky(label: &str) -> bool {
    matches!(KNOWN.get(label), Some(Lists::Both | Lists::Bluesky))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_label_is_as_long_as_stated() {
        assert_eq!(KNOWN.keys().map(|it| it.len()).max(), Some(LONGEST));
        assert!(is_known("id") && is_known("com") && !is_known("lalu") && !is_known(""));
    }

    #[test]
    fn each_network_knows_the_domains_of_its_own_year() {
        assert!(is_known("duck") && !is_known_to_bluesky("duck"));
        assert!(!is_known("music") && is_known_to_bluesky("music"));
    }
}
