//! Lengths no plain unit gives: Mastodon's, Threads', LinkedIn's and that of YouTube's tags.

use super::{Entity, EntityKind, graphemes, mentions, units::small};
use unicode_properties::{EmojiStatus, UnicodeEmoji};

/// What a link counts on Mastodon (app/validators/status_length_validator.rb, v4.6; the instance document tells the
/// same as `characters_reserved_per_url`).
const MASTODON_LINK: &str = "xxxxxxxxxxxxxxxxxxxxxxx";
/// Its length.
pub const MASTODON_LINK_LENGTH: u32 = MASTODON_LINK.len() as u32;

/// Mastodon: graphemes of the text in which every link is 23 characters and `@name@server` is `@name`. A text of
/// spaces alone counts nothing.
pub fn mastodon(text: &str, entities: &[Entity]) -> u32 {
    if text.trim().is_empty() {
        return 0;
    }
    let mut counted = String::new();
    let mut done = 0;
    for it in entities {
        let shown = match it.kind {
            EntityKind::Link => MASTODON_LINK,
            EntityKind::Mention => mentions::local_part(it.of(text)),
            EntityKind::Hashtag => continue,
        };
        counted.push_str(text.get(done..it.byte_start as usize).unwrap_or_default());
        counted.push_str(shown);
        done = it.byte_end as usize;
    }
    if done == 0 {
        return small(graphemes::count(text));
    }
    counted.push_str(text.get(done..).unwrap_or_default());
    small(graphemes::count(&counted))
}

/// No emoji but the keys of a keycap begins before it.
const FIRST_EMOJI: char = '\u{A9}';

/// Threads: an emoji counts the bytes it has in UTF-8, every other character 1 (threads/posts, April to July 2026).
pub fn emoji_bytes(text: &str) -> u32 {
    let all = text.chars().count();
    if !text.contains(|it: char| it >= FIRST_EMOJI) {
        return small(all);
    }
    let more: usize = graphemes::beyond_ascii(text)
        .filter(|it| is_emoji(it))
        .map(|it| it.len() - it.chars().count())
        .sum();
    small(all + more)
}

/// Whether a cluster is drawn as an emoji: by itself, by the selector that asks for it, or as a key.
fn is_emoji(cluster: &str) -> bool {
    let mut before = None;
    cluster.chars().any(|it| {
        let drawn = match it {
            '\u{FE0F}' => before.is_some_and(|it: char| it.is_emoji_char()),
            '\u{20E3}' => before.is_some_and(|it: char| it.is_ascii()),
            _ if it < FIRST_EMOJI => false,
            _ => matches!(
                it.emoji_status(),
                EmojiStatus::EmojiPresentation
                    | EmojiStatus::EmojiPresentationAndModifierBase
                    | EmojiStatus::EmojiPresentationAndEmojiComponent
                    | EmojiStatus::EmojiPresentationAndModifierAndEmojiComponent
            ),
        };
        before = Some(it);
        drawn
    })
}

/// LinkedIn: how many signs of its "little text" format need a backslash (little-text-format, 2026). Whether the
/// backslashes count is not documented.
pub fn reserved(text: &str) -> u32 {
    small(text.bytes().filter(|it| is_reserved(*it)).count())
}

/// The text as LinkedIn's "little text" wants it: signs of its own format with a backslash before them.
#[must_use]
pub fn escape_little_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for it in text.chars() {
        if u8::try_from(it).is_ok_and(is_reserved) {
            escaped.push('\\');
        }
        escaped.push(it);
    }
    escaped
}

/// Whether "little text" takes a byte of UTF-8 for a sign of its own.
pub const fn is_reserved(it: u8) -> bool {
    matches!(
        it,
        b'\\'
            | b'|'
            | b'{'
            | b'}'
            | b'@'
            | b'['
            | b']'
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'#'
            | b'*'
            | b'_'
            | b'~'
    )
}

/// YouTube: characters of the tags with a comma between them; a tag of several words is quoted, which counts 2 more.
/// Words after a `#` are tags; where commas stand, they part the tags and spaces belong to them.
pub fn tags(hashtags: &str) -> u32 {
    let separator = |it: char| {
        if hashtags.contains(',') {
            it == ','
        } else {
            it.is_whitespace()
        }
    };
    let lengths = hashtags
        .split(separator)
        .map(|it| it.trim().trim_start_matches('#'))
        .filter(|it| !it.is_empty())
        .map(|it| {
            it.chars().count()
                + if it.contains(char::is_whitespace) {
                    2
                } else {
                    0
                }
        });
    small(lengths.map(|it| it + 1).sum::<usize>().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_counts_the_bytes_of_an_emoji() {
        let cases = [
            ("Halo", 4),
            ("\u{1F44D}\u{1F3FD}", 8),
            (
                "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}",
                25,
            ),
            ("\u{1F1EE}\u{1F1E9}", 8),
            ("e\u{301}", 2),
            ("日本", 2),
            ("\u{2026}", 1),
            ("a ❤\u{FE0F} b", 10),
            ("1\u{FE0F}\u{20E3}", 7),
            ("© 2026", 6),
        ];
        for (text, length) in cases {
            assert_eq!(emoji_bytes(text), length, "{text}");
        }
    }

    #[test]
    fn escapes_are_counted_and_written_alike() {
        let text = "Kopi (baru) #senja_hari 👍";
        assert_eq!(
            escape_little_text(text),
            "Kopi \\(baru\\) \\#senja\\_hari 👍"
        );
        assert_eq!(
            text.len() + reserved(text) as usize,
            escape_little_text(text).len()
        );
    }

    #[test]
    fn tags_are_counted_with_their_commas_and_quotes() {
        assert_eq!(tags(""), 0);
        assert_eq!(tags("#kopi #senja"), 10);
        assert_eq!(tags("kopi senja, susu"), 10 + 2 + 1 + 4);
    }
}
