//! Links as X recognises them, with and without a scheme, after the published rules of twitter-text 3.1
//! (2021-10-21). Written as a scanner: every keystroke runs it over the whole text.

use super::{
    link_characters::{ends_path, is_host, is_latin_accent, is_path, is_query, may_precede},
    punycode, tlds,
};
use std::ops::Range;

/// The longest address X takes for a link, in UTF-16 units.
const LONGEST: usize = 4096;
/// The longest label a host name may have (RFC 1035).
const LONGEST_LABEL: usize = 63;
/// The longest slug of X's own short links.
const LONGEST_SLUG: usize = 40;

/// Byte ranges of the links of a text, in order and apart from each other.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains('.') {
        return found;
    }
    let mut run = 0..0;
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let after = at + first.len_utf8();
        let mut hit = may_precede(first)
            .then(|| attempt(text, after, &mut run))
            .flatten();
        let mut before = Some(first);
        if hit.is_none() && at == 0 {
            (hit, before) = (attempt(text, 0, &mut run), None);
        }
        at = match hit {
            Some(hit) => {
                accept(text, before, &hit, &mut found);
                hit.end
            }
            None => after,
        };
    }
    found
}

/// Something in the shape of a link; whether it counts depends on its surroundings.
struct Hit {
    start: usize,
    host: Range<usize>,
    has_path: bool,
    end: usize,
}

fn attempt(text: &str, start: usize, run: &mut Range<usize>) -> Option<Hit> {
    let scheme = scheme_length(text.get(start..)?);
    let host = start + scheme;
    let host_end = host_end(text, host, run)?;
    let port_end = port_end(text, host_end);
    let path_end = path_end(text, port_end);
    let end = query_end(text, path_end);
    Some(Hit {
        start,
        host: host..host_end,
        has_path: path_end > port_end,
        end,
    })
}

fn accept(text: &str, before: Option<char>, hit: &Hit, found: &mut Vec<Range<usize>>) {
    let host = text.get(hit.host.clone()).unwrap_or_default();
    if hit.end - hit.start > LONGEST
        || host.split('.').any(|label| {
            label.len() > LONGEST_LABEL / 4 && punycode::encoded_length(label) > LONGEST_LABEL
        })
    {
        return;
    }
    if hit.host.start > hit.start {
        found.extend(short_link(text, hit));
        return;
    }
    if matches!(before, Some('-' | '_' | '.' | '/')) {
        return;
    }
    // Without a scheme only the ASCII and Latin part of a host is taken: "日本kompas.id" links kompas.id.
    let first = found.len();
    bare_hosts(text, &hit.host, found);
    if hit.has_path
        && found.len() > first
        && let Some(last) = found.last_mut()
    {
        last.end = hit.end;
    }
}

/// X's own short links end with their slug, whatever follows.
fn short_link(text: &str, hit: &Hit) -> Option<Range<usize>> {
    let whole = hit.start..hit.end;
    let rest = text
        .get(hit.host.end..hit.end)
        .and_then(|it| it.strip_prefix('/'));
    let (true, Some(rest)) = (
        text.get(hit.host.clone())
            .is_some_and(|it| it.eq_ignore_ascii_case("t.co")),
        rest,
    ) else {
        return Some(whole);
    };
    let slug = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match slug {
        0 => Some(whole),
        1..=LONGEST_SLUG => Some(hit.start..query_end(text, hit.host.end + 1 + slug)),
        _ => None,
    }
}

fn bare_hosts(text: &str, host: &Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut at = host.start;
    while at < host.end {
        let Some(rest) = text.get(at..host.end) else {
            return;
        };
        let length = rest
            .find(|it: char| {
                !(it == '.' || it == '-' || it.is_ascii_alphanumeric() || is_latin_accent(it))
            })
            .unwrap_or(rest.len());
        let run = rest.get(..length).unwrap_or_default();
        // Leading dots belong to no label.
        let lead = run.len() - run.trim_start_matches('.').len();
        match last_tld(
            rest.get(lead..).unwrap_or_default(),
            length - lead,
            |label| !label.is_empty(),
        ) {
            Some(end) => {
                found.push(at + lead..at + lead + end);
                at += lead + end;
            }
            None => at += length.max(rest.chars().next().map_or(1, char::len_utf8)),
        }
    }
}

/// Where the host that begins at `start` ends; `run` remembers the stretch of host characters around it.
fn host_end(text: &str, start: usize, run: &mut Range<usize>) -> Option<usize> {
    if !run.contains(&start) {
        let rest = text.get(start..)?;
        *run = start
            ..start
                + rest
                    .find(|it: char| !is_host(it) && !matches!(it, '.' | '-' | '_'))
                    .unwrap_or(rest.len());
    }
    let is_label = |label: &str| label.starts_with(is_host) && label.ends_with(is_host);
    // The first label may hold "_" only if it is not the one before the top-level domain.
    last_tld(text.get(start..)?, run.end - start, is_label).map(|end| start + end)
}

/// The end of the last top-level domain after dot-separated labels within `run`, all of which pass `is_label`.
fn last_tld(text: &str, run: usize, is_label: impl Fn(&str) -> bool) -> Option<usize> {
    let (mut best, mut at) = (None, 0);
    while let Some(dot) = text.get(at..run)?.find('.') {
        let label = text.get(at..at + dot)?;
        if !is_label(label) {
            break;
        }
        at += dot + 1;
        if !label.contains('_')
            && let Some(length) = tld_length(text.get(at..)?)
        {
            best = Some(at + length);
        }
    }
    best
}

/// The length of the top-level domain `rest` begins with.
fn tld_length(rest: &str) -> Option<usize> {
    let may_end = |end: usize| {
        !rest.get(end..).is_some_and(|it| {
            it.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '+' | '-'))
        })
    };
    let ends = rest
        .char_indices()
        .map(|(at, it)| at + it.len_utf8())
        .take_while(|end| *end <= tlds::LONGEST);
    let known = ends
        .filter(|end| may_end(*end))
        .filter(|end| {
            rest.get(..*end)
                .is_some_and(|it| tlds::is_known(&it.to_lowercase()))
        })
        .last();
    known.or_else(|| {
        let (prefix, label) = rest.split_at_checked(4)?;
        let length = label
            .bytes()
            .take_while(|it| it.is_ascii_alphanumeric() || *it == b'-')
            .count();
        (prefix.eq_ignore_ascii_case("xn--") && length > 0).then_some(4 + length)
    })
}

fn scheme_length(rest: &str) -> usize {
    let is = |scheme: &str| {
        rest.get(..scheme.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    };
    if is("https://") {
        8
    } else if is("http://") {
        7
    } else {
        0
    }
}

fn port_end(text: &str, start: usize) -> usize {
    let digits = text
        .get(start..)
        .and_then(|it| it.strip_prefix(':'))
        .map_or(0, |it| it.bytes().take_while(u8::is_ascii_digit).count());
    if digits == 0 {
        start
    } else {
        start + 1 + digits
    }
}

fn path_end(text: &str, start: usize) -> usize {
    let Some(path) = text.get(start..).and_then(|it| it.strip_prefix('/')) else {
        return start;
    };
    let (mut at, mut end) = (0, 0);
    while let Some(it) = path.get(at..).and_then(|rest| rest.chars().next()) {
        if it == '(' {
            let Some(length) = balanced(path.get(at..).unwrap_or_default(), 2) else {
                break;
            };
            at += length;
            end = at;
        } else if is_path(it) {
            at += it.len_utf8();
            if ends_path(it) {
                end = at;
            }
        } else {
            break;
        }
    }
    start + 1 + end
}

/// The length of a bracket with its content, nested at most `depth` deep, never empty.
fn balanced(text: &str, depth: u8) -> Option<usize> {
    let mut at = 1;
    while let Some(it) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match it {
            ')' => return (at > 1).then_some(at + 1),
            '(' if depth > 1 => at += balanced(text.get(at..)?, depth - 1)?,
            it if is_path(it) => at += it.len_utf8(),
            _ => return None,
        }
    }
    None
}

fn query_end(text: &str, start: usize) -> usize {
    let Some(query) = text.get(start..).and_then(|it| it.strip_prefix('?')) else {
        return start;
    };
    let length = query.bytes().take_while(|it| is_query(*it)).count();
    let kept = query
        .bytes()
        .take(length)
        .collect::<Vec<_>>()
        .iter()
        .rposition(|it| it.is_ascii_alphanumeric() || b"-_&=#/".contains(it));
    kept.map_or(start, |last| start + 1 + last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|it| &text[it]).collect()
    }

    #[test]
    fn links_stand_with_and_without_a_scheme() {
        assert_eq!(
            links("Baca kompas.id, lalu https://contoh.id/artikel?a=1."),
            ["kompas.id", "https://contoh.id/artikel?a=1"]
        );
        assert_eq!(links("日本kompas.id/berita"), ["kompas.id/berita"]);
        assert_eq!(links("kompas.id"), ["kompas.id"]);
        assert_eq!(
            links("(https://id.wikipedia.org/wiki/Kopi_(minuman))"),
            ["https://id.wikipedia.org/wiki/Kopi_(minuman)"]
        );
    }

    #[test]
    fn what_only_looks_like_a_link_is_none() {
        for text in [
            "selesai.lalu pulang",
            "@budi.id",
            "surel budi@contoh.id",
            "versi 1.2.3",
            "a..b",
            "...",
            "nama_x-.com",
            "#a.com",
        ] {
            assert_eq!(links(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_long_text_without_spaces_is_scanned_quickly() {
        let text = format!("{}.", "あ".repeat(50_000));
        let start = std::time::Instant::now();
        assert!(links(&text).is_empty());
        assert!(
            start.elapsed() < std::time::Duration::from_secs(20),
            "{:?}",
            start.elapsed()
        );
    }
}
