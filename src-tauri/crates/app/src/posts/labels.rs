//! Campaigns and tags of posts: as they are kept, and those in use.

use crate::{Kelola, commands::Nothing, failure::Failure};
use kelola_store::posts as rows_of;

/// The longest campaign, pillar or tag, in characters.
const LONGEST: usize = 80;
/// The most tags of a post.
const MOST: usize = 50;

/// The pillars, campaigns and tags of the brand's posts, the most used first.
///
/// # Errors
/// Fails when the data cannot be read.
pub fn list_labels(kelola: &Kelola, _: Nothing) -> Result<rows_of::Labels, Failure> {
    let brand = kelola.brand()?;
    kelola.read(|db| rows_of::labels(db, brand.id))
}

/// Campaign and tags of a post as they are kept.
///
/// # Errors
/// Fails when one is too long, or there are too many.
pub(crate) fn kept_labels(
    campaign: &str,
    tags: Vec<String>,
) -> Result<(String, Vec<String>), Failure> {
    Ok((one(campaign)?, several(tags)?))
}

/// A name as it is kept: on one line, without spaces around it; empty = none.
pub(crate) fn one(name: &str) -> Result<String, Failure> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() > LONGEST {
        return Err(Failure::bad_input("label"));
    }
    Ok(name)
}

/// Tags as they are kept: without the sign in front, each once whatever its case, in the order they were given.
pub(crate) fn several(tags: Vec<String>) -> Result<Vec<String>, Failure> {
    let mut kept: Vec<String> = Vec::new();
    for tag in tags {
        let tag = one(tag.trim_start().trim_start_matches('#'))?;
        let is_new = |it: &String| it.to_lowercase() != tag.to_lowercase();
        if !tag.is_empty() && kept.iter().all(is_new) {
            kept.push(tag);
        }
    }
    if kept.len() > MOST {
        return Err(Failure::bad_input("tags"));
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_kept_once_without_their_sign() {
        let typed = ["#promo", "  Promo ", "akhir   tahun", "", "#"].map(str::to_owned);
        assert_eq!(
            several(typed.to_vec()).expect("kept"),
            ["promo", "akhir tahun"]
        );
        assert!(one(&"a".repeat(81)).is_err());
    }
}
