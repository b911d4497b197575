//! The name of a post here: `55`, an album `55-58`, a comment in a group `-1001234/77`.

use std::{fmt, ops::RangeInclusive, str::FromStr};

/// Where messages of ours are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The group, for a comment; none = the channel itself.
    pub group: Option<i64>,
    /// The first message.
    pub first: i64,
    /// The last one; an album has consecutive numbers.
    pub last: i64,
}

/// An album never has more.
const MOST: i64 = 100;

impl Place {
    /// Messages in the channel.
    pub fn of(ids: &[i64]) -> Option<Self> {
        Some(Self {
            group: None,
            first: *ids.iter().min()?,
            last: *ids.iter().max()?,
        })
    }

    /// A message in a group.
    pub const fn in_group(group: i64, id: i64) -> Self {
        Self {
            group: Some(group),
            first: id,
            last: id,
        }
    }

    /// All its messages.
    pub const fn ids(&self) -> RangeInclusive<i64> {
        self.first..=self.last
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(group) = self.group {
            write!(out, "{group}/")?;
        }
        write!(out, "{}", self.first)?;
        if self.last > self.first {
            write!(out, "-{}", self.last)?;
        }
        Ok(())
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (group, ids) = match text.split_once('/') {
            Some((group, ids)) => (Some(group.parse().map_err(|_| ())?), ids),
            None => (None, text),
        };
        let (first, last) = ids.split_once('-').unwrap_or((ids, ids));
        let (first, last) = (
            first.parse::<i64>().map_err(|_| ())?,
            last.parse::<i64>().map_err(|_| ())?,
        );
        let sound = first > 0 && last >= first && last - first < MOST;
        sound.then_some(Self { group, first, last }).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for text in ["55", "55-58", "-1001234/77"] {
            assert_eq!(
                text.parse::<Place>().map(|it| it.to_string()),
                Ok(text.into())
            );
        }
        for bad in [
            "",
            "x",
            "-5",
            "58-55",
            "1-9999",
            "a/5",
            "5/",
            "1-",
            "9223372036854775808",
        ] {
            assert!(bad.parse::<Place>().is_err(), "{bad}");
        }
    }
}
