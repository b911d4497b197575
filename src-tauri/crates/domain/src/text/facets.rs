//! What Bluesky's own client makes clickable: mentions, links and tags after the published detection rules of
//! the npm package @atproto/api (0.21.0, 2026-08-20).

use super::{EntityKind, tlds};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

const SPACE: &str =
    r"[\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}]";
const WORD: &str =
    r"[^\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}]";
const INVISIBLE: &str = r"\x{AD}\x{2060}\x{200A}-\x{200D}\x{20E2}";
/// The longest tag, in UTF-16 units.
const LONGEST_TAG: usize = 64;

static MENTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:^|{SPACE}|\()(@([a-zA-Z0-9.-]+)(?-u:\b))")));
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:^|{SPACE}|\()([hH][tT][tT][pP][sS]?://{WORD}+|([a-zA-Z][a-zA-Z0-9]*(?:\.[a-zA-Z0-9]+)+){WORD}*)"
    ))
});
static TAG: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:^|{SPACE})([#＃]([{WORD}--[{INVISIBLE}]]*))")));
static NAMES: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"[^0-9\p{{P}}{INVISIBLE}]")));
static PUNCTUATION_AT_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"\p{P}+$"));
static CASH: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:^|{SPACE}|\()(\$[A-Za-z][A-Za-z0-9]{{0,4}})")));

fn pattern(source: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "constant patterns, compiled by every test run"
    )]
    Regex::new(source).expect("a valid pattern")
}

/// Byte ranges of a text's facets: mentions, then links, then tags, each in order.
pub fn find(text: &str) -> Vec<(EntityKind, Range<usize>)> {
    let mut found = Vec::new();
    mentions(text, &mut found);
    links(text, &mut found);
    tags(text, &mut found);
    found
}

fn mentions(text: &str, found: &mut Vec<(EntityKind, Range<usize>)>) {
    for hit in MENTION.captures_iter(text) {
        if let (Some(whole), Some(handle)) = (hit.get(1), hit.get(2))
            && (ends_with_tld(handle.as_str()) || handle.as_str().ends_with(".test"))
        {
            found.push((EntityKind::Mention, whole.range()));
        }
    }
}

fn links(text: &str, found: &mut Vec<(EntityKind, Range<usize>)>) {
    for hit in LINK.captures_iter(text) {
        let Some(whole) = hit.get(1) else { continue };
        if !whole.as_str().starts_with("http")
            && !hit
                .get(2)
                .is_some_and(|domain| ends_with_tld(domain.as_str()))
        {
            continue;
        }
        let mut link = whole.as_str();
        link = link
            .strip_suffix(['.', ',', ';', ':', '!', '?'])
            .unwrap_or(link);
        if !link.contains('(') {
            link = link.strip_suffix(')').unwrap_or(link);
        }
        found.push((EntityKind::Link, whole.start()..whole.start() + link.len()));
    }
}

fn tags(text: &str, found: &mut Vec<(EntityKind, Range<usize>)>) {
    for hit in TAG.captures_iter(text) {
        let (Some(whole), Some(tag)) = (hit.get(1), hit.get(2)) else {
            continue;
        };
        let tag = tag.as_str();
        if tag.starts_with('\u{FE0F}') || !NAMES.is_match(tag) {
            continue;
        }
        let kept = PUNCTUATION_AT_END
            .find(tag)
            .map_or(tag, |end| tag.get(..end.start()).unwrap_or(tag));
        if !kept.is_empty() && kept.encode_utf16().count() <= LONGEST_TAG {
            found.push((
                EntityKind::Hashtag,
                whole.start()..whole.end() - (tag.len() - kept.len()),
            ));
        }
    }
    for hit in CASH.captures_iter(text) {
        let Some(whole) = hit.get(1) else { continue };
        let next = text.get(whole.end()..).and_then(|it| it.chars().next());
        if next.is_none_or(|it| {
            it.is_whitespace() || it == '\u{FEFF}' || ".,;:!?)\"'\u{2019}".contains(it)
        }) {
            found.push((EntityKind::Hashtag, whole.range()));
        }
    }
}

fn ends_with_tld(host: &str) -> bool {
    host.rsplit_once('.')
        .is_some_and(|(_, last)| tlds::is_known(last))
}
