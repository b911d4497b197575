//! Hashtags that are none: glued to a word, to punctuation or to each other, or cut where a sign stands.

use crate::text::{Entity, EntityKind, letters};
use std::ops::Range;

/// What is wrong with a hashtag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Glued {
    /// The network sees no hashtag here, because of what stands around it.
    Missed(Range<usize>),
    /// The hashtag ends at a sign, and the rest of the word is left out.
    Cut(Range<usize>),
}

/// Hashtags of a text that do not work as they were meant; `entities` are those the network finds.
pub fn find(text: &str, entities: &[Entity]) -> Vec<Glued> {
    let mut found = Vec::new();
    for (start, sign) in letters::signs(text, b'#', '＃') {
        let first = start + sign;
        let rest = text.get(first..).unwrap_or_default();
        if !rest.starts_with(char::is_alphabetic) {
            continue;
        }
        let around = entities
            .iter()
            .find(|it| it.byte_start as usize <= start && start < it.byte_end as usize);
        match around {
            Some(it) if it.kind == EntityKind::Hashtag && it.byte_start as usize == start => {
                if let Some(end) = left_out(text, it.byte_end as usize) {
                    found.push(Glued::Cut(start..end));
                }
            }
            Some(_) => {}
            None => {
                let length = letters::run(rest, |it| it.is_alphanumeric() || it == '_');
                found.push(Glued::Missed(start..first + length));
            }
        }
    }
    found
}

/// Where a word goes on after its hashtag ended: `#kopi-susu`, `#jum'at`.
fn left_out(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?;
    let joint = rest.strip_prefix(['-', '\'', '’', '&', '+'])?;
    let length = letters::run(joint, |it| it.is_alphanumeric() || it == '_');
    (length > 0).then(|| end + (rest.len() - joint.len()) + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Detection, entities_by};

    fn found(text: &str, rules: Detection) -> Vec<(bool, &str)> {
        find(text, &entities_by(text, rules))
            .into_iter()
            .map(|it| match it {
                Glued::Missed(range) => (false, &text[range]),
                Glued::Cut(range) => (true, &text[range]),
            })
            .collect()
    }

    #[test]
    fn hashtags_that_do_not_work_are_told() {
        assert_eq!(
            found(
                "kopi#senja #kopi-susu #a#b (#d) #baik, https://a.id/#c no #1",
                Detection::Common
            ),
            [
                (false, "#senja"),
                (true, "#kopi-susu"),
                (false, "#a"),
                (false, "#b")
            ]
        );
        assert_eq!(
            found("(#kopi) #senja", Detection::Facets),
            [(false, "#kopi")]
        );
    }
}
