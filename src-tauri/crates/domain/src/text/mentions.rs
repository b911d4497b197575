//! Accounts named in a text, as X, Mastodon and the others find them.

use super::letters::{is_word, run, signs};
use super::link_characters::is_latin_accent;
use std::ops::Range;

const SIGNS: [char; 2] = ['@', '＠'];
/// The longest name on X.
const LONGEST_ON_X: usize = 20;
/// The longest name of a list on X, after its first letter.
const LONGEST_LIST: usize = 24;
/// The longest server name Mastodon takes (RFC 1035).
const LONGEST_SERVER: usize = 253;

const fn is_name(it: char) -> bool {
    it.is_ascii_alphanumeric() || it == '_'
}

/// By the common rules: names may hold dots and lines, and say their server.
pub fn common(text: &str) -> Vec<Range<usize>> {
    found(text, signs(text, b'@', '＠'), |before, _, rest| {
        if !may_precede(before) {
            return None;
        }
        let length = run(rest, |it| is_name(it) || matches!(it, '.' | '-'));
        let name = rest.get(..length)?.trim_end_matches(['.', '-']).len();
        (rest.starts_with(is_name)).then(|| name + server(rest, name).unwrap_or(0))
    })
}

/// The length of `@` and a host of two or more labels at a place of the text after a name.
fn server(rest: &str, name: usize) -> Option<usize> {
    let host = rest.get(name..)?.strip_prefix('@')?;
    let is_label = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let mut end = run(host, is_label);
    let first = end;
    while let Some(more) = host.get(end..).and_then(|it| it.strip_prefix('.')) {
        match run(more, is_label) {
            0 => break,
            length => end += 1 + length,
        }
    }
    (first > 0 && end > first).then_some(1 + end)
}

fn may_precede(before: &str) -> bool {
    let blocked = before.ends_with(|it: char| is_name(it) || "!#$%&*@＠/.".contains(it));
    !blocked || retweets(before).is_some()
}

/// X: `@` and at most 20 letters, digits and underscores; a list of that account belongs to it.
pub fn on_x(text: &str) -> Vec<Range<usize>> {
    let mut taken = 0;
    found(
        text,
        signs(text, b'@', '＠'),
        move |before, start, rest| {
            // The character before belongs to the match: it may not be part of the one before it.
            let own = before.get(taken..)?;
            let free = own.is_empty() && start == 0
                || own.ends_with(|it: char| !(is_name(it) || "!#$%&*@＠".contains(it)))
                || retweets(own).is_some_and(|it| taken == 0 || it > 0);
            let name = run(rest, is_name).min(LONGEST_ON_X);
            if !free || name == 0 {
                return None;
            }
            let length = name + list(rest.get(name..)?);
            taken = start + sign_length(text, start) + length;
            Some(length)
        },
    )
}

fn list(rest: &str) -> usize {
    let Some(slug) = rest
        .strip_prefix('/')
        .filter(|it| it.starts_with(|it: char| it.is_ascii_alphabetic()))
    else {
        return 0;
    };
    1 + run(slug, |it| is_name(it) || it == '-').min(1 + LONGEST_LIST)
}

/// "RT@budi" and "RT:@budi" name Budi although a letter stands before: where "RT" begins.
fn retweets(before: &str) -> Option<usize> {
    let bare = before.strip_suffix(':').unwrap_or(before);
    let start = bare.len().checked_sub(2)?;
    let is_alone =
        |it: &str| !it.ends_with(|it: char| it.is_ascii_alphanumeric() || "_+~.-".contains(it));
    (bare.get(start..)?.eq_ignore_ascii_case("rt") && is_alone(bare.get(..start)?)).then_some(start)
}

/// Mastodon: `@name` or `@name@server`, not right after a letter, `/` or `=`.
pub fn on_mastodon(text: &str) -> Vec<Range<usize>> {
    let places = memchr::memchr_iter(b'@', text.as_bytes()).map(|at| (at, 1));
    found(text, places, |before, _, rest| {
        if before.ends_with(|it: char| matches!(it, '=' | '/') || is_word(it)) {
            return None;
        }
        let name = joined(rest, is_name);
        if name == 0 {
            return None;
        }
        let server = rest
            .get(name..)
            .and_then(|it| it.strip_prefix('@'))
            .map_or(0, |it| joined(it, is_word));
        let named = if server > 0 { 1 + server } else { 0 };
        let is_short = rest
            .get(name + 1..name + named)
            .is_none_or(|it| it.chars().count() <= LONGEST_SERVER);
        is_short.then_some(name + named)
    })
}

/// The length of words joined by dots and lines.
fn joined(rest: &str, is_part: impl Fn(char) -> bool) -> usize {
    let mut end = run(rest, &is_part);
    if end == 0 {
        return 0;
    }
    loop {
        let more = rest.get(end..).unwrap_or_default();
        let joint = run(more, |it| matches!(it, '.' | '-'));
        let word = run(more.get(joint..).unwrap_or_default(), &is_part);
        if joint == 0 || word == 0 {
            return end;
        }
        end += joint + word;
    }
}

fn sign_length(text: &str, at: usize) -> usize {
    super::letters::at(text, at).map_or(0, char::len_utf8)
}

/// Every sign whose surroundings pass; `name` gets what stands before it, where it stands and what follows it, and
/// gives the length of the name.
fn found(
    text: &str,
    signs: impl Iterator<Item = (usize, usize)>,
    mut name: impl FnMut(&str, usize, &str) -> Option<usize>,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut done = 0;
    for (start, sign) in signs {
        let first = start + sign;
        let (Some(before), Some(rest)) = (text.get(..start), text.get(first..)) else {
            continue;
        };
        if start < done {
            continue;
        }
        let Some(length) = name(before, start, rest) else {
            continue;
        };
        done = first + length;
        if may_follow(rest.get(length..).unwrap_or_default()) {
            found.push(start..done);
        }
    }
    found
}

/// An address or a name that goes on is none.
fn may_follow(rest: &str) -> bool {
    !(rest.starts_with(SIGNS) || rest.starts_with(is_latin_accent) || rest.starts_with("://"))
}

/// The part of a mention Mastodon counts: `@name` of `@name@server`.
pub fn local_part(mention: &str) -> &str {
    let server = mention.get(1..).and_then(|it| it.find('@'));
    server.and_then(|at| mention.get(..=at)).unwrap_or(mention)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, find: fn(&str) -> Vec<Range<usize>>) -> Vec<&str> {
        find(text).into_iter().map(|it| &text[it]).collect()
    }

    #[test]
    fn x_takes_short_names_and_lists() {
        assert_eq!(words("cc @budi.kopi", on_x), ["@budi"]);
        assert_eq!(
            words("@budi/daftar-kopi, RT:@ani xrt@ani", on_x),
            ["@budi/daftar-kopi", "@ani"]
        );
        assert_eq!(
            words("a@b.id @a@b @é @satu\u{e9}", on_x),
            Vec::<&str>::new()
        );
        assert_eq!(
            words("@12345678901234567890x", on_x),
            ["@12345678901234567890"]
        );
        assert_eq!(words(".@budi ＠ani", on_x), ["@budi", "＠ani"]);
    }

    #[test]
    fn mastodon_takes_names_with_their_server() {
        assert_eq!(
            words(
                "@ani@mastodon.social. dan @budi-kopi, x@y.id /@z",
                on_mastodon
            ),
            ["@ani@mastodon.social", "@budi-kopi"]
        );
        assert_eq!(
            words(&format!("@ani@{}.id", "b".repeat(300)), on_mastodon),
            Vec::<&str>::new()
        );
        assert_eq!(
            (local_part("@ani@mastodon.social"), local_part("@budi")),
            ("@ani", "@budi")
        );
    }

    #[test]
    fn the_common_rules_take_dots() {
        assert_eq!(
            words(
                "Halo @budi.kopi. dan @ani@mastodon.social, surel a@b.id",
                common
            ),
            ["@budi.kopi", "@ani@mastodon.social"]
        );
    }
}
