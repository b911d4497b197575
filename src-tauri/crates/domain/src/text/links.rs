//! Links as X recognises them, with and without a scheme, after the published rules of twitter-text 3.1
//! (2021-10-21), and as Mastodon does, which builds on the same rules. Written as a scanner: every keystroke runs
//! it over the whole text.

use super::{
    letters::at,
    link_characters::{
        ends_path, is_host, is_latin, is_mastodon_query, is_path, is_query, may_precede,
    },
    punycode, tlds,
};
use std::ops::Range;

/// The longest address X takes for a link, in UTF-16 units; its scheme counts twice.
const LONGEST: usize = 4096;
/// The longest label a host name may have (RFC 1035).
const LONGEST_LABEL: usize = 63;
/// The longest slug of X's own short links.
const LONGEST_SLUG: usize = 40;
/// The longest beginning of a link before its host.
const LONGEST_SCHEME: usize = 9;

/// Whose rules say what a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grammar {
    /// X: with or without a scheme.
    X,
    /// Mastodon (config/initializers/twitter_regex.rb): with a scheme only, more of them, and wider paths.
    Mastodon,
}

/// A link's place in a text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it stands.
    pub place: Range<usize>,
    /// Where X goes on counting: before the end where only the Latin part of a host makes the link, since its library
    /// takes as many characters as the host and what follows it would have without the rest (twitter-text 3.1,
    /// extractUrlsWithIndices, 2021-10-21).
    pub counted: usize,
}

impl From<Range<usize>> for Link {
    fn from(place: Range<usize>) -> Self {
        Self {
            counted: place.end,
            place,
        }
    }
}

/// The links of a text by X's rules, in order and apart from each other.
pub fn find(text: &str) -> Vec<Link> {
    find_by(text, Grammar::X)
}

/// The links of a text, in order and apart from each other.
pub fn find_by(text: &str, grammar: Grammar) -> Vec<Link> {
    let mut found = Vec::new();
    let mut run = Run::default();
    let mut start = 0;
    let mut next_dot = None;
    loop {
        // Nothing before the stretch of the next dot can begin a link.
        if next_dot.is_none_or(|dot| dot < start) {
            let Some((stretch, dot)) = next_stretch(text, start) else {
                return found;
            };
            start = stretch;
            next_dot = Some(dot);
        }
        let Some(first) = at(text, start) else {
            return found;
        };
        let after = start + first.len_utf8();
        let mut hit = None;
        // X's library sees the halves of a character beyond U+FFFF: one precedes, the other begins a host.
        if first.len_utf16() > 1 && grammar == Grammar::X {
            hit = attempt(text, start, grammar, &mut run);
        }
        if hit.is_none() && may_precede(first) {
            hit = attempt(text, after, grammar, &mut run);
        }
        let mut before = Some(first);
        if hit.is_none() && start == 0 {
            (hit, before) = (attempt(text, 0, grammar, &mut run), None);
        }
        start = match hit {
            Some(hit) => {
                accept(text, before, &hit, grammar, &mut found);
                hit.end
            }
            None => after,
        };
    }
}

/// Where the stretch without ASCII spaces around the next dot begins, the space before it included, and the dot.
fn next_stretch(text: &str, start: usize) -> Option<(usize, usize)> {
    let dot = start + text.get(start..)?.find('.')?;
    let bytes = text.as_bytes().get(start..dot)?;
    let space = bytes
        .iter()
        .rposition(|it| matches!(it, b'\t'..=b'\r' | b' '));
    Some((space.map_or(start, |it| start + it), dot))
}

/// Something in the shape of a link; whether it counts depends on its surroundings.
struct Hit {
    start: usize,
    host: Range<usize>,
    has_path: bool,
    end: usize,
}

fn attempt(text: &str, start: usize, grammar: Grammar, run: &mut Run) -> Option<Hit> {
    let scheme = scheme_length(text.get(start..)?, grammar);
    let host = start + scheme;
    let host_end = host_end(text, host, run)?;
    let port_end = port_end(text, host_end);
    let path_end = path_end(text, port_end, grammar);
    let end = query_end(text, path_end, grammar);
    Some(Hit {
        start,
        host: host..host_end,
        has_path: path_end > port_end,
        end,
    })
}

fn accept(text: &str, before: Option<char>, hit: &Hit, grammar: Grammar, found: &mut Vec<Link>) {
    let host = text.get(hit.host.clone()).unwrap_or_default();
    if is_too_long(text, hit)
        || is_badly_encoded(host)
        || host
            .split('.')
            .any(|label| label.len() > LONGEST_LABEL / 4 && encoded_length(label) > LONGEST_LABEL)
    {
        return;
    }
    if hit.host.start > hit.start {
        found.extend(short_link(text, hit).map(Link::from));
        return;
    }
    if grammar == Grammar::Mastodon || matches!(before, Some('-' | '_' | '.' | '/')) {
        return;
    }
    // Without a scheme only the ASCII and Latin part of a host is taken: "日本kompas.id" links kompas.id.
    let first = found.len();
    bare_hosts(text, &hit.host, found);
    if hit.has_path
        && found.len() > first
        && let Some(last) = found.last_mut()
    {
        last.counted = counted_end(text, last.place.end, hit);
        last.place.end = hit.end;
    }
}

/// How long a label is in DNS. Full stops of other scripts part it further, and stay within the limit of one label.
fn encoded_length(label: &str) -> usize {
    label
        .split(['。', '．', '｡'])
        .map(|it| punycode::encoded_length(it) + 1)
        .sum::<usize>()
        - 1
}

/// As many UTF-16 units behind a place as the link has behind its host.
fn counted_end(text: &str, place: usize, hit: &Hit) -> usize {
    let units = |range| {
        text.get(range)
            .map_or(0, |it: &str| it.encode_utf16().count())
    };
    let wanted = units(hit.host.end..hit.end);
    let (mut taken, mut end) = (0, place);
    for it in text.get(place..hit.end).unwrap_or_default().chars() {
        taken += it.len_utf16();
        if taken > wanted {
            break;
        }
        end += it.len_utf8();
    }
    end
}

/// What says that it is encoded may hold nothing that would have been.
fn is_badly_encoded(host: &str) -> bool {
    let mut latin = Vec::new();
    if host.starts_with("xn--") && !host.is_ascii() {
        bare_hosts(host, &(0..host.len()), &mut latin);
        return latin.is_empty();
    }
    false
}

fn is_too_long(text: &str, hit: &Hit) -> bool {
    let bytes = hit.end - hit.start + LONGEST_SCHEME;
    bytes > LONGEST && {
        let units = text
            .get(hit.start..hit.end)
            .map_or(0, |it| it.encode_utf16().count());
        let scheme = match hit.host.start - hit.start {
            0 => "https://".len(),
            length => length,
        };
        units + scheme > LONGEST
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
        1..=LONGEST_SLUG => Some(hit.start..query_end(text, hit.host.end + 1 + slug, Grammar::X)),
        _ => None,
    }
}

fn bare_hosts(text: &str, host: &Range<usize>, found: &mut Vec<Link>) {
    let (mut at, mut taken) = (host.start, host.start);
    while at < host.end {
        let Some(rest) = text.get(at..host.end) else {
            return;
        };
        let length = rest
            .find(|it: char| {
                !(it == '.' || it == '-' || it.is_ascii_alphanumeric() || is_latin(it))
            })
            .unwrap_or(rest.len());
        let run = rest.get(..length).unwrap_or_default();
        // Leading dots belong to no label.
        let lead = run.len() - run.trim_start_matches('.').len();
        match last_tld(rest.get(lead..).unwrap_or_default(), length - lead) {
            Some(end) => {
                let name = rest.get(lead..lead + end).unwrap_or_default();
                // X's library looks for the name it found once more, and takes the first place it stands at.
                let place = text
                    .get(taken..host.end)
                    .and_then(|it| it.find(name))
                    .map_or(at + lead, |it| taken + it);
                taken = place + end;
                found.push(Link::from(place..taken));
                at += lead + end;
            }
            None => at += length.max(rest.chars().next().map_or(1, char::len_utf8)),
        }
    }
}

/// Where the host that begins at `start` ends; `run` remembers the stretch of host characters around it.
fn host_end(text: &str, start: usize, run: &mut Run) -> Option<usize> {
    if !run.range.contains(&start) {
        *run = Run::at(text, start)?;
    }
    run.host_end(text, start)
}

/// A stretch of host characters, read once however many places within it a host might begin at.
#[derive(Default)]
struct Run {
    range: Range<usize>,
    /// Its labels with a dot behind them, in order.
    labels: Vec<Label>,
}

/// A label of a host and what follows its dot.
struct Label {
    start: usize,
    dot: usize,
    /// The last "_" in it.
    underscore: Option<usize>,
    /// The end of the top-level domain behind the dot.
    tld: Option<usize>,
    /// The end of the last top-level domain of a host that has this label whole.
    last: Option<usize>,
}

impl Run {
    fn at(text: &str, start: usize) -> Option<Self> {
        let rest = text.get(start..)?;
        let length = rest
            .find(|it: char| !is_host(it) && !matches!(it, '.' | '-' | '_'))
            .unwrap_or(rest.len());
        let range = start..start + length;
        let mut labels = Vec::new();
        let mut here = start;
        for (dot, _) in rest.get(..length)?.match_indices('.') {
            let dot = start + dot;
            labels.push(Label {
                start: here,
                dot,
                underscore: text.get(here..dot)?.rfind('_').map(|it| here + it),
                tld: tld_length(text.get(dot + 1..)?).map(|it| dot + 1 + it),
                last: None,
            });
            here = dot + 1;
        }
        let mut after = None;
        for label in labels.iter_mut().rev() {
            label.last = label.host_end(text, label.start, after);
            after = label.last;
        }
        Some(Self { range, labels })
    }

    fn host_end(&self, text: &str, start: usize) -> Option<usize> {
        let index = self.labels.partition_point(|it| it.dot < start);
        let after = self.labels.get(index + 1).and_then(|it| it.last);
        self.labels.get(index)?.host_end(text, start, after)
    }
}

impl Label {
    /// The end of the host that begins at `start` within this label; one that the next label begins ends at `after`.
    fn host_end(&self, text: &str, start: usize, after: Option<usize>) -> Option<usize> {
        let label = text.get(start..self.dot)?;
        if !(label.starts_with(is_host) && label.ends_with(is_host)) {
            return None;
        }
        // The first label may hold "_" only if it is not the one before the top-level domain.
        let plain = self.underscore.is_none_or(|it| it < start);
        after.or_else(|| self.tld.filter(|_| plain))
    }
}

/// The end of the last top-level domain after dot-separated labels within `run`, none of them empty.
fn last_tld(text: &str, run: usize) -> Option<usize> {
    let (mut best, mut at) = (None, 0);
    while let Some(dot) = text.get(at..run)?.find('.') {
        let label = text.get(at..at + dot)?;
        if label.is_empty() {
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
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let known = match rest.as_bytes().get(plain) {
        Some(b'@' | b'+' | b'-') => None,
        Some(next) if !next.is_ascii() => longest_known(rest),
        _ => Some(plain).filter(|end| is_known(rest, *end)),
    };
    known.or_else(|| {
        let (prefix, label) = rest.split_at_checked(4)?;
        let length = label
            .bytes()
            .take_while(|it| it.is_ascii_alphanumeric() || *it == b'-')
            .count();
        (prefix.eq_ignore_ascii_case("xn--") && length > 0).then_some(4 + length)
    })
}

/// The longest domain beyond ASCII that `rest` begins with.
fn longest_known(rest: &str) -> Option<usize> {
    let may_end = |end: usize| {
        !rest.get(end..).is_some_and(|it| {
            it.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '+' | '-'))
        })
    };
    rest.char_indices()
        .take_while(|(_, it)| *it != '.')
        .map(|(at, it)| at + it.len_utf8())
        .take_while(|end| *end <= tlds::LONGEST)
        .filter(|end| may_end(*end) && is_known(rest, *end))
        .last()
}

fn is_known(rest: &str, end: usize) -> bool {
    let label = rest.get(..end).unwrap_or_default();
    if label.bytes().all(|it| it.is_ascii_lowercase()) {
        tlds::is_known(label)
    } else {
        label.len() <= tlds::LONGEST && tlds::is_known(&label.to_lowercase())
    }
}

fn scheme_length(rest: &str, grammar: Grammar) -> usize {
    let schemes: &[&str] = match grammar {
        Grammar::X => &["https://", "http://"],
        Grammar::Mastodon => &[
            "https://",
            "http://",
            "dat://",
            "dweb://",
            "ipfs://",
            "ipns://",
            "ssb://",
            "gopher://",
            "gemini://",
        ],
    };
    let is = |scheme: &&&str| {
        rest.as_bytes()
            .get(..scheme.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(scheme.as_bytes()))
    };
    schemes.iter().find(is).map_or(0, |it| it.len())
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

fn path_end(text: &str, start: usize, grammar: Grammar) -> usize {
    let Some(path) = text.get(start..).and_then(|it| it.strip_prefix('/')) else {
        return start;
    };
    let (mut here, mut end) = (0, 0);
    while let Some(it) = at(path, here) {
        if it == '(' {
            let Some(length) = balanced(path.get(here..).unwrap_or_default(), 2, grammar) else {
                break;
            };
            // To X a bracket ends a path only right behind what may end one itself.
            if end == here || grammar == Grammar::Mastodon {
                end = here + length;
            }
            here += length;
        } else if is_path(it, grammar) {
            here += it.len_utf8();
            if ends_path(it, grammar) {
                end = here;
            }
        } else {
            break;
        }
    }
    start + 1 + end
}

/// The length of a bracket with its content, nested at most `depth` deep, never empty.
fn balanced(text: &str, depth: u8, grammar: Grammar) -> Option<usize> {
    let mut here = 1;
    while let Some(it) = at(text, here) {
        match it {
            ')' => return (here > 1).then_some(here + 1),
            '(' if depth > 1 => here += balanced(text.get(here..)?, depth - 1, grammar)?,
            it if is_path(it, grammar) => here += it.len_utf8(),
            _ => return None,
        }
    }
    None
}

fn query_end(text: &str, start: usize, grammar: Grammar) -> usize {
    let Some(query) = text.get(start..).and_then(|it| it.strip_prefix('?')) else {
        return start;
    };
    let wider = |it: char| grammar == Grammar::Mastodon && is_mastodon_query(it);
    let length = query
        .find(|it: char| !is_query(it) && !wider(it))
        .unwrap_or(query.len());
    let ends =
        |it: char| it.is_ascii_alphanumeric() || "-_&=#/".contains(it) || wider(it) && it != '^';
    let kept = query
        .get(..length)
        .and_then(|it| it.char_indices().rev().find(|(_, it)| ends(*it)));
    kept.map_or(start, |(last, it)| start + 1 + last + it.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|it| &text[it.place]).collect()
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
    fn an_encoded_host_is_whole() {
        assert_eq!(
            links("http://xn--bcher-kva.com"),
            ["http://xn--bcher-kva.com"]
        );
        assert_eq!(links("http://xn--え.com"), Vec::<&str>::new());
        assert_eq!(links("xn--え.kompas.id"), ["kompas.id"]);
    }

    #[test]
    fn full_stops_of_other_scripts_make_a_label_longer() {
        let half = "é".repeat(18);
        assert_eq!(links(&format!("https://{half}。{half}.id")).len(), 1);
        let long = format!("{half}。").repeat(4);
        assert_eq!(links(&format!("https://{long}a.id")).len(), 0);
    }

    #[test]
    fn letters_count_in_either_case() {
        assert_eq!(
            links("o.id/\u{28C} \u{269}.co"),
            ["o.id/\u{28C}", "\u{269}.co"]
        );
    }

    #[test]
    fn odd_places_are_those_of_the_library() {
        assert_eq!(
            links("a.id/,(b) a.id/b(c) a.id/b.(c)d"),
            ["a.id/", "a.id/b(c)", "a.id/b.(c)d"]
        );
        assert_eq!(links("@🈁-b.id"), ["-b.id"]);
        assert_eq!(find("1.idc…1.id")[0].place, 0..4);
    }

    #[test]
    fn behind_half_a_host_counting_goes_on_early() {
        let text = "1.coم.みんな/a";
        let found = find(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, 0..text.len());
        assert_eq!(&text[found[0].counted..], "みんな/a");
    }

    #[test]
    fn a_long_text_without_spaces_is_scanned_quickly() {
        let long = [
            format!("{}.", "あ".repeat(50_000)),
            format!("{}.", "あ_".repeat(50_000)),
            "あ.".repeat(50_000),
        ];
        let start = std::time::Instant::now();
        for text in long {
            assert!(links(&text).is_empty());
        }
        assert!(
            start.elapsed() < std::time::Duration::from_secs(20),
            "{:?}",
            start.elapsed()
        );
    }
}
