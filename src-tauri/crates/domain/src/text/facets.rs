//! What Bluesky's own client makes clickable: mentions, links and tags after the published detection rules of
//! the npm package @atproto/api (0.21.0, 2026-08-20). Its patterns are written as scanners: every keystroke runs
//! them over the whole text.

use super::{
    EntityKind, graphemes,
    letters::{at, before, is_ascii_word, is_js_space, is_punctuation, run, signs},
    tlds,
};
use std::ops::Range;

/// The longest tag, in UTF-16 units; a longer one may still have few enough graphemes.
const LONGEST_TAG: usize = 64;
/// The longest stock symbol after `$`.
const LONGEST_SYMBOL: usize = 5;

/// Byte ranges of a text's facets: mentions, then links, then tags, each in order.
pub fn find(text: &str) -> Vec<(EntityKind, Range<usize>)> {
    let mut found = Vec::new();
    mentions(text, &mut found);
    links(text, &mut found);
    tags(text, &mut found);
    symbols(text, &mut found);
    found
}

fn opens(it: Option<char>) -> bool {
    it.is_none_or(|it| it == '(' || is_js_space(it))
}

const fn is_handle(it: char) -> bool {
    it.is_ascii_alphanumeric() || matches!(it, '.' | '-')
}

fn mentions(text: &str, found: &mut Vec<(EntityKind, Range<usize>)>) {
    for start in memchr::memchr_iter(b'@', text.as_bytes()) {
        if !opens(before(text, start)) {
            continue;
        }
        let rest = text.get(start + 1..).unwrap_or_default();
        let handle = bounded(rest, run(rest, is_handle));
        if ends_with_tld(handle) || handle.ends_with(".test") {
            found.push((EntityKind::Mention, start..start + 1 + handle.len()));
        }
    }
}

/// The longest beginning of the run of `length` bytes that ends at a word's edge, as `\b` has it.
fn bounded(rest: &str, length: usize) -> &str {
    let is_word = |it: Option<char>| it.is_some_and(is_ascii_word);
    (1..=length)
        .rev()
        .find(|end| is_word(before(rest, *end)) != is_word(at(rest, *end)))
        .and_then(|end| rest.get(..end))
        .unwrap_or_default()
}

fn links(text: &str, found: &mut Vec<(EntityKind, Range<usize>)>) {
    if !text.contains(['.', ':']) {
        return;
    }
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|it| !it.is_empty()) {
        let length = run(rest, |it| !is_js_space(it));
        let token = rest.get(..length).unwrap_or_default();
        if token.contains(['.', ':']) {
            found.extend(
                link_in(token).map(|it| (EntityKind::Link, start + it.start..start + it.end)),
            );
        }
        start += length + at(rest, length).map_or(0, char::len_utf8);
    }
}

/// The link of a stretch without spaces: at its beginning or after a bracket, up to its end.
fn link_in(token: &str) -> Option<Range<usize>> {
    let after_brackets = token.match_indices('(').map(|(at, _)| at + 1);
    for start in std::iter::once(0).chain(after_brackets) {
        let rest = token.get(start..)?;
        let domain = domain(rest);
        if !has_scheme(rest) && domain.is_none() {
            continue;
        }
        let bare = !rest.starts_with("http");
        if bare && !domain.is_some_and(ends_with_tld) {
            // What looked like a link takes the whole stretch with it.
            return None;
        }
        let link = rest
            .strip_suffix(['.', ',', ';', ':', '!', '?'])
            .unwrap_or(rest);
        let link = match link.strip_suffix(')') {
            Some(inner) if !link.contains('(') => inner,
            _ => link,
        };
        return Some(start..start + link.len());
    }
    None
}

fn has_scheme(rest: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        rest.len() > scheme.len()
            && rest
                .get(..scheme.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    })
}

/// Two or more labels of ASCII letters and digits, the first beginning with a letter.
fn domain(rest: &str) -> Option<&str> {
    let is_label = |it: char| it.is_ascii_alphanumeric();
    if !rest.starts_with(|it: char| it.is_ascii_alphabetic()) {
        return None;
    }
    let mut end = run(rest, is_label);
    let first = end;
    while let Some(more) = rest.get(end..).and_then(|it| it.strip_prefix('.')) {
        match run(more, is_label) {
            0 => break,
            length => end += 1 + length,
        }
    }
    (end > first).then(|| rest.get(..end)).flatten()
}

const fn is_invisible(it: char) -> bool {
    matches!(
        it,
        '\u{AD}' | '\u{2060}' | '\u{200A}'..='\u{200D}' | '\u{20E2}'
    )
}

fn tags(text: &str, found: &mut Vec<(EntityKind, Range<usize>)>) {
    for (start, sign) in signs(text, b'#', '＃') {
        if !before(text, start).is_none_or(is_js_space) {
            continue;
        }
        let first = start + sign;
        let rest = text.get(first..).unwrap_or_default();
        let tag = rest
            .get(..run(rest, |it| !is_js_space(it) && !is_invisible(it)))
            .unwrap_or_default();
        let names = |it: char| !it.is_ascii_digit() && !is_punctuation(it);
        if tag.starts_with('\u{FE0F}') || !tag.contains(names) {
            continue;
        }
        let tag = tag.trim_end_matches(is_punctuation);
        if !tag.is_empty() && !is_too_long(tag) {
            found.push((EntityKind::Hashtag, start..first + tag.len()));
        }
    }
}

fn is_too_long(tag: &str) -> bool {
    tag.len() > LONGEST_TAG
        && tag.encode_utf16().count() > LONGEST_TAG
        && graphemes::count(tag) > LONGEST_TAG
}

fn symbols(text: &str, found: &mut Vec<(EntityKind, Range<usize>)>) {
    for start in memchr::memchr_iter(b'$', text.as_bytes()) {
        let rest = text.get(start + 1..).unwrap_or_default();
        let length = run(rest, |it| it.is_ascii_alphanumeric());
        let closes = |it: char| is_js_space(it) || ".,;:!?)\"'\u{2019}".contains(it);
        if opens(before(text, start))
            && rest.starts_with(|it: char| it.is_ascii_alphabetic())
            && length <= LONGEST_SYMBOL
            && at(rest, length).is_none_or(closes)
        {
            found.push((EntityKind::Hashtag, start..start + 1 + length));
        }
    }
}

fn ends_with_tld(host: &str) -> bool {
    host.rsplit_once('.')
        .is_some_and(|(_, last)| tlds::is_known_to_bluesky(last))
}
